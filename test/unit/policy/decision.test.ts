import assert from 'node:assert/strict';
import type { Operation } from '../../../src/api/operation.ts';
import type { Level } from '../../../src/policy/access.ts';
import { toDecision, toRefusal } from '../../../src/policy/decision.ts';

const row = (more: Partial<Operation>): Operation => ({
  id: 'x',
  area: 'incidents',
  method: 'PUT',
  path: '/x',
  host: 'rest',
  effect: 'write',
  status: 'current',
  summary: 'X',
  ...more,
});

const read = row({ effect: 'read' });
const write = row({});
const remove = row({ effect: 'delete' });
const page = row({ pages: true });
const mayBe = row({ pages: ['status=triggered', 'assignments', 'items.*.urgency=high'] });

describe('toDecision', () => {
  const expected: readonly (readonly [Level, Operation, string])[] = [
    ['off', read, 'deny'],
    ['off', write, 'deny'],
    ['read', read, 'allow'],
    ['read', write, 'deny'],
    ['read', remove, 'deny'],
    ['guarded', read, 'allow'],
    ['guarded', write, 'allow'],
    ['guarded', remove, 'ask'],
    ['guarded', page, 'ask'],
    ['full', read, 'allow'],
    ['full', write, 'allow'],
    ['full', remove, 'allow'],
    ['full', page, 'allow'],
  ];
  for (const [level, operation, kind] of expected)
    it(`${level}: ${operation.effect}${operation.pages ? ' that pages' : ''} is ${kind}`, () => {
      const decision = toDecision(operation, { incidents: level }, {});
      assert.equal(decision.kind, kind);
      assert.equal(decision.level, level);
    });

  it('looks at the input where paging depends on it', () => {
    assert.equal(toDecision(mayBe, {}, { status: 'acknowledged' }).kind, 'allow');
    assert.equal(toDecision(mayBe, {}, { status: 'triggered' }).kind, 'ask');
  });
});

describe('toRefusal', () => {
  it('names the setting and the level that would do', () => {
    assert.equal(
      toRefusal('update_x', write, 'readOnly', '--access'),
      'update_x was not called because agents may only read incidents; a person can allow it with "incidents": "guarded" in --access.',
    );
    assert.match(toRefusal('get_x', read, 'off', '--access'), /incidents is off for agents; .*"incidents": "read"/);
    assert.match(toRefusal('delete_x', remove, 'deletes', '--access'), /it deletes, .*"incidents": "full"/);
    assert.match(toRefusal('delete_x', remove, 'readOnly', '--access'), /"incidents": "full"/);
    assert.match(
      toRefusal('page_x', page, 'pages', 'pagerduty.agent.access'),
      /page or message people.*in pagerduty\.agent\.access\.$/,
    );
  });
});
