import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { finderTools } from '../../src/agent/finder.ts';
import { toInstructions } from '../../src/agent/instructions.ts';
import { listedTasks, listedTools, responderOperations, surfaces } from '../../src/agent/surface.ts';
import { taskNames } from '../../src/agent/tasks/taskTools.ts';
import inputs from '../../src/api/generated/inputs.json' with { type: 'json' };
import { table } from '../../src/api/generated/table.ts';
import type { Operation } from '../../src/api/operation.ts';
import type { InputSchema } from '../../src/api/tool.ts';
import { toToolName } from '../../src/api/toolName.ts';
import { readTools, toolSource } from '../support/agentTools.ts';

const tools = readTools();
const readWhole = toolSource().whole;
const rows: readonly Operation[] = Object.values(table).flatMap((area) => Object.values<Operation>(area));
const described = inputs as unknown as Readonly<Record<string, { readonly input: InputSchema }>>; // JSON widens what the generator writes.
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('the tools', () => {
  it('are one for each row, in the table’s order, with the row as the table has it', () => {
    assert.deepEqual(
      [...tools.values()].map(({ row }) => row),
      rows,
    );
    assert.equal(tools.size, 513);
  });

  it('of everything take at most 360,000 bytes', () => {
    const listed = listedTools(tools, 'everything', { '*': 'full' }).map(({ tool }) => tool);
    assert.equal(listed.length, 513);
    assert.ok(bytes({ jsonrpc: '2.0', id: 1, result: { tools: listed } }) <= 360_000, `${bytes(listed)} bytes`);
  });

  it('of a responder are at most 40, and each is there', () => {
    const ids = new Set(rows.map(({ id }) => id));
    assert.deepEqual(
      responderOperations.filter((id) => !ids.has(id)),
      [],
    );
    assert.ok(new Set(responderOperations).size === responderOperations.length && responderOperations.length <= 40);
  });

  it('of a responder take at most 30,000 bytes, with the tasks', () => {
    const listed = [...listedTasks('responder', {}), ...listedTools(tools, 'responder', {}).map(({ tool }) => tool)];
    assert.ok(listed.length <= 40, `${listed.length} tools`);
    assert.ok(bytes({ tools: listed }) <= 30_000, `${bytes({ tools: listed })} bytes`);
  });

  it('of the search are at most 14 and take at most 12,000 bytes, with the tasks', () => {
    const listed = [...listedTasks('search', {}), ...finderTools];
    assert.ok(listed.length <= 14, `${listed.length} tools`);
    assert.ok(bytes({ tools: listed }) <= 12_000, `${bytes({ tools: listed })} bytes`);
  });

  it('of everything have no tasks beside them, and tasks go with their area', () => {
    assert.deepEqual(listedTasks('everything', {}), []);
    assert.deepEqual(listedTasks('search', { '*': 'off' }), []);
    assert.deepEqual(
      listedTasks('responder', { '*': 'off', onCalls: 'read' }).map(({ name }) => name),
      ['who_is_on_call'],
    );
  });

  it('are called otherwise than the tasks', () => {
    assert.deepEqual(
      taskNames.filter((name) => tools.has(name)),
      [],
    );
  });

  it('come with instructions under 1,200 characters', () => {
    for (const surface of surfaces)
      assert.ok(toInstructions(surface).length < 1200, `${surface}: ${toInstructions(surface).length}`);
  });

  it('speak of other tools by the names of tools', () => {
    const ids = new Set(rows.map(({ id }) => id));
    const words =
      JSON.stringify([...tools.values()].map(({ tool }) => tool)).match(/\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g) ?? [];
    assert.deepEqual(
      words.filter((word) => ids.has(word)),
      [],
    );
  });
});

/** Every schema within a schema, itself first. */
const within = (schema: InputSchema): readonly InputSchema[] => [
  schema,
  ...Object.values(schema.properties ?? {}).flatMap(within),
  ...(schema.items ? within(schema.items) : []),
  ...(schema.anyOf ?? []).flatMap(within),
];

/** Paths of all fields: what an agent can reach. */
const fieldsOf = (schema: InputSchema, path = ''): readonly string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    `${path}.${name}`,
    ...fieldsOf(inner, `${path}.${name}`),
  ]),
  ...(schema.items ? fieldsOf(schema.items, `${path}[]`) : []),
  ...(schema.anyOf ?? []).flatMap((variant, i) => fieldsOf(variant, `${path}|${i}`)),
];

describe('each tool', () => {
  const options = { strict: true, allowUnionTypes: true, validateFormats: false };
  const ajv = new Ajv2020(options);
  const draft7 = new Ajv(options); // What VS Code holds tools against.
  for (const { row, tool } of tools.values())
    it(tool.name, () => {
      assert.equal(tool.name, toToolName(row.id));
      assert.match(tool.name, /^[a-z][a-z0-9_]{0,49}$/);
      assert.ok(`mcp_pagerduty_${tool.name}`.length <= 64);

      const { title, readOnlyHint = false, destructiveHint, idempotentHint = false, openWorldHint } = tool.annotations;
      assert.ok(title.length <= 60 && /^[A-Z]/.test(title), title);
      assert.equal(readOnlyHint, row.effect === 'read');
      assert.equal(destructiveHint, row.effect === 'read' ? undefined : row.effect === 'delete');
      assert.equal(idempotentHint, row.effect !== 'read' && (row.method === 'PUT' || row.method === 'DELETE'));
      assert.equal(openWorldHint, false);

      assert.ok(tool.description.length > 20);
      assert.equal(tool.inputSchema.type, 'object');
      assert.doesNotMatch(JSON.stringify(tool.inputSchema), /"\$ref"|"\$defs"/);
      ajv.compile(tool.inputSchema);
      draft7.compile(tool.inputSchema);
      for (const schema of within(tool.inputSchema)) {
        assert.notDeepEqual(schema.required, []);
        // VS Code drops a tool that has a value twice.
        assert.equal(new Set(schema.enum).size, schema.enum?.length ?? 0, JSON.stringify(schema.enum));
      }

      const whole = described[row.id]?.input ?? {};
      assert.deepEqual(fieldsOf(tool.inputSchema), fieldsOf(whole), 'every field is reachable');
      assert.deepEqual(tool.inputSchema.required, whole.required);
      assert.deepEqual(readWhole(row.id)?.input.required, whole.required, 'described with all its words');
    });
});
