import { createRequire, registerHooks } from 'node:module';

// Loads a bundle as VS Code does, and prints the milliseconds; what every extension host has is there already.
const vscode = `const all = new Proxy(class {}, { get: (own, name) => own[name] ?? all, getPrototypeOf: () => all });
module.exports = all;`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: 'vscode:all', format: 'commonjs', shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === 'vscode:all' ? { format: 'commonjs', source: vscode, shortCircuit: true } : next(url, context),
});
const require = createRequire(import.meta.url);
require('node:crypto');
void globalThis.Request;
const begin = performance.now();
require(process.argv[2] ?? '');
process.stdout.write(`${performance.now() - begin}`);
