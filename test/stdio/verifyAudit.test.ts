import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { auditFiles, createMonthlyAuditLog } from '../../src/agent/auditLog.ts';
import { runAgentProcess } from '../support/agentProcess.ts';

const entry = {
  client: { name: 'c', version: '1' },
  tool: 't',
  targets: [],
  fields: [],
  decision: 'allowed',
  result: 'ok',
  ms: 1,
} as const;

describe('audit verify', () => {
  let folder = '';
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-'));
    const record = createMonthlyAuditLog(folder);
    for (const day of ['2026-01-30', '2026-01-31', '2026-02-01']) record({ ...entry, time: `${day}T00:00:00.000Z` });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('ends with 0 for a whole chain, and needs no token', async () => {
    const { code, stdout, stderr } = await runAgentProcess(['audit', 'verify', ...auditFiles(folder)], {});
    assert.deepEqual(
      [code, stdout, stderr],
      [
        0,
        '3 records, none changed, added or moved, and none missing before the last. Lines that were cut off the end cannot be seen.\n',
        '',
      ],
    );
  });

  it('ends with 1 for a broken chain, and names the line', async () => {
    const [january = ''] = auditFiles(folder);
    const broken = path.join(folder, 'broken.jsonl');
    fs.writeFileSync(broken, fs.readFileSync(january, 'utf8').split('\n').toReversed().join('\n'));
    const { code, stdout } = await runAgentProcess(['audit', 'verify', broken], {});
    assert.equal(code, 1);
    assert.match(stdout, /^The chain breaks at line 2 of \S+broken\.jsonl: /);
  });

  it('ends with 2 for a file that is not there, and for words that it does not know', async () => {
    for (const args of [
      ['audit', 'verify', path.join(folder, 'none')],
      ['audit', 'verify'],
      ['audit', 'polish', 'x'],
      ['audit'],
    ]) {
      const { code, stdout, stderr } = await runAgentProcess(args, {});
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^[^\n]+\.\n$/);
    }
  });
});
