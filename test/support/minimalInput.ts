import type { Operation } from '../../src/api/operation.ts';
import { toPlural } from '../../src/sandbox/generic/words.ts';
import { createSchemas } from '../../src/sandbox/schema/createSchemas.ts';
import type { Schema } from '../../src/sandbox/schema/schema.ts';
import type { State } from '../../src/sandbox/state.ts';

const { resolve, fit, inputOf } = createSchemas();
const source = { now: () => '2026-03-02T10:00:00Z', owner: 'test' };

const firstId = (state: State, collection: string): string | undefined =>
  state.collection(collection).keys().next().value;

/** An id for a reference called `name`, such as `service`, `contact_method` or `requester_id`. */
const idFor = (state: State, name: string): string | undefined => {
  const kind = name.replace(/_ids?$/, '').replace(/^(requester|assignee|responder|owner_pd_user)$/, 'user');
  return firstId(state, toPlural(kind)) ?? firstId(state, kind);
};

const toValue = (state: State, raw: Schema, name: string): unknown => {
  const schema = resolve(raw);
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (variant) return toValue(state, variant, name);
  if (schema.type === 'object' || schema.properties) {
    const names = new Set([...(schema.required ?? []), ...(schema.properties?.id ? ['id'] : [])]);
    const parts = [...names].map((part): [string, unknown] => {
      const id = part === 'id' ? idFor(state, name) : undefined;
      return [part, id ?? toValue(state, schema.properties?.[part] ?? {}, part)];
    });
    return Object.fromEntries(parts);
  }
  if (schema.type === 'array')
    return Array.from({ length: Math.max(schema.minItems ?? 1, 1) }, () => toValue(state, schema.items ?? {}, name));
  if (schema.type === 'string' && /_id$/.test(name) && schema.format !== 'uuid')
    return idFor(state, name) ?? fit(schema, undefined, source);
  return fit(schema, undefined, source);
};

/** The least that a row takes: its required fields but the path's, references to things that the account holds. */
export const toMinimalInput = (row: Operation, state: State): Record<string, unknown> => {
  const schema = inputOf(row.id);
  const names = (schema.required ?? []).filter((name) => !row.path.includes(`{${name}}`));
  return Object.fromEntries(names.map((name) => [name, toValue(state, schema.properties?.[name] ?? {}, name)]));
};

/** The collection of a path and the name of the slot after it, slots before filled in. */
export const toSlots = (row: Operation): readonly { readonly slot: string; readonly before: string }[] =>
  [...row.path.matchAll(/\{(\w+)\}/g)].map((found) => ({
    slot: found[1] ?? '',
    before: row.path.slice(0, found.index - 1),
  }));

/** A value for a slot that names no thing: one of its enum, else a text of its format. */
export const toSlotText = (row: Operation, slot: string): string =>
  String(fit(inputOf(row.id).properties?.[slot] ?? {}, undefined, { ...source, owner: slot }));
