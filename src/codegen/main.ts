import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDescription, checkFlat } from './checkDescription.ts';
import { type Description, DescriptionError, readDescription } from './description.ts';
import { emitAnswers, emitInputs, emitTable, emitTypes } from './emit.ts';
import { flatten } from './flatten.ts';
import { readManifest } from './readManifest.ts';
import { replaceOperationsTable } from './readme.ts';
import { replaceSettingsTable } from './settingsTable.ts';
import { bundleFile, toBundle } from './texts.ts';
import { emitRows, emitTools } from './tools.ts';
import { replaceToolsTables, toToolsTables } from './toolsPage.ts';

const root = join(import.meta.dirname, '../..');
const writeIfChanged = (file: string, text: string): void => {
  let present: string | undefined;
  try {
    present = readFileSync(file, 'utf8');
  } catch {
    // Not there yet.
  }
  if (present !== text) writeFileSync(file, text);
};

const titlesOf = ({ files }: Description): Readonly<Record<string, { readonly title: string }>> =>
  Object.fromEntries(files.map(({ document }) => [document['x-area'] ?? '', { title: document.info.title }]));

/**
 * Reads the description, the manifest and the texts of the code, and writes everything that is made from them; gives the
 * number of operations.
 */
export const generate = async (): Promise<number> => {
  const description = readDescription(join(root, 'src/api/description'));
  checkDescription(description);
  const all = description.entries.map((entry) => {
    const flat = flatten(description, entry);
    checkFlat(entry, flat);
    return { entry, flat };
  });
  const out = join(root, 'src/api/generated');
  mkdirSync(out, { recursive: true });
  writeIfChanged(join(out, 'table.ts'), emitTable(description, all));
  writeIfChanged(join(out, 'operations.ts'), emitTypes(description, all));
  writeIfChanged(join(out, 'inputs.json'), emitInputs(all));
  writeIfChanged(join(out, 'tools.json'), emitTools(all));
  writeIfChanged(join(out, 'rows.json'), emitRows(all));
  writeIfChanged(join(out, 'answers.json'), emitAnswers(description, all));
  const page = join(root, 'media/tools.md');
  writeIfChanged(page, replaceToolsTables(readFileSync(page, 'utf8'), toToolsTables(all, titlesOf(description))));
  const readme = join(root, 'README.md');
  const text = replaceSettingsTable(readFileSync(readme, 'utf8'), readManifest(root));
  writeIfChanged(readme, replaceOperationsTable(text, description));
  writeIfChanged(join(root, bundleFile), await toBundle(root));
  return all.length;
};

if (process.argv[1] === import.meta.filename) {
  const start = performance.now();
  try {
    console.log(`${await generate()} operations, ${Math.round(performance.now() - start)} ms`);
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    console.error(`src/api/description/${error.message}`);
    process.exitCode = 1;
  }
}
