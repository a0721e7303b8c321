import assert from 'node:assert/strict';
import { validate } from '../../../src/agent/validate.ts';
import type { InputSchema } from '../../../src/api/tool.ts';
import { entryOf, readTools } from '../../support/agentTools.ts';

const schema: InputSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'Which one.' },
    team_ids: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    status: { type: 'string', enum: ['open', 'closed'] },
    level: { type: 'integer', minimum: 1, maximum: 3 },
    note: { type: ['string', 'null'], maxLength: 5 },
    since: { type: 'string', format: 'date-time' },
    link: { type: 'string', format: 'uri' },
    free: { type: 'object' },
    service: { type: 'object', properties: { id: { type: 'string' } } },
    either: {
      anyOf: [{ type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }, { type: 'string' }],
    },
    rules: { type: 'array', items: { type: 'object', properties: { kind: { type: 'string' } }, required: ['kind'] } },
  },
  required: ['id'],
};
const problems = (input: Record<string, unknown>) => validate(schema, { id: 'P1', ...input });

describe('validate', () => {
  it('passes what fits', () => {
    assert.deepEqual(
      problems({
        team_ids: ['a', 'b'],
        status: 'open',
        level: 3,
        note: null,
        since: '2026-01-31T09:00:00Z',
        link: 'https://example.com/x',
        free: { any: [1] },
        service: { id: 'P2' },
        either: 'P3',
        rules: [{ kind: 'x' }],
      }),
      [],
    );
  });

  it('names an unknown field and the one that was meant', () => {
    assert.deepEqual(problems({ team_id: ['a'] }), ['`team_id` is not a field; did you mean `team_ids`?']);
    assert.deepEqual(problems({ teamIds: ['a'] }), ['`teamIds` is not a field; did you mean `team_ids`?']);
    assert.deepEqual(problems({ sttaus: 'open' }), ['`sttaus` is not a field; did you mean `status`?']);
  });

  it('lists the fields where none is near', () => {
    assert.match(problems({ zzzzzzzz: 1 })[0] ?? '', /^`zzzzzzzz` is not a field; the fields are id, team_ids, /);
    assert.deepEqual(validate({ type: 'object' }, { x: 1 }), []);
    assert.deepEqual(validate({ type: 'object', properties: {} }, { x: 1 }), ['`x` is not a field; there are none']);
  });

  it('names what is missing, with what it is', () => {
    assert.deepEqual(validate(schema, {}), ['`id` is missing (Which one)']);
    assert.deepEqual(problems({ rules: [{ kind: 'x' }, {}] }), ['`rules[1].kind` is missing']);
  });

  it('does not take text for numbers', () => {
    assert.deepEqual(problems({ level: '3' }), ['`level` must be an integer, not the string "3"']);
    assert.deepEqual(problems({ level: 1.5 }), ['`level` must be an integer, not the number 1.5']);
  });

  it('says what a value must be', () => {
    assert.deepEqual(problems({ status: 'opened' }), ['`status` must be one of open, closed, not the string "opened"']);
    assert.deepEqual(problems({ level: 4 }), ['`level` must be at most 3, not the integer 4']);
    assert.deepEqual(problems({ note: 'too long' }), [
      '`note` must have at most 5 characters, not the string "too long"',
    ]);
    assert.deepEqual(problems({ team_ids: 'a' }), ['`team_ids` must be an array, not the string "a"']);
    assert.deepEqual(problems({ team_ids: ['a', 'b', 'c'] }), ['`team_ids` must have at most 2 items, not an array']);
    assert.match(problems({ since: 'yesterday' })[0] ?? '', /ISO 8601/);
    assert.match(problems({ link: 'example' })[0] ?? '', /whole address/);
    assert.deepEqual(problems({ status: null }), ['`status` must be a string, not null']);
  });

  it('says where within a list or object', () => {
    assert.deepEqual(problems({ team_ids: ['a', 2] }), ['`team_ids[1]` must be a string, not the integer 2']);
    assert.deepEqual(problems({ service: { ids: 'P1' } }), [
      '`service.ids` is not a field; did you mean `service.id`?',
    ]);
  });

  it('lets references carry what the API gave with them', () => {
    assert.deepEqual(
      problems({ service: { id: 'P1', type: 'service_reference', summary: 'x', self: 'y', html_url: null } }),
      [],
    );
  });

  it('takes any variant, and tells what the nearest one lacks', () => {
    assert.deepEqual(problems({ either: { id: 'P1' } }), []);
    assert.deepEqual(problems({ either: {} }), ['`either.id` is missing']);
    assert.deepEqual(problems({ either: 3 }), ['`either` must be an object or a string, not the integer 3']);
  });

  it('is not fooled by what every object has', () => {
    assert.match(problems({ constructor: 1 })[0] ?? '', /`constructor` is not a field/);
    assert.match(problems(JSON.parse('{"__proto__": 1}'))[0] ?? '', /`__proto__` is not a field/);
  });

  it('holds the real tools', () => {
    const tools = readTools();
    const { inputSchema } = entryOf(tools, 'update_incidents').tool;
    assert.deepEqual(
      validate(inputSchema, { incidents: [{ id: 'P1', type: 'incident_reference', status: 'resolved' }] }),
      [],
    );
    assert.match(
      validate(inputSchema, { incidents: [{ id: 'P1', status: 'done' }] })[0] ?? '',
      /`incidents\[0\]\.status` must be one of/,
    );
  });
});
