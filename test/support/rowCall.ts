import { table } from '../../src/api/generated/table.ts';
import type { Operation } from '../../src/api/operation.ts';
import { toRequest } from '../../src/api/request.ts';
import { toPlural } from '../../src/sandbox/generic/words.ts';
import type { Sandbox } from '../../src/sandbox/options.ts';
import { toMinimalInput, toSlotText } from './minimalInput.ts';
import { rowInputs } from './rowInputs.ts';
import { type Answer, request } from './testSandbox.ts';

/** All rows of the table. */
export const rows: readonly Operation[] = Object.values(table).flatMap((area) => Object.values<Operation>(area));

/** Makes a row's call as the client lays it out; with '' as authorization no token is sent. */
export const callRow = (
  sandbox: Sandbox,
  row: Operation,
  input: Readonly<Record<string, unknown>>,
  authorization?: '',
): Promise<Answer> => {
  const { method, path, query, headers, body } = toRequest(row, input);
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]));
  return request(sandbox, method, `${path}?${search}`, {
    headers: {
      from: sandbox.account.from,
      ...(row.earlyAccess ? { 'x-early-access': row.earlyAccess } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(authorization === undefined ? {} : { authorization }),
  });
};

const blank = (path: string): string => path.replace(/\{\w+\}/g, '{}');

const isThing = (id: string | undefined): id is string => id !== undefined && id !== '.';

/** Makes one more thing of a collection, where an operation makes such things; gives its id. */
const make = async (
  sandbox: Sandbox,
  template: string,
  slots: Readonly<Record<string, string>>,
  collection: string,
): Promise<string | undefined> => {
  const row = rows.find(
    (r) => r.method === 'POST' && r.effect === 'write' && r.status !== 'retired' && blank(r.path) === blank(template),
  );
  if (!row) return undefined;
  const known = new Set(sandbox.state.collection(collection).keys());
  const values = Object.values(slots);
  const own = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name = ''], i): [string, string] => [name, values[i] ?? '']);
  const answer = await callRow(sandbox, row, await toInput(sandbox, row, Object.fromEntries(own)));
  if (answer.status >= 300) throw new Error(`${row.id} could not make one first: ${answer.text}`);
  return [...sandbox.state.collection(collection).keys()].find((id) => !known.has(id));
};

/** A value for each slot: a thing that is there, one that is made for it, or a text of the slot's form. */
const toSlots = async (sandbox: Sandbox, row: Operation): Promise<Readonly<Record<string, string>>> => {
  const slots: Record<string, string> = {};
  for (const found of row.path.matchAll(/\{(\w+)\}/g)) {
    const slot = found[1] ?? '';
    const template = row.path.slice(0, found.index - 1);
    const collection = template.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '').slice(1);
    const isLast = row.path.endsWith(found[0]);
    const first = (name: string): string | undefined => [...sandbox.state.collection(name).keys()].find(isThing);
    const fresh = isLast && row.method === 'DELETE' ? await make(sandbox, template, slots, collection) : undefined;
    const there = fresh ?? first(collection) ?? (await make(sandbox, template, slots, collection));
    slots[slot] = there ?? first(toPlural(slot.replace(/_id$/, ''))) ?? toSlotText(row, slot);
  }
  return slots;
};

/** A valid input for a row, and what the account must hold for it; `given` are slots that are settled. */
export const toInput = async (
  sandbox: Sandbox,
  row: Operation,
  given?: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const more = rowInputs[row.id]?.(sandbox.state) ?? {};
  const isSettled = [...row.path.matchAll(/\{(\w+)\}/g)].every(
    ([, slot = '']) => slot in more || slot in (given ?? {}),
  );
  const slots = isSettled ? {} : await toSlots(sandbox, row);
  return { ...toMinimalInput(row, sandbox.state), ...slots, ...more, ...given };
};
