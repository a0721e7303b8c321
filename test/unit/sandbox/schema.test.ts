import assert from 'node:assert/strict';
import type { Schema } from '../../../src/api/schema.ts';
import { createFit } from '../../../src/sandbox/schema/createFit.ts';
import { createResolve } from '../../../src/sandbox/schema/createResolve.ts';
import { isValid, toProblems } from '../../../src/sandbox/schema/toProblems.ts';

const defs: Readonly<Record<string, Schema>> = {
  Base: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, type: { type: 'string' } } },
  Team: {
    allOf: [
      { $ref: '#/$defs/Base' },
      {
        type: 'object',
        required: ['type', 'name'],
        properties: { type: { type: 'string', enum: ['team'] }, name: { type: 'string', maxLength: 5 } },
      },
    ],
  },
  Ring: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, next: { $ref: '#/$defs/Ring' } },
  },
  Pet: {
    oneOf: [
      {
        type: 'object',
        required: ['type', 'paws'],
        properties: { type: { type: 'string', enum: ['dog'] }, paws: { type: 'integer', minimum: 4 } },
      },
      {
        type: 'object',
        required: ['type', 'fins'],
        properties: { type: { type: 'string', enum: ['fish'] }, fins: { type: 'integer' } },
      },
    ],
  },
};
const resolve = createResolve(defs);
const fit = createFit(resolve);
const source = { now: () => '2026-03-02T10:00:00Z', owner: 'x' };
const problems = (schema: Schema, value: unknown): readonly string[] =>
  toProblems(resolve, schema, value).map(({ field, text }) => `${field}: ${text}`);

describe('toProblems', () => {
  it('joins allOf and follows references', () => {
    assert.deepEqual(problems({ $ref: '#/$defs/Team' }, { type: 'tram', name: 'too long' }), [
      'id: is required',
      'type: must be one of team',
      'name: is too long (maximum is 5 characters)',
    ]);
  });

  it('checks types, numbers, lists, texts and formats', () => {
    assert.deepEqual(problems({ type: ['string', 'null'] }, 3), [': must be a string or null']);
    assert.deepEqual(problems({ type: 'integer' }, 1.5), [': must be an integer']);
    assert.deepEqual(problems({ type: 'number', minimum: 1, exclusiveMaximum: 3 }, 3), [': must be less than 3']);
    assert.deepEqual(problems({ type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string' } }, ['a']), [
      ': needs at least 2',
    ]);
    assert.deepEqual(problems({ type: 'array', uniqueItems: true }, ['a', 'a']), [': holds a value twice']);
    assert.deepEqual(problems({ type: 'array', items: { type: 'string' } }, ['a', 1]), ['[1]: must be a string']);
    assert.deepEqual(problems({ type: 'string', pattern: '^a', minLength: 3 }, 'b'), [
      ': is too short (minimum is 3 characters)',
      ': has the wrong form',
    ]);
    for (const [format, good, bad] of [
      ['date-time', '2026-03-02T10:00:00+01:00', 'soon'],
      ['email', 'a@b.c', 'a'],
      ['uri', 'https://a', 'a b'],
      ['uuid', '6f1c1b54-3ad2-4a39-8d2c-1f5f2c9f7a10', 'P1'],
    ] as const) {
      assert.deepEqual(problems({ type: 'string', format }, good), []);
      assert.deepEqual(problems({ type: 'string', format }, bad), [`: must be a valid ${format}`]);
    }
  });

  it('refuses fields where none others may be, and checks those of any name', () => {
    assert.deepEqual(problems({ type: 'object', properties: {}, additionalProperties: false }, { a: 1 }), [
      'a: is not a field',
    ]);
    assert.deepEqual(problems({ type: 'object', additionalProperties: { type: 'string' } }, { a: 1, b: 'x' }), [
      'a: must be a string',
    ]);
  });

  it('takes one of several, and tells of the nearest', () => {
    assert.deepEqual(problems({ $ref: '#/$defs/Pet' }, { type: 'fish', fins: 2 }), []);
    assert.deepEqual(problems({ $ref: '#/$defs/Pet' }, { type: 'dog', paws: 3 }), ['paws: must be at least 4']);
  });
});

describe('createFit', () => {
  it('keeps what is valid as it is', () => {
    const team = { id: 'P1', type: 'team', name: 'a', more: true };
    assert.equal(fit({ $ref: '#/$defs/Team' }, team, source), team);
  });

  it('makes up what is required, mends what is wrong, drops what is unknown', () => {
    assert.deepEqual(fit({ $ref: '#/$defs/Team' }, { id: 'P1', type: 'tram', more: 1, name: 'Payments' }, source), {
      id: 'P1',
      type: 'team',
      name: 'Name',
    });
  });

  it('chooses the variant that a type names', () => {
    assert.deepEqual(fit({ $ref: '#/$defs/Pet' }, { type: 'fish' }, source), { type: 'fish', fins: 0 });
    assert.deepEqual(fit({ $ref: '#/$defs/Pet' }, undefined, source), { type: 'dog', paws: 4 });
  });

  it('makes up no more than three steps of what nobody requires', () => {
    const made = fit({ $ref: '#/$defs/Ring' }, undefined, source, 'all');
    assert.deepEqual(made, { name: 'Name', next: { name: 'Name', next: { name: 'Name', next: { name: 'Name' } } } });
    assert.deepEqual(fit({ $ref: '#/$defs/Ring' }, undefined, source), { name: 'Name' });
  });

  it('sets what only the server sets on what is created', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time', readOnly: true },
        note: { type: 'string' },
        key: { type: ['string', 'null'], readOnly: true },
      },
    };
    assert.deepEqual(fit(schema, {}, source, 'created'), { at: '2026-03-02T10:00:00Z', key: null });
  });

  it('makes the same value for the same owner and place, another for another', () => {
    const schema: Schema = {
      type: 'object',
      required: ['routing_key', 'id'],
      properties: { routing_key: { type: 'string' }, id: { type: 'string', format: 'uuid' } },
    };
    const made = fit(schema, {}, source) as Record<string, string>;
    assert.match(made.routing_key ?? '', /^[0-9a-f]{32}$/);
    assert.ok(isValid(resolve, schema, made));
    assert.deepEqual(fit(schema, {}, source), made);
    assert.notDeepEqual(fit(schema, {}, { ...source, owner: 'y' }), made);
  });

  it('follows lengths, patterns and bounds', () => {
    for (const schema of [
      { type: 'string', minLength: 26 },
      { type: 'string', pattern: '^(P[0-9A-Z]{6}|Q[0-9A-Z]{13})$' },
      { type: 'string', pattern: '^urn:.*', format: 'uri' },
      { type: 'integer', exclusiveMinimum: 5 },
      { type: 'array', minItems: 2, items: { type: 'string' } },
    ] as const satisfies readonly Schema[])
      assert.ok(isValid(resolve, schema, fit(schema, undefined, source)), JSON.stringify(schema));
  });
});
