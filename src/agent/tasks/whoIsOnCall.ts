import { parseReference } from '../../domain/reference.ts';
import { isFields } from '../fields.ts';
import { type Found, findOne } from './find.ts';
import { groupBy } from './groupBy.ts';
import { readOnCalls, toHolder, toLeft } from './onCalls.ts';
import { readShifts } from './shifts.ts';
import { attempt, objectOf, PartFailure, type RunTask, rowsOf, type TaskContext, textOf } from './task.ts';
import { count, nameOf, when } from './text.ts';

/** Most policies that are shown at once. */
const most = 20;

const idsOf = (rows: readonly unknown[]): readonly string[] =>
  rows.flatMap((row) => (isFields(row) && typeof row.id === 'string' ? [row.id] : []));

/** What narrows the on-calls to those of an object; throws a PartFailure where it has none. */
export const toOnCallFilter = async (
  context: TaskContext,
  { kind, id, ...found }: Found,
): Promise<Readonly<Record<string, readonly string[]>>> => {
  if (kind === 'user') return { user_ids: [id] };
  if (kind === 'schedule' || kind === 'schedule_v3') return { schedule_ids: [id] };
  if (kind === 'escalation_policy') return { escalation_policy_ids: [id] };
  if (kind === 'service') {
    const service = objectOf<{ readonly escalation_policy?: { readonly id?: string } | null }>(
      await context.call('getService', { id }),
      'service',
    );
    const policy = service?.escalation_policy?.id;
    if (policy === undefined) throw new PartFailure(`Service ${nameOf(found)} has no escalation policy.`);
    return { escalation_policy_ids: [policy] };
  }
  const policies = idsOf(
    rowsOf(await context.call('listEscalationPolicies', { team_ids: [id], limit: 100 }), 'escalation_policies'),
  );
  if (policies.length === 0) throw new PartFailure(`Team ${nameOf(found)} has no escalation policies.`);
  return { escalation_policy_ids: policies };
};

/** Who has the shift of a schedule that no policy uses: list_on_calls knows nothing of it. */
const toHolders = async (context: TaskContext, schedule: Found, time: number): Promise<readonly string[]> => {
  const shifts = await readShifts(context, schedule, { start: time, end: time + 60_000 });
  const current = shifts.filter(({ start, userId }) => start <= time && userId !== undefined);
  return Promise.all(
    current.map(async ({ userId = '' }) => {
      const user = await attempt(context.call('getUser', { id: userId }));
      const reference = 'value' in user ? parseReference(objectOf(user.value, 'user')) : undefined;
      return reference ? `${nameOf(reference)} (${userId})` : userId;
    }),
  );
};

/** Who is on call for something, now or at a time: every level, with the time that is left. */
export const whoIsOnCall: RunTask = async (context, args) => {
  const of = textOf(args.of);
  const found =
    of === undefined
      ? undefined
      : await findOne(context, of, ['service', 'escalation_policy', 'schedule', 'schedule_v3', 'team', 'user']);
  const at = textOf(args.at);
  const time = at === undefined ? context.now() : Date.parse(at);
  const { onCalls, isCut } = await readOnCalls(context, {
    ...(found ? await toOnCallFilter(context, found) : {}),
    ...(at === undefined ? {} : { since: new Date(time).toISOString(), until: new Date(time).toISOString() }),
  });
  const policies = groupBy(onCalls, ({ escalationPolicy }) => escalationPolicy.id);
  const where = found ? ` for ${found.kind.replaceAll('_', ' ')} ${nameOf(found)} (${found.id})` : '';
  if (policies.size === 0 && (found?.kind === 'schedule' || found?.kind === 'schedule_v3')) {
    const holders = await toHolders(context, found, time);
    if (holders.length > 0)
      return {
        text: `On call${where} at ${when(time)}: ${holders.join(', ')}; but no escalation policy uses this schedule, so incidents do not reach them through it.`,
      };
  }
  if (policies.size === 0) return { text: `Nobody is on call${where} at ${when(time)}.` };
  const blocks = [...policies.values()].slice(0, most).map((rows) => {
    const policy = rows[0]?.escalationPolicy;
    const lines = rows.map((row) => `  level ${row.level}: ${toHolder(row)}, ${toLeft(row, time)}`);
    return `${nameOf(policy)} (${policy?.id})\n${[...new Set(lines)].join('\n')}`;
  });
  const rest = policies.size - blocks.length;
  const left =
    rest > 0 || isCut
      ? `\n${rest > 0 ? `${count(rest, 'more policy').replace('policys', 'policies')} are left out` : 'There are more'}; ask with \`of\` for one.`
      : '';
  return { text: `On call${where} at ${when(time)}:\n${blocks.join('\n')}${left}` };
};
