import fs from 'node:fs';
import { checkChain, toCheckSentence } from '../policy/audit.ts';

/** Checks the files of an audit and says what came of it; the exit code is 0 for a whole chain, 1 for a broken one, 2 for files that cannot be read. */
export const verifyAudit = (files: readonly string[]): number => {
  try {
    const check = checkChain(files.map((name) => ({ name, text: fs.readFileSync(name, 'utf8') })));
    process.stdout.write(`${toCheckSentence(check)}\n`);
    return check.kind === 'whole' ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The audit cannot be read (${error instanceof Error ? error.message : String(error)}).\n`);
    return 2;
  }
};
