#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInEditor } from './editorRun.ts';

// Stands in for the VS Code executable that @vscode/test-electron starts: same arguments, same exit code.
const args = process.argv.slice(2);
const toPath = (place: string) => (place.startsWith('file:') ? fileURLToPath(place) : path.resolve(place));
const option = (name: string) =>
  args
    .filter((argument) => argument.startsWith(`--${name}=`))
    .map((argument) => toPath(argument.slice(name.length + 3)));

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort());

process.exitCode = await runInEditor({
  name: 'host',
  developed: option('extensionDevelopmentPath'),
  testsPath: option('extensionTestsPath')[0],
  signal: interruption.signal,
  folder: args.filter((argument) => !argument.startsWith('-')).map(toPath)[0],
});
