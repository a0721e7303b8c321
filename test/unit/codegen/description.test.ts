import assert from 'node:assert/strict';
import { checkDescription, checkFlat } from '../../../src/codegen/checkDescription.ts';
import { type Description, parseDescription } from '../../../src/codegen/description.ts';
import { flatten, toRow } from '../../../src/codegen/flatten.ts';

const file = (operation: string, path = '/things/{id}'): string => `openapi: 3.1.0
info: { title: Things, version: "1", description: About things. }
x-area: things
paths:
  ${path}:
    put:
${operation
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;

const columns = `operationId: updateThing
summary: Update a thing
description: Changes a thing.
x-effect: write
x-host: rest
x-status: current`;
const idParameter =
  'parameters: [ { name: id, in: path, required: true, description: Thing id., schema: { type: string } } ]';
const responses = 'responses: { "200": { description: Done. } }';
const good = `${columns}
${idParameter}
requestBody:
  content:
    application/json:
      schema:
        type: object
        required: [ thing ]
        properties:
          thing:
            type: object
            required: [ type, name ]
            properties:
              type: { type: string, enum: [ thing ] }
              id: { type: string, readOnly: true }
              name: { description: Name., type: string }
              owner: { description: Owner., $ref: '#/components/schemas/OwnerReference' }
${responses}`;
const components = `components:
  schemas:
    OwnerReference:
      allOf:
        - { type: object, properties: { id: { type: string, readOnly: true }, summary: { type: string, readOnly: true } } }
        - { type: object, required: [ id, type ], properties: { type: { type: string, enum: [ owner_reference ] } } }
`;

const read = (text: string): Description => {
  const description = parseDescription(new Map([['things.yaml', text]]));
  checkDescription(description);
  for (const entry of description.entries) checkFlat(entry, flatten(description, entry));
  return description;
};

describe('the description', () => {
  it('is flattened: wrapper and constants off, references cut to their id', () => {
    const description = read(file(good) + components);
    const [entry] = description.entries;
    assert.ok(entry);
    const flat = flatten(description, entry);
    assert.deepEqual(flat.input, {
      type: 'object',
      properties: {
        id: { description: 'Thing id.', type: 'string' },
        name: { description: 'Name.', type: 'string' },
        owner: { description: 'Owner.', type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      },
      required: ['id', 'name'],
      additionalProperties: false,
    });
    assert.deepEqual(toRow(entry, flat), {
      method: 'PUT',
      path: '/things/{id}',
      effect: 'write',
      summary: 'Update a thing',
      body: {
        wrapper: 'thing',
        fields: ['name', 'owner'],
        constants: [
          ['type', 'thing'],
          ['owner.type', 'owner_reference'],
        ],
      },
    });
  });

  const wrong: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    [
      'two fields of one name',
      file(good.replace('name: id, in: path', 'name: name, in: path'), '/things/{name}') + components,
      /^things\.yaml:\d+ gives the name name to two input fields of updateThing$/,
    ],
    [
      'an unknown reference',
      file(good),
      /^things\.yaml:28 refers to #\/components\/schemas\/OwnerReference, which does not exist$/,
    ],
    [
      'a missing column',
      file(good.replace('x-effect: write\n', '')) + components,
      /^things\.yaml:7 updateThing lacks the column x-effect$/,
    ],
    [
      'an unknown value in a column',
      file(good.replace('x-host: rest', 'x-host: moon')) + components,
      /^things\.yaml:11 updateThing has x-host: moon; it must be one of rest, events, app$/,
    ],
    [
      'a tool name over 50 characters',
      file(good.replace('updateThing', `update${'Thing'.repeat(9)}`)) + components,
      /^things\.yaml:7 .*tool name of over 50 characters$/,
    ],
    [
      'a path slot without a field',
      file(good, '/things/{id}/parts/{part_id}') + components,
      /^things\.yaml:7 has the path slot \{part_id\} without a path parameter$/,
    ],
    [
      'a field without description',
      file(good.replace('name: { description: Name., ', 'name: { ')) + components,
      /^things\.yaml:7 updateThing has no description for the field name$/,
    ],
    [
      'a summary that is too long',
      file(good.replace('Update a thing', 'Update a thing in all the ways in which a thing may be updated')) +
        components,
      /^things\.yaml:8 .*at most 12 words$/,
    ],
    [
      'a description that is too long',
      file(good.replace('Changes a thing.', 'One. Two. Three. Four.')) + components,
      /^things\.yaml:9 .*one to three sentences$/,
    ],
    ['broken YAML', 'openapi: [', /^things\.yaml:1 /],
    [
      'paging without its field',
      file(good.replace('x-effect: write', 'x-effect: write\nx-paging: { style: offset, items: things }')) + components,
      /^things\.yaml:11 updateThing pages by offset but has no field offset$/,
    ],
  ];
  for (const [name, text, message] of wrong)
    it(`refuses ${name}, with file and line`, () =>
      assert.throws(() => read(text), { name: 'DescriptionError', message }));

  it('refuses a name that is used twice', () => {
    const two = parseDescription(
      new Map([
        ['a.yaml', file(good) + components],
        ['b.yaml', file(good) + components],
      ]),
    );
    assert.throws(() => checkDescription(two), {
      message: /^b\.yaml:7 uses the name updateThing, which a\.yaml:7 has already$/,
    });
  });
});
