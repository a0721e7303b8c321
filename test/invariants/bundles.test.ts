import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const dist = path.join(import.meta.dirname, '../../dist');
const size = (file: string): number => fs.statSync(path.join(dist, file)).size;

describe('The bundles', () => {
  it('make activation load less than 250 kB', () => {
    assert.ok(size('extension.js') < 250_000, `${size('extension.js')} bytes`);
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
