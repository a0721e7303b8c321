import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');

/** The Node in VS Code's extension host; the oldest Node of a person who starts the MCP server by hand. */
const editorNode = 'node22';
const oldestNode = 'node20';
/** The browser in VS Code 1.101, which shows the webviews. */
const editorBrowser = 'chrome134';

/** Every bundle that ships: its entry under src/, its file in dist/, what it must run on. */
const bundles = [
  { entry: 'src/extension.ts', file: 'extension', target: editorNode },
  { entry: 'src/agent/main.ts', file: 'agent', target: editorNode },
  { entry: 'src/sandbox/main.ts', file: 'sandbox', target: editorNode },
  { entry: 'src/vscode/incidentPages.ts', file: 'incidentPages', target: editorNode },
  { entry: 'src/vscode/acts/main.ts', file: 'acts', target: editorNode },
  { entry: 'src/vscode/accounts/main.ts', file: 'accounts', target: editorNode },
  { entry: 'src/page/main.ts', file: 'incidentPage', target: editorBrowser, platform: 'browser' },
  { entry: 'src/vscode/tellNews.ts', file: 'news', target: editorNode },
  { entry: 'src/vscode/agentDesk.ts', file: 'agentDesk', target: editorNode },
  { entry: 'src/bin/mcp.ts', file: 'mcp', target: oldestNode },
  { entry: 'src/bin/standalone.ts', file: 'standalone', target: oldestNode },
  { entry: 'src/agent/httpServer.ts', file: 'http', target: oldestNode },
].filter(({ entry }) => fs.existsSync(path.join(root, entry)));

/** Files that ship as they are: read when an agent first asks for tools, and the icons of the incident page. */
const copies = [
  'src/api/generated/tools.json',
  'src/api/generated/rows.json',
  'src/api/generated/inputs.json',
  'node_modules/@vscode/codicons/dist/codicon.css',
  'node_modules/@vscode/codicons/dist/codicon.ttf',
];

/** Texts, English and translated, as the editor wants them: beside package.json, and where its `l10n` points to. */
const texts = [
  { sources: 'src/l10n/package.nls*.json', folder: root },
  { sources: 'src/l10n/bundle.l10n*.json', folder: path.join(dist, 'l10n') },
];

/** Suites that run inside the editor: where their tests lie, and the entry that runs them there. */
const suites = [
  { name: 'host', entry: 'test/host/suiteMain.ts', tests: 'test/host/suite/**/*.test.ts' },
  { name: 'modal', entry: 'test/host/runnerMain.ts', tests: 'test/modal/**/*.test.ts' },
  { name: 'installed', entry: 'test/host/runnerMain.ts', tests: 'test/package/installed/**/*.test.ts' },
];

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, platform: 'node', format: 'cjs', absWorkingDir: root, logLevel: 'warning' };

/**
 * `import('../agent/main.ts')` in one bundle is a `require('./agent.js')` at run time, not a part of that bundle.
 *
 * @type {import('esbuild').Plugin}
 */
const bundlesLoadEachOther = {
  name: 'bundles-load-each-other',
  setup(build) {
    const files = new Map(bundles.map(({ entry, file }) => [path.join(root, entry), `./${file}.js`]));
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: wanted, resolveDir, kind }) => {
      const file = kind === 'dynamic-import' ? files.get(path.resolve(resolveDir, wanted)) : undefined;
      return file ? { path: file, external: true } : undefined;
    });
  },
};

/**
 * The MCP SDK brings a validator of its own, half of its size and start; the agent's server gives it another.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutAjv = {
  name: 'without-ajv',
  setup(build) {
    const contents = 'export class AjvJsonSchemaValidator {}';
    build.onLoad({ filter: /sdk[/\\]dist[/\\]esm[/\\]validation[/\\]ajv-provider\.js$/ }, () => ({ contents }));
  },
};

/**
 * Agents take their rows from rows.json. Activation does with those that the editor's own code calls, without what they
 * are called; every area stays, since access is granted by area.
 *
 * @type {import('esbuild').Plugin}
 */
