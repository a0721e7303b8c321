import fs from 'node:fs';
import path from 'node:path';
import { runMocha } from './runMocha.ts';

// Runs the tests that need no editor: `node mochaMain.ts <timeout in ms> <retries> <glob> …`, relative to the working directory.
const [timeout, retries, ...globs] = process.argv.slice(2);
const files = fs.globSync(globs).map((file) => path.resolve(file));
const { failed } = await runMocha(files, Number(timeout), Number(retries));
process.exit(failed > 0 ? 1 : 0); // What a test leaves open must not keep the layer from ending.
