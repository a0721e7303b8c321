import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { auditFiles, createAuditLog, createMonthlyAuditLog } from '../../../src/agent/auditLog.ts';
import { type AuditEntry, checkChain, firstBroken, toCheckSentence } from '../../../src/policy/audit.ts';

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

describe('the monthly audit', () => {
  let folder = '';
  const files = () =>
    auditFiles(folder).map((name) => ({ name: path.basename(name), text: fs.readFileSync(name, 'utf8') }));
  const write = (...times: readonly string[]) => {
    const record = createMonthlyAuditLog(folder);
    for (const time of times) record({ ...entry, time });
  };
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('begins a file with each month, and the chain goes through all', () => {
    write('2026-01-30T00:00:00.000Z', '2026-01-31T23:59:59.999Z', '2026-02-01T00:00:00.000Z');
    write('2026-02-02T00:00:00.000Z', '2026-04-01T00:00:00.000Z');
    assert.deepEqual(
      files().map(({ name, text }) => [name, text.trimEnd().split('\n').length]),
      [
        ['agent-audit-2026-01.jsonl', 2],
        ['agent-audit-2026-02.jsonl', 2],
        ['agent-audit-2026-04.jsonl', 1],
      ],
    );
    assert.deepEqual(checkChain(files()), { kind: 'whole', count: 5, goesOn: false });
    assert.deepEqual(checkChain(files().slice(1)), { kind: 'whole', count: 3, goesOn: true });
    assert.match(toCheckSentence(checkChain(files().slice(1))), /^3 records, none changed.*an earlier file/);
  });

  it('shows a month that was taken out, a line that was changed and one that was cut', () => {
    write(
      '2026-01-30T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    );
    const [january, february, march] = files();
    assert.ok(january && february && march);
    assert.deepEqual(checkChain([january, march]), { kind: 'broken', name: march.name, line: 1 });
    const changed = { ...february, text: february.text.replace(/"ms":1/g, '"ms":2') };
    assert.deepEqual(checkChain([january, changed]), { kind: 'broken', name: february.name, line: 1 });
    const cut = { ...february, text: `${february.text.split('\n')[0]}\n` };
    assert.deepEqual(checkChain([january, cut, march]), { kind: 'broken', name: march.name, line: 1 });
  });

  it('has no files where there is no folder', () => assert.deepEqual(auditFiles(path.join(folder, 'none')), []));
});
