import { isObject } from '../schema/schema.ts';
import type { Behaviour, Resource } from '../state.ts';

type Fields = Readonly<Record<string, unknown>>;

const day = 86_400_000;

const rootOf = (record: Resource): Fields => (isObject(record.root_resource) ? record.root_resource : {});

const has = (wanted: unknown, value: unknown): boolean =>
  wanted === undefined || [wanted].flat().map(String).includes(String(value));

const toKind = (type: unknown): string => `${String(type).replace(/_reference$/, '')}`.replace(/y$/, 'ie').concat('s');

const matches = (record: Resource, input: Fields): boolean => {
  const actors = Array.isArray(record.actors) ? record.actors.filter(isObject) : [];
  const method = isObject(record.method) ? record.method : {};
  return (
    has(input.actions, record.action) &&
    has(input.root_resource_types, toKind(rootOf(record).type)) &&
    has(input.method_type, method.type) &&
    has(input.method_truncated_token, method.truncated_token) &&
    (input.actor_type === undefined || actors.some((actor) => actor.type === input.actor_type)) &&
    (input.actor_id === undefined || actors.some((actor) => actor.id === input.actor_id))
  );
};

/** Newest first, of the last 24 hours unless a range is given (PagerDuty, "Audit Records"). */
const list = (records: Iterable<Resource>, input: Fields, now: number): readonly Resource[] => {
  const until = input.until === undefined ? now : Date.parse(String(input.until));
  const since = input.since === undefined ? until - day : Date.parse(String(input.since));
  return [...records].reverse().filter((record) => {
    const time = Date.parse(String(record.execution_time));
    return time >= since && time <= until && matches(record, input);
  });
};

const ofAll: Behaviour = ({ state }, input) => ({
  records: list(state.collection('audit/records').values(), input, state.clock.now()),
});

const ofOne: Behaviour = ({ state }, input) => {
  const own = [...state.collection('audit/records').values()].filter((record) => rootOf(record).id === input.id);
  return { records: list(own, input, state.clock.now()) };
};

/** The records of what was changed by whom, of the account and of single things. */
export const auditBehaviours: Readonly<Record<string, Behaviour>> = {
  listAuditRecords: ofAll,
  listEscalationPolicyAuditRecords: ofOne,
  listIpAllowListAuditRecords: ofOne,
  listScheduleAuditRecords: ofOne,
  listScheduleAuditRecordsV3: ofOne,
  listServiceAuditRecords: ofOne,
  listTeamAuditRecords: ofOne,
  listUserAuditRecords: ofOne,
};
