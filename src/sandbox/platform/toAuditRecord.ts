import type { Operation } from '../../api/operation.ts';
import { toReference } from '../generic/toResource.ts';
import { toSingular } from '../generic/words.ts';
import { isObject } from '../schema/schema.ts';
import type { Caller } from '../server/authorize.ts';
import type { Received } from '../server/toInput.ts';
import type { Resource, SandboxAnswer, State } from '../state.ts';

/** Kinds of things whose changes PagerDuty keeps a record of. */
const audited: readonly string[] = ['users', 'teams', 'schedules', 'escalation_policies', 'services', 'ip_allow_lists'];

const actionOf = (row: Operation, isRoot: boolean): string => {
  if (!isRoot) return 'update';
  return row.effect === 'delete' ? 'delete' : row.method === 'POST' ? 'create' : 'update';
};

/** The thing itself while it is there, what the answer says of it once it is not. */
const findRoot = (state: State, kind: string, id: string | undefined, answer: SandboxAnswer): Resource | undefined => {
  const body = isObject(answer.body) ? answer.body[toSingular(kind)] : undefined;
  const known = isObject(body) ? state.collection(kind).get(String(body.id)) : state.collection(kind).get(id ?? '');
  return known ?? (id === undefined ? undefined : { id, type: toSingular(kind) });
};

/** Writes down a change of an audited thing, as `/audit/records` and the things' own records list it. */
export const toAuditRecord = (
  state: State,
  row: Operation,
  caller: Caller,
  received: Received,
  answer: SandboxAnswer,
): void => {
  const [first, ...rest] = received.path.replace(/^\/(v3\/)?/, '').split('/');
  const kind = first ?? '';
  const [id, ...below] = rest;
  if (!audited.includes(kind) || answer.status >= 300) return;
  const root = findRoot(state, kind, id, answer);
  if (!root) return;
  const reference = toReference(root);
  const record = {
    id: state.nextId('PDRECORD'),
    type: 'audit_record',
    self: null,
    execution_time: new Date(state.clock.now()).toISOString(),
    execution_context: { request_id: null, remote_address: '127.0.0.1' },
    actors: caller.user ? [toReference(caller.user)] : [],
    method: {
      type: caller.token?.kind === 'bearer' ? 'oauth' : 'api_token',
      truncated_token: caller.token?.secret.slice(-4) ?? null,
    },
    root_resource: reference,
    action: actionOf(row, below.length === 0),
    details: { resource: reference, fields: null, references: null },
  };
  state.collection('audit/records').set(record.id, record);
};
