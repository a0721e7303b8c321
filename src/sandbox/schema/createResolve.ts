import type { Schema } from '../../api/schema.ts';
import type { Resolve } from './schema.ts';

const bothTypes = (a: Schema['type'], b: Schema['type']): Schema['type'] => {
  if (a === undefined || b === undefined) return a ?? b;
  const left = [a].flat();
  const common = left.filter((type) => [b].flat().includes(type));
  return common.length === 1 && common[0] !== undefined ? common[0] : common;
};

const bothProperties = (a: Schema['properties'] = {}, b: Schema['properties'] = {}): Schema['properties'] => {
  const joined: Record<string, Schema> = { ...a };
  for (const [name, schema] of Object.entries(b)) {
    const before = joined[name];
    joined[name] = before ? { allOf: [before, schema] } : schema;
  }
  return joined;
};

/** One schema that both describe; of keywords that cannot be joined the second's counts. */
const join = (a: Schema, b: Schema): Schema => {
  const type = bothTypes(a.type, b.type);
  const allowed = a.enum && b.enum ? a.enum.filter((value) => b.enum?.includes(value)) : (a.enum ?? b.enum);
  return {
    ...a,
    ...b,
    ...(type === undefined ? {} : { type }),
    ...(allowed ? { enum: allowed } : {}),
    ...(a.properties || b.properties ? { properties: bothProperties(a.properties, b.properties) ?? {} } : {}),
    ...(a.required || b.required ? { required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])] } : {}),
  };
};

/** Makes the function that reads schemas over the definitions `#/$defs/…`; it remembers what it has joined. */
export const createResolve = (defs: Readonly<Record<string, Schema>>): Resolve => {
  const known = new WeakMap<Schema, Schema>();
  const resolve = (schema: Schema): Schema => {
    const before = known.get(schema);
    if (before) return before;
    let whole = schema;
    if (schema.$ref !== undefined) {
      const target = defs[schema.$ref.replace('#/$defs/', '')];
      if (!target) throw new Error(`No schema is called ${schema.$ref}.`);
      const { $ref: _, ...beside } = schema;
      whole = Object.keys(beside).length === 0 ? resolve(target) : join(resolve(target), beside);
    } else if (schema.allOf) {
      const { allOf, ...beside } = schema;
      whole = [...allOf.map(resolve), ...(Object.keys(beside).length > 0 ? [beside] : [])].reduce(join, {});
    }
    known.set(schema, whole);
    return whole;
  };
  return resolve;
};
