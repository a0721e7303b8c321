import type { Operation } from '../../src/api/operation.ts';
import type { Schema } from '../../src/api/schema.ts';
import { toPlural } from '../../src/sandbox/generic/words.ts';
import { createSchemas } from '../../src/sandbox/schema/createSchemas.ts';
import { isObject } from '../../src/sandbox/schema/schema.ts';
import type { State } from '../../src/sandbox/state.ts';

const { resolve, fit, inputOf } = createSchemas();
const source = { now: () => '2026-03-02T10:00:00Z', owner: 'test' };

/** A value for a field, made up from its name. */
const toSample = (schema: Schema, name: string): unknown => {
  const made = fit({ type: 'object', required: [name], properties: { [name]: schema } }, {}, source);
  return isObject(made) ? made[name] : undefined;
};

const people = /^(requester|assignee|responder|target|member|owner_pd_user)s?$/;

/** An id for a reference called `name`, such as `service`, `contact_method` or `requester_id`. */
const idFor = (state: State, name: string): string | undefined => {
  const kind = name.replace(/_ids?$/, '').replace(people, 'user');
  const collections = [toPlural(kind), kind, `enrichment/${toPlural(kind)}`];
  return collections.map((collection) => state.collection(collection).keys().next().value).find(Boolean);
};

const toValue = (state: State, raw: Schema, name: string): unknown => {
  const schema = resolve(raw);
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (variant) return toValue(state, variant, name);
  if (schema.properties) {
    const names = new Set([...(schema.required ?? []), ...(schema.properties.id ? ['id'] : [])]);
    const parts = [...names].map((part): [string, unknown] => {
      const id = part === 'id' ? idFor(state, name) : undefined;
      return [part, id ?? toValue(state, schema.properties?.[part] ?? {}, part)];
    });
    return Object.fromEntries(parts);
  }
  if (schema.type === 'array')
    return Array.from({ length: Math.max(schema.minItems ?? 1, 1) }, () => toValue(state, schema.items ?? {}, name));
  const isReference = schema.type === 'string' && name.endsWith('_id');
  return (isReference ? idFor(state, name) : undefined) ?? toSample(schema, name);
};

/** The least that a row takes: its required fields but the path's, references to things that the account holds. */
export const toMinimalInput = (row: Operation, state: State): Record<string, unknown> => {
  const schema = inputOf(row.id);
  const names = (schema.required ?? []).filter((name) => !row.path.includes(`{${name}}`));
  return Object.fromEntries(names.map((name) => [name, toValue(state, schema.properties?.[name] ?? {}, name)]));
};

/** A value for a slot that names no thing: one of its enum, else a text of its format. */
export const toSlotText = (row: Operation, slot: string): string =>
  String(toSample(inputOf(row.id).properties?.[slot] ?? {}, slot));
