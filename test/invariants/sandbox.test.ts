import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation } from '../../src/api/operation.ts';
import { createSandbox } from '../../src/sandbox/main.ts';
import type { Sandbox } from '../../src/sandbox/options.ts';
import { createSchemas } from '../../src/sandbox/schema/createSchemas.ts';
import { toSlotText } from '../support/minimalInput.ts';
import { callRow, rows, toInput } from '../support/rowCall.ts';

const { inputOf } = createSchemas();

interface Answers {
  readonly operations: Readonly<Record<string, { readonly status: number; readonly schema: object | null }>>;
  readonly $defs: object;
}

const file = path.join(import.meta.dirname, '../../src/api/generated/answers.json');
// The published variants overlap: an answer may follow more than one of them.
const answers: Answers = JSON.parse(readFileSync(file, 'utf8').replaceAll('"oneOf":', '"anyOf":'));

/** A validator of its own: the sandbox checks itself by another. */
const createValidate = (): ((operationId: string) => ValidateFunction) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('time', /^\d{2}:\d{2}(:\d{2})?/); // A time of day in the zone that stands beside it.
  ajv.addSchema({ $id: 'answers.json', ...answers });
  return (operationId) => ajv.compile({ $ref: `answers.json#/operations/${operationId}/schema` });
};

describe('the sandbox answers every row', () => {
  const validateOf = createValidate();
  let sandbox: Sandbox;
  before(async () => {
    const now = Date.parse('2026-03-02T10:00:00Z');
    sandbox = await createSandbox({ now, standing: true, rateLimit: { calls: 1_000_000, seconds: 60 } });
  });
  after(() => sandbox.dispose());

  for (const row of rows) {
    it(`${row.id} as its schema says`, async () => {
      const input = await toInput(sandbox, row);
      const { status, body, text } = await callRow(sandbox, row, input);
      const wanted = answers.operations[row.id];
      assert.equal(status, wanted?.status, `${JSON.stringify(input)} → ${text.slice(0, 500)}`);
      if (wanted?.schema) {
        const validate = validateOf(row.id);
        assert.ok(validate(body), JSON.stringify(validate.errors?.slice(0, 3), undefined, 1));
      } else assert.equal(text, '');
      if (row.effect !== 'read' || sandbox.log.calls().length > 1) sandbox.reset();
    });
  }
});

/** Slots filled with ids that nobody has. */
const toNobody = (row: Operation): Record<string, string> =>
  Object.fromEntries([...row.path.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => [slot, toSlotText(row, slot)]));

describe('the sandbox refuses, by every row', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox({ standing: true, rateLimit: { calls: 1_000_000, seconds: 60 } });
  });
  after(() => sandbox.dispose());

  it('a call without a token', async () => {
    const tokened = rows.filter((row) => row.host === 'rest');
    const answers = await Promise.all(tokened.map((row) => callRow(sandbox, row, toNobody(row), '')));
    const others = tokened.filter((_, i) => answers[i]?.status !== 401).map(({ id }) => id);
    assert.deepEqual(others, []);
  });

  it('input that lacks a required field, and names the field', async () => {
    const lacking = rows.flatMap((row) => {
      const [field] = (inputOf(row.id).required ?? []).filter((name) => !row.path.includes(`{${name}}`));
      return field === undefined ? [] : [{ row, field }];
    });
    const answers = await Promise.all(lacking.map(({ row }) => callRow(sandbox, row, toNobody(row))));
    const others = lacking.flatMap(({ row, field }, i) => {
      const { status, text } = answers[i] ?? {};
      return status === 400 && text?.toLowerCase().includes(field.toLowerCase()) ? [] : [`${row.id} ${status} ${text}`];
    });
    assert.deepEqual(others, []);
    assert.ok(lacking.length > 100, String(lacking.length));
  });

  it('a thing that is not there', async () => {
    const needsMore = (row: Operation): boolean =>
      (inputOf(row.id).required ?? []).some((name) => !row.path.includes(`{${name}}`));
    const single = rows.filter((row) => row.path.endsWith('}') && row.method === 'GET' && !needsMore(row));
    const answers = await Promise.all(single.map((row) => callRow(sandbox, row, toNobody(row))));
    // An ability that the account lacks is one that its plan lacks: 402.
    const others = single.flatMap((row, i) =>
      [402, 404].includes(answers[i]?.status ?? 0) ? [] : [`${row.id} ${answers[i]?.status}`],
    );
    assert.ok(single.length > 70, String(single.length));
    assert.deepEqual(others, []);
  });
});