const onlyCalledOperations = {
  name: 'only-called-operations',
  setup(build) {
    build.onLoad({ filter: /generated[/\\]table\.ts$/ }, async ({ path: file }) => {
      const called = await wordsIn('src/{extension.ts,api/*.ts,store/**/*.ts,vscode/**/*.ts}');
      const lines = (await fs.promises.readFile(file, 'utf8')).split('\n');
      const kept = lines.filter((line) => called.has(/^ {4}(\w+): \{/.exec(line)?.[1] ?? 'table'));
      return { contents: kept.join('\n').replaceAll(/,"summary":"(?:[^"\\]|\\.)*"/g, ''), loader: 'ts' };
    });
  },
};

/** @param {string} sources a pattern below the root */
async function wordsIn(sources) {
  const texts = fs.globSync(sources, { cwd: root }).map((file) => fs.promises.readFile(path.join(root, file), 'utf8'));
  return new Set((await Promise.all(texts)).join(' ').match(/\w+/g));
}

/**
 * A bundled test still finds the files that lie beside its source.
 *
 * @type {import('esbuild').Plugin}
 */
const testsKnowTheirFolder = {
  name: 'tests-know-their-folder',
  setup(build) {
    build.onLoad({ filter: /[/\\](test|src)[/\\].*\.ts$/ }, async (args) => {
      const source = await fs.promises.readFile(args.path, 'utf8');
      const contents = source.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(args.path)));
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Generates the table of operations and writes the bundles that ship into dist/.
 *
 * @returns {Promise<{ file: string; bytes: number }[]>} what was written
 */
export async function build() {
  await generate();
  const built = await Promise.all(bundles.map(buildBundle));
  const outputs = built.flatMap(({ metafile }) =>
    Object.entries(metafile.outputs).map(([file, { bytes }]) => ({ file, bytes })),
  );
  for (const source of copies) {
    const file = path.join(dist, path.basename(source));
    fs.copyFileSync(path.join(root, source), file);
    outputs.push({ file: path.relative(root, file), bytes: fs.statSync(file).size });
  }
  removeOthers(dist, ['l10n', ...outputs.map(({ file }) => path.basename(file))]);
  for (const { sources, folder } of texts) copyTexts(sources, folder);
  return outputs;
}

/**
 * Copies what is there, and removes what is there no more.
 *
 * @param {string} sources a pattern below the root
 * @param {string} folder
 */
function copyTexts(sources, folder) {
  const files = fs.globSync(sources, { cwd: root });
  fs.mkdirSync(folder, { recursive: true });
  const names = files.map((file) => path.basename(file));
  const copied = fs.globSync(path.basename(sources), { cwd: folder });
  for (const name of copied) if (!names.includes(name)) fs.rmSync(path.join(folder, name));
  for (const file of files) fs.copyFileSync(path.join(root, file), path.join(folder, path.basename(file)));
}

/** @param {(typeof bundles)[number]} bundle */
function buildBundle({ entry, file, target, platform }) {
  return esbuild.build({
    ...common,
    ...(platform === 'browser' ? { platform, format: 'iife' } : {}),
    entryPoints: [entry],
    outfile: path.join(dist, `${file}.js`),
    target,
    minify: true,
    metafile: true,
    external: ['vscode'],
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false }, // `require` loads a sibling bundle in every extension host
    plugins: [bundlesLoadEachOther, withoutAjv, ...(file === 'extension' ? [onlyCalledOperations] : [])],
  });
}

/**
 * Removes what an earlier build left behind; an editor that runs meanwhile never sees the folder empty.
 *
 * @param {string} folder
 * @param {readonly string[]} kept
 */
function removeOthers(folder, kept) {
  if (!fs.existsSync(folder)) return;
  for (const file of fs.readdirSync(folder)) if (!kept.includes(file)) fs.rmSync(path.join(folder, file));
}

/** Generates what src/api/generated holds; the generator is left out of every bundle. */
export async function generate() {
  const { generate: run } = await import('./src/codegen/main.ts');
  await run();
}

/**
 * Bundles the suites that run inside the editor: out/suites/<name>/, each with its entry and its tests.
 * The editor loads a suite by its entry, `index.js` as `extensionTestsPath`, or as an extension of its own.
 */
export async function buildSuites() {
  await Promise.all(suites.map(buildSuite));
}

/** @param {(typeof suites)[number]} suite */
async function buildSuite({ name, entry, tests }) {
  const outdir = path.join(root, 'out/suites', name);
  const entryPoints = fs
    .globSync(tests, { cwd: root })
    .map((test) => ({ in: test, out: path.basename(test, '.ts') }))
    .concat({ in: entry, out: 'index' });
  await esbuild.build({
    ...common,
    entryPoints,
    outdir,
    target: editorNode,
    external: ['vscode', 'mocha', 'playwright-core'],
    plugins: [testsKnowTheirFolder],
  });
  removeOthers(outdir, ['package.json', ...entryPoints.map(({ out }) => `${out}.js`)]);
  const manifest = { name: `suite-${name}`, publisher: 'tests', version: '0.0.1', engines: { vscode: '^1.101.0' } };
  const activation = { main: './index.js', activationEvents: ['onStartupFinished'] };
  fs.writeFileSync(path.join(outdir, 'package.json'), JSON.stringify({ ...manifest, ...activation }));
}

if (process.argv[1] === import.meta.filename) {
  for (const { file, bytes } of await build()) console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
}
