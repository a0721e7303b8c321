import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createAuditLog } from '../../../src/agent/auditLog.ts';
import { type AuditEntry, firstBroken } from '../../../src/policy/audit.ts';

const entry: AuditEntry = {
  time: '2026-01-31T09:00:00.000Z',
  client: { name: 'c', version: '1' },
  tool: 't',
  targets: [],
  fields: [],
  decision: 'allowed',
  result: 'ok',
  ms: 1,
};

describe('the audit log', () => {
  let folder = '';
  let file = '';
  const lines = () => fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-'));
    file = path.join(folder, 'deep/er/audit.jsonl');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('makes the file, for its owner alone, and chains the lines', () => {
    const record = createAuditLog(file);
    for (let i = 0; i < 3; i++) record({ ...entry, ms: i });
    assert.equal(lines().length, 3);
    assert.equal(firstBroken(lines()), undefined);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  });

  it('goes on where an earlier run ended', () => {
    createAuditLog(file)(entry);
    createAuditLog(file)(entry);
    assert.equal(firstBroken(lines()), undefined);
  });

  it('goes on behind what another process wrote', () => {
    const [one, two] = [createAuditLog(file), createAuditLog(file)];
    one(entry);
    two(entry);
    one(entry);
    assert.equal(firstBroken(lines()), undefined);
  });

  it('throws where it cannot write', () => {
    fs.writeFileSync(path.join(folder, 'deep'), '');
    assert.throws(() => createAuditLog(file)(entry));
  });
});
