import type { Operation } from '../../api/operation.ts';
import type { Schema } from '../../api/schema.ts';
import type { Schemas } from '../schema/createSchemas.ts';
import { isObject } from '../schema/schema.ts';
import type { Behaviour } from '../state.ts';
import { actions } from './actions.ts';
import { createPaths } from './createPaths.ts';
import { toPlace } from './toPlace.ts';
import { toShape } from './toShape.ts';

/**
 * A thing without what is only ever sent (a password), and without the id and type that the sandbox keeps it by where
 * its schema knows none.
 */
const toTold = (
  { properties }: Schema,
  thing: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  if (!properties) return thing;
  const isTold = (name: string): boolean =>
    properties[name]?.writeOnly !== true && ((name !== 'id' && name !== 'type') || name in properties);
  return Object.fromEntries(Object.entries(thing).filter(([name]) => isTold(name)));
};

/**
 * Makes what every row does unless something better is known: its verb is read off the table, its things live in the
 * collection that its path names, and its answers follow their schema. The answer of a list is whole; pages are cut
 * from it by the server.
 */
export const createGeneric = (rows: readonly Operation[], schemas: Schemas): ((row: Operation) => Behaviour) => {
  const paths = createPaths(rows);
  return (row) => {
    const answer = schemas.answerOf(row.id);
    const shape = toShape(row, paths, schemas.resolve, answer.schema);
    const path = shape.verb === 'create' ? paths.homeOf(row.path) : row.path;
    return (context, input) => {
      const slots = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
      const place = { ...toPlace(context.state, paths, row.path, slots) };
      const home = path === row.path ? place : { ...place, collection: path.slice(1) };
      const made = actions[shape.verb]({
        row,
        shape,
        schema: shape.schema ?? {},
        schemas,
        paths,
        context,
        place: home,
        input,
      });
      if (answer.schema === null) return undefined;
      const isOne = shape.schema !== undefined && isObject(made);
      const told = isOne ? toTold(schemas.resolve(shape.schema), made) : made;
      if (shape.key !== undefined) return { [shape.key]: told };
      // What was done to many is told by a word: `{"status": "created"}`.
      return isObject(told) && Object.keys(told).length > 0
        ? told
        : schemas.fit(answer.schema, {}, { now: context.now, owner: row.id }, 'all');
    };
  };
};
