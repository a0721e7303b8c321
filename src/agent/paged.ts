import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { pagingParts } from '../api/pagesPeople.ts';
import { toDecision } from '../policy/decision.ts';
import { type Fields, idOf, isFields } from './fields.ts';
import type { ReadObject, ReadOptions } from './readObject.ts';

/** An escalation policy that is set going from one of its levels. */
interface Start {
  readonly policy: string;
  readonly level: number;
}

/** Whom an input leads to. */
interface Named {
  readonly users: readonly string[];
  readonly starts: readonly Start[];
}

const itemsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** The objects under the fields that hold people or policies: there, and nowhere else, `type` says which. */
const toTargets = (part: Fields): readonly Fields[] =>
  [...itemsOf(part.assignments).map(({ assignee }) => assignee), ...itemsOf(part.responder_request_targets)]
    .filter(isFields)
    .filter((target) => idOf(target) !== undefined);

const isPolicy = ({ type }: Fields): boolean => typeof type === 'string' && type.startsWith('escalation_policy');

/**
 * Whom one part of an input leads to: whoever it assigns or asks, else its policy, else its service's. Undefined where
 * it names none of them, or the service cannot be read.
 */
const readNamed = async (part: Fields, read: ReadObject, signal: AbortSignal): Promise<Named | undefined> => {
  const level = typeof part.escalation_level === 'number' ? part.escalation_level : 1;
  const toStart = (policy: string): Start => ({ policy, level });
  const targets = toTargets(part);
  if (targets.length > 0) {
    const ids = (each: readonly Fields[]): readonly string[] => each.flatMap((target) => idOf(target) ?? []);
    return {
      users: ids(targets.filter((target) => !isPolicy(target))),
      starts: ids(targets.filter(isPolicy)).map(toStart),
    };
  }
  const service = idOf(part.service);
  const policy =
    idOf(part.escalation_policy) ??
    (service && idOf((await read(`/services/${encodeURIComponent(service)}`, signal))?.escalation_policy));
  return policy ? { users: [], starts: [toStart(policy)] } : undefined;
};

const nameOf = (value: Fields): string => String(value.name ?? value.summary ?? value.id);

/** Somebody on call. */
interface OnCall extends Start {
  readonly id: string;
  readonly name: string;
}

/** Who is on call for these policies now, on every level; undefined where that cannot be read, or not whole. */
const readOnCalls = async (
  { tools, send, access }: ReadOptions,
  policies: readonly string[],
  signal: AbortSignal,
): Promise<readonly OnCall[] | undefined> => {
  const row = tools().get('list_on_calls')?.row;
  if (!row || toDecision(row, access(), {}).kind !== 'allow') return undefined;
  const input = { escalation_policy_ids: policies, earliest: true, limit: 100 };
  const answer = await send(row, input, { signal }).catch(() => undefined);
  if (!isFields(answer) || !Array.isArray(answer.oncalls) || answer.more === true) return undefined;
  return answer.oncalls.flatMap((each: unknown): readonly OnCall[] => {
    if (!isFields(each) || !isFields(each.user) || typeof each.escalation_level !== 'number') return [];
    const [id, policy] = [idOf(each.user), idOf(each.escalation_policy)];
    return id === undefined || policy === undefined
      ? []
      : [{ id, name: nameOf(each.user), policy, level: each.escalation_level }];
  });
};

/** Those who are paged first: a level without anybody on call is passed over at once. */
const firstOf = (onCalls: readonly OnCall[], { policy, level: from }: Start): readonly OnCall[] => {
  const own = onCalls.filter((each) => each.policy === policy && each.level >= from);
  const lowest = Math.min(...own.map(({ level }) => level));
  return own.filter(({ level }) => level === lowest);
};

/**
 * The people that a call pages, as far as its input tells: those that it names, else those on call for the policies or
 * services that it names. Undefined where a part of it that pages names none of them, or they cannot be read.
 */
export const findPeople = async (
  options: ReadOptions,
  read: ReadObject,
  row: Operation,
  input: Input,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> => {
  const parts = await Promise.all(pagingParts(row, input).map((part) => readNamed(part, read, signal)));
  const named = parts.filter((part) => part !== undefined);
  if (named.length === 0 || named.length < parts.length) return undefined;
  const people = new Map<string, string>();
  const starts = named.flatMap((part) => part.starts);
  if (starts.length > 0) {
    const onCalls = await readOnCalls(options, [...new Set(starts.map(({ policy }) => policy))], signal);
    if (!onCalls) return undefined;
    for (const start of starts) for (const { id, name } of firstOf(onCalls, start)) people.set(id, name);
  }
  for (const id of new Set(named.flatMap(({ users }) => users))) {
    const user = await read(`/users/${encodeURIComponent(id)}`, signal);
    people.set(id, user ? nameOf(user) : id);
  }
  return [...people.values()];
};
