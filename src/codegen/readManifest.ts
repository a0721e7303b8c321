import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './settingsTable.ts';

/**
 * Takes a text with the manifest's `%keys%` and gives it in the words of `texts`; a key that has none stays as it is.
 * What the editor does with package.nls.json.
 */
const toWords = (value: unknown, texts: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string') return (/^%(.+)%$/.test(value) && texts[value.slice(1, -1)]) || value;
  if (Array.isArray(value)) return value.map((item) => toWords(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toWords(item, texts)]));
};

/** Reads package.json below `root`, the project's folder, with its texts in English as src/l10n/package.nls.json has them. */
export const readManifest = (root: string): Manifest => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  return toWords(read('package.json'), read('src/l10n/package.nls.json')) as Manifest; // Ours.
};
