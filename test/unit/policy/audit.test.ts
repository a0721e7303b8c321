import assert from 'node:assert/strict';
import {
  type AuditEntry,
  firstBroken,
  isIntact,
  readAuditLine,
  toAuditLine,
  toAuditRecord,
} from '../../../src/policy/audit.ts';
import { toSentence } from '../../../src/policy/sentence.ts';

const entry: AuditEntry = {
  time: '2026-01-31T09:00:00.000Z',
  client: { name: 'Copilot', version: '1.2' },
  tool: 'update_incident',
  operation: 'updateIncident',
  area: 'incidents',
  effect: 'write',
  targets: ['PABC123'],
  fields: ['id', 'status'],
  decision: 'allowed',
  level: 'guarded',
  result: 'ok',
  ms: 412,
};

const chain = (...entries: readonly AuditEntry[]): readonly string[] => {
  let prev = '';
  return entries.map((each) => {
    const record = toAuditRecord(each, prev);
    prev = record.hash;
    return toAuditLine(record);
  });
};

describe('an audit record', () => {
  it('is one line that reads back as itself', () => {
    const record = toAuditRecord(entry, '');
    assert.doesNotMatch(toAuditLine(record), /\n/);
    assert.deepEqual(readAuditLine(toAuditLine(record)), record);
    assert.equal(isIntact(record), true);
  });

  it('reads back where parts were undefined', () => {
    const record = toAuditRecord({ ...entry, reason: undefined, area: undefined }, '');
    const back = readAuditLine(toAuditLine(record));
    assert.ok(back && isIntact(back));
  });

  it('is undefined for what is no record', () => {
    for (const line of ['', '{', '3', 'null', '{"time":1}']) assert.equal(readAuditLine(line), undefined);
  });
});

describe('the chain', () => {
  const lines = chain(entry, { ...entry, result: 'notFound' }, { ...entry, ms: 1 });

  it('is whole also where only newer lines name the account', () =>
    assert.equal(firstBroken(chain(entry, { ...entry, account: 'us.PADA' }, entry)), undefined));

  it('is whole as it was written', () => {
    assert.equal(firstBroken(lines), undefined);
    assert.equal(firstBroken([]), undefined);
  });

  it('shows a line that was changed, taken out, moved or added', () => {
    const [a = '', b = '', c = ''] = lines;
    assert.equal(firstBroken([a, b.replace('notFound', 'ok'), c]), 2);
    assert.equal(firstBroken([a, c]), 2);
    assert.equal(firstBroken([b, a, c]), 1);
    assert.equal(firstBroken([a, b, a]), 3);
    assert.equal(firstBroken([a, 'x', b]), 2);
  });
});

describe('toSentence', () => {
  it('tells who did what on what, and what came of it', () => {
    assert.equal(toSentence(entry), 'Copilot called update_incident on PABC123: allowed, incidents: guarded, 0.4 s');
    assert.equal(
      toSentence({ ...entry, decision: 'denied', reason: 'deletes', result: 'notSent', ms: 2 }),
      'Copilot called update_incident on PABC123: denied (deletes), incidents: guarded, 0.0 s',
    );
    assert.equal(
      toSentence({ ...entry, targets: [], decision: 'approved', result: 'rateLimited' }),
      'Copilot called update_incident: allowed, incidents: guarded, approved by you, failed (rateLimited), 0.4 s',
    );
    assert.match(toSentence({ ...entry, result: 'cancelled' }), /, cancelled, /);
    assert.equal(
      toSentence({ ...entry, decision: 'denied', result: 'cancelled' }, 'acme · EU'),
      'Copilot called update_incident on PABC123 in acme · EU: cancelled, incidents: guarded, 0.4 s',
    );
  });
});
