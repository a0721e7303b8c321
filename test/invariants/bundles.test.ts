import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { table } from '../../src/api/generated/table.ts';

const root = path.join(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const size = (file: string): number => fs.statSync(path.join(dist, file)).size;

describe('The bundles', () => {
  it('make activation load less than 250 kB', () => {
    assert.ok(size('extension.js') < 250_000, `${size('extension.js')} bytes`);
  });

  it('hold every operation that the editor’s code calls', () => {
    const source = fs.readFileSync(path.join(dist, 'extension.js'), 'utf8');
    const files = fs.globSync('src/{extension.ts,store/**/*.ts,vscode/**/*.ts}', { cwd: root });
    const code = files.map((file) => fs.readFileSync(path.join(root, file), 'utf8')).join('\n');
    const called = [...code.matchAll(/\b(?:client|table)\s*\.(\w+)\s*\.(\w+)/g)].filter(
      ([, area = '']) => area in table,
    );
    assert.ok(called.length > 40, `${called.length} calls were found`);
    for (const [, , id] of called) assert.match(source, new RegExp(`\\b${id}:\\{method:`), id);
  });

  it('make the bridge start with next to nothing', () => {
    assert.ok(size('mcp.js') < 5000, `${size('mcp.js')} bytes`);
  });

  it('leave the agent and the sample account to be loaded when first used', () => {
    const source = fs.readFileSync(path.join(dist, 'extension.js'), 'utf8');
    for (const file of ['agent', 'sandbox']) assert.ok(source.includes(`require("./${file}.js")`), file);
    assert.ok(!source.includes('node:http"'), 'The sample account’s server is in the bundle.');
  });
});
