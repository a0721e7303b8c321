import fs from 'node:fs';
import path from 'node:path';
import { toMarked } from './marked.ts';

const root = path.resolve(import.meta.dirname, '../..');
type Texts = Readonly<Record<string, string>>;
const readTexts = (file: string): Texts => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as Texts;

/** A line of the manifest's text, or the words of a link in it. */
const markLine = (whole: string, label?: string): string => (label === undefined ? `«${whole}»` : `[«${label}»]`);

/**
 * Makes a copy of the built extension that is translated into a language of its own: every text is marked, but for its
 * slots and for the lines that hold links to commands. Gives the folder. Links to the files would not do: VS Code knows
 * an extension's code by where it really lies.
 */
export const translateExtension = (language: string): string => {
  const folder = path.join(root, 'out/translated');
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of ['package.json', 'package.nls.json', 'media', 'dist'])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  const write = (file: string, texts: Texts): void => fs.writeFileSync(path.join(folder, file), JSON.stringify(texts));
  const bundle = Object.keys(readTexts('src/l10n/bundle.l10n.json'));
  write(`dist/l10n/bundle.l10n.${language}.json`, Object.fromEntries(bundle.map((text) => [text, toMarked(text)])));
  const words = Object.entries(readTexts('src/l10n/package.nls.json'));
  const toWords = (text: string): string => text.replaceAll(/\[([^\]]+)\](?=\(command:)|^[^[\n]+$/gm, markLine);
  write(`package.nls.${language}.json`, Object.fromEntries(words.map(([key, text]) => [key, toWords(text)])));
  return folder;
};
