import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

  it('is one chain where two processes write at the same time', async () => {
    const writer = path.join(import.meta.dirname, '../../support/auditWriter.ts');
    const start = String(Date.now() + 500);
    const run = async (): Promise<unknown> => {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, file, '300', start], {
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: 15_000,
      });
      return (await once(child, 'exit'))[0];
    };
    assert.deepEqual(await Promise.all([run(), run()]), [0, 0]);
    assert.equal(lines().length, 600);
    assert.equal(firstBroken(lines()), undefined);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['audit.jsonl']);
  }).timeout(20_000);

  it('takes over a lock that was left behind', () => {
    createAuditLog(file)(entry);
    fs.writeFileSync(`${file}.lock`, 'gone 1');
    fs.utimesSync(`${file}.lock`, 1, 1);
    const begin = performance.now();
    createAuditLog(file)(entry);
    assert.ok(performance.now() - begin < 500);
    assert.equal(firstBroken(lines()), undefined);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['audit.jsonl']);
  });

  it('keeps the record where a lock cannot be had, after a short while', () => {
    createAuditLog(file)(entry);
    const lock = `${file}.lock`;
    const soon = Date.now() / 1000 + 0.9; // Neither old nor far ahead while it is waited for.
    fs.writeFileSync(lock, 'busy 1');
    fs.utimesSync(lock, soon, soon);
    const begin = performance.now();
    createAuditLog(file)(entry);
    assert.ok(performance.now() - begin < 3000);
    assert.equal(firstBroken(lines()), undefined);
    assert.equal(fs.readFileSync(lock, 'utf8'), 'busy 1', 'another’s lock stays');
  }).timeout(5000);

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

  it('never goes back to an earlier file: a call that ends after another began the next month, a clock set back', () => {
    write('2026-01-30T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-01-31T23:59:59.999Z');
    write('2026-01-31T23:59:59.998Z', '2026-02-01T00:00:01.000Z', '2025-12-01T00:00:00.000Z');
    assert.deepEqual(
      files().map(({ name, text }) => [name, text.trimEnd().split('\n').length]),
      [
        ['agent-audit-2026-01.jsonl', 1],
        ['agent-audit-2026-02.jsonl', 5],
      ],
    );
    assert.deepEqual(checkChain(files()), { kind: 'whole', count: 6, goesOn: false });
  });

  it('goes on behind what another window wrote, also in a new month', () => {
    const [one, two] = [createMonthlyAuditLog(folder), createMonthlyAuditLog(folder)];
    one({ ...entry, time: '2026-01-30T00:00:00.000Z' });
    two({ ...entry, time: '2026-02-01T00:00:00.000Z' });
    one({ ...entry, time: '2026-01-31T00:00:00.000Z' });
    two({ ...entry, time: '2026-02-02T00:00:00.000Z' });
    assert.deepEqual(checkChain(files()), { kind: 'whole', count: 4, goesOn: false });
  });

  it('passes over a file that was begun and never written to', () => {
    write('2026-01-30T00:00:00.000Z');
    fs.writeFileSync(path.join(folder, 'agent-audit-2026-02.jsonl'), '');
    write('2026-03-01T00:00:00.000Z');
    assert.deepEqual(checkChain(files()), { kind: 'whole', count: 2, goesOn: false });
  });

  it('has no files where there is no folder', () => assert.deepEqual(auditFiles(path.join(folder, 'none')), []));
});
