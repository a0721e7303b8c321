import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import answers from '../../src/api/generated/answers.json' with { type: 'json' };
import inputs from '../../src/api/generated/inputs.json' with { type: 'json' };
import { table } from '../../src/api/generated/table.ts';
import type { Operation } from '../../src/api/operation.ts';
import { toRequest } from '../../src/api/request.ts';

const root = join(import.meta.dirname, '../..');
const rows: readonly Operation[] = Object.values(table).flatMap((area) => Object.values<Operation>(area));
const made = [
  'src/api/generated/table.ts',
  'src/api/generated/operations.ts',
  'src/api/generated/inputs.json',
  'src/api/generated/answers.json',
  'src/api/generated/tools.json',
  'src/api/generated/rows.json',
  'README.md',
  'src/l10n/bundle.l10n.json',
];

describe('generated files', () => {
  it('are up to date, and made in under five seconds', () => {
    const read = () => made.map((file) => readFileSync(join(root, file), 'utf8'));
    const before = read();
    const start = performance.now();
    execFileSync(process.execPath, [join(root, 'src/codegen/main.ts')]);
    assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
    for (const [i, text] of read().entries()) assert.ok(text === before[i], `${made[i]} was out of date`);
  });

  it('are committed by nobody', () => {
    const tracked = execFileSync('git', ['ls-files', 'src/api/generated'], { cwd: root, encoding: 'utf8' });
    assert.equal(tracked, '');
  });

  it('have input and answer for every row', () => {
    const ids = rows.map((r) => r.id).sort();
    assert.deepEqual(Object.keys(inputs).sort(), ids);
    assert.deepEqual(Object.keys(answers.operations).sort(), ids);
  });
});

describe('every row', () => {
  for (const row of rows)
    it(`${row.id} sends every field exactly once`, () => {
      const fields = Object.keys(
        (inputs as Record<string, { input: { properties: object } }>)[row.id]?.input.properties ?? {},
      );
      const slots = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const query = (row.query ?? []).map((name) => name.replace(/\[\]$|,$/, ''));
      const placed = [...slots, ...query, ...(row.headers ?? []), ...(row.body?.fields ?? [])];
      assert.deepEqual([...placed].sort(), [...fields].sort());
      assert.equal(new Set(placed).size, placed.length);
      const request = toRequest(row, Object.fromEntries(slots.map((name) => [name, 'PABC123'])));
      assert.doesNotMatch(request.path, /[{}]/);
      assert.match(request.path, /^\/\w/);
    });
});
