import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { toDecision } from '../policy/decision.ts';
import { type Fields, isFields } from './fields.ts';
import type { ReadObject, ReadOptions } from './readObject.ts';

/** What an input names that leads to people. */
interface Named {
  readonly users: Set<string>;
  readonly policies: Set<string>;
  readonly services: Set<string>;
}

const kinds: Readonly<Record<string, keyof Named>> = {
  user: 'users',
  user_reference: 'users',
  assignee: 'users',
  escalation_policy: 'policies',
  escalation_policy_reference: 'policies',
  service: 'services',
  service_reference: 'services',
};

/** Gathers references by their type, or by the field that holds them where they bear none. */
const gather = (value: unknown, field: string, named: Named): void => {
  if (Array.isArray(value)) {
    for (const item of value) gather(item, field.replace(/s$/, ''), named);
    return;
  }
  if (!isFields(value)) return;
  const kind = kinds[typeof value.type === 'string' ? value.type : field] ?? kinds[field];
  if (kind && typeof value.id === 'string') named[kind].add(value.id);
  for (const [name, inner] of Object.entries(value)) gather(inner, name, named);
};

const idOf = (value: unknown): string | undefined =>
  isFields(value) && typeof value.id === 'string' ? value.id : undefined;

const nameOf = (value: Fields): string => String(value.name ?? value.summary ?? value.id);

/** Who is on call on the first level of these policies now; undefined where that cannot be read. */
const readOnCalls = async (
  { tools, send, access }: ReadOptions,
  policies: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | undefined> => {
  const row = tools().get('list_on_calls')?.row;
  if (!row || toDecision(row, access(), {}).kind !== 'allow') return undefined;
  const input = { escalation_policy_ids: policies, earliest: true, limit: 100 };
  const answer = await send(row, input, { signal }).catch(() => undefined);
  if (!isFields(answer) || !Array.isArray(answer.oncalls)) return undefined;
  return new Map(
    answer.oncalls.flatMap((each: unknown): readonly [string, string][] => {
      if (!isFields(each) || each.escalation_level !== 1 || !isFields(each.user)) return [];
      const id = idOf(each.user);
      return id === undefined ? [] : [[id, nameOf(each.user)]];
    }),
  );
};

/**
 * The people that a call pages, as far as its input tells: those that it names, else those on call for the policies or
 * services that it names. Undefined where the input names none of them, or they cannot be read.
 */
export const findPeople = async (
  options: ReadOptions,
  read: ReadObject,
  row: Operation,
  input: Input,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> => {
  const named: Named = { users: new Set(), policies: new Set(), services: new Set() };
  for (const [field, value] of Object.entries(input)) if (row.body?.fields.includes(field)) gather(value, field, named);
  if (named.users.size === 0 && named.policies.size === 0) {
    for (const id of named.services) {
      const policy = idOf((await read(`/services/${encodeURIComponent(id)}`, signal))?.escalation_policy);
      if (policy === undefined) return undefined;
      named.policies.add(policy);
    }
  }
  if (named.users.size + named.policies.size === 0) return undefined;
  const people = new Map<string, string>();
  if (named.policies.size > 0) {
    const onCalls = await readOnCalls(options, [...named.policies], signal);
    if (!onCalls) return undefined;
    for (const [id, name] of onCalls) people.set(id, name);
  }
  for (const id of named.users) {
    const user = await read(`/users/${encodeURIComponent(id)}`, signal);
    people.set(id, user ? nameOf(user) : id);
  }
  return [...people.values()];
};
