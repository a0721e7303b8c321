import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '../..');
const files = globSync('src/**/*.ts', { cwd: root, exclude: ['src/api/generated/**'] });

/** A folder imports only lower floors; folders on one floor do not know each other. */
const floors: Readonly<Record<string, number>> = {
  util: 0,
  api: 1,
  codegen: 2,
  policy: 2,
  domain: 2,
  sandbox: 2,
  store: 3,
  views: 4,
  agent: 4,
  page: 5,
  vscode: 5,
  bin: 5,
  'extension.ts': 6,
};

const folderOf = (file: string): string => file.split('/')[1] ?? '';
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  );
/** Files of ours that a file imports; what stands in a template text and is not there does not count. */
const inside = (file: string): readonly string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)))
    .filter((target) => existsSync(join(root, target)));

describe('every file', () => {
  it('stands in a room of the house', () => {
    assert.ok(files.length > 20);
    for (const file of files) assert.ok(folderOf(file) in floors, file);
  });

  for (const file of files)
    it(`${file} imports only lower floors`, () => {
      const own = folderOf(file);
      for (const target of inside(file)) {
        if (!target.startsWith('src/')) continue;
        const other = folderOf(target);
        if (other === own) continue;
        assert.ok((floors[other] ?? 9) < (floors[own] ?? -1), `${file} imports ${target}`);
        assert.notEqual(other, 'codegen', `${file} imports the generator`);
      }
      if (own === 'agent') for (const name of inside(file)) assert.doesNotMatch(name, /^src\/(store|views)\//);
      if (own !== 'vscode' && own !== 'extension.ts')
        assert.ok(!importsOf(file).includes('vscode'), `${file} imports vscode`);
    });

  it('is in no import cycle', () => {
    const graph = new Map(files.map((f) => [f, inside(f)]));
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      assert.ok(!path.includes(file), `cycle: ${[...path, file].join(' → ')}`);
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it('has at most 250 lines, no default export and no barrel', () => {
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.ok(text.split('\n').length <= 251, `${file} has ${text.split('\n').length} lines`);
      assert.doesNotMatch(text, /^export default/m, file);
      assert.doesNotMatch(text, /^export \* from/m, file);
    }
  });

  it('holds no secret, no machine path and no registry', () => {
    const all = globSync(['src/**/*', 'test/**/*.{ts,mjs,json}', '*.{json,mjs,md}', 'media/**/*.{svg,md}'], {
      cwd: root,
      exclude: (name) => /node_modules|generated/.test(String(name)),
    });
    for (const file of all) {
      if (!/\.\w+$/.test(file)) continue;
      const text = readFileSync(join(root, file), 'utf8');
      assert.doesNotMatch(text, new RegExp(['/work', 'main|registry\\.npm', 'js|/ro', 'ot/'].join('')), file);
    }
  });
});
