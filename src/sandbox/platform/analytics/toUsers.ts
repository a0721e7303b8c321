import type { Resource, State } from '../../state.ts';
import { type Fields, toList, toText } from '../fields.ts';

const holds = (value: unknown, id: string): boolean => JSON.stringify(value ?? null).includes(`"${id}"`);

const toUser = (state: State, user: Resource): Fields => {
  const policies = [...state.collection('escalation_policies').values()].filter((policy) =>
    holds(policy.escalation_rules, user.id),
  ).length;
  const schedules = [...state.collection('schedules').values()].filter((schedule) =>
    holds(schedule.schedule_layers, user.id),
  ).length;
  const methods = [...state.collection(`users/${user.id}/contact_methods`).values()].map(({ type }) => type);
  const [team] = toList(user.teams);
  return {
    id: user.id,
    user_name: toText(user.name),
    email: toText(user.email),
    description: null,
    time_zone: toText(user.time_zone) || null,
    role: toText(user.role),
    team_id: toText(team?.id) || null,
    team_name: toText(team?.summary) || null,
    team_count: toList(user.teams).length,
    escalation_policies_count: policies,
    schedules_count: schedules,
    channel_types_configured: [...new Set(methods)],
    downloaded_mobile_app: methods.some((type) => type.startsWith('push')),
    notification_methods: methods.length > 0,
    on_escalation_policy: policies > 0 || schedules > 0,
    on_schedule: schedules > 0,
    signed_up: user.invitation_sent !== true,
  };
};

/** One row of raw data for each user. */
export const toUsers = (state: State): readonly Fields[] =>
  [...state.collection('users').values()].map((user) => toUser(state, user));

/** Counts over all users and their shares in percent. */
export const toUserMetrics = (users: readonly Fields[]): Fields => {
  const count = (field: string): number => users.filter((user) => user[field] === true).length;
  const percent = (number: number): number =>
    users.length === 0 ? 0 : Math.round((number / users.length) * 1000) / 10;
  const pairs = (
    [
      ['downloaded_mobile_app', 'downloaded_mobile_app'],
      ['on_escalation_policy', 'on_escalation_policy'],
      ['signed_up', 'signed_up'],
      ['with_notification_methods', 'notification_methods'],
    ] as const
  ).flatMap(([name, field]): [string, number][] => [
    [`total_${name}_count`, count(field)],
    [`total_${name}_percentage`, percent(count(field))],
  ]);
  return { total_user_count: users.length, ...Object.fromEntries(pairs) };
};
