import * as l10n from '@vscode/l10n';
import type { OnCall } from '../domain/onCall.ts';
import { type Gap, type Schedule, type Shift, toGaps } from '../domain/schedule.ts';
import type { OnCallState, Week } from '../store/onCallState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import type { Node } from './node.ts';
import { joinParts, toEmptyNode, toFailedNode, toLoadingNode } from './treeNodes.ts';

/** `Mon, 09:00 – Tue, 09:00 (1 day)`; what began before now begins now for whoever reads it. */
const toRange = ({ start, end }: Gap, { now, format }: Moment): string =>
  `${start <= now ? l10n.t('now') : format.time(start, now)} – ${format.time(end, now)} (${format.span(end - Math.max(start, now))})`;

const warning = { id: 'warning', color: 'list.warningForeground' } as const;

const toShiftNode = (id: string, shift: Shift, me: string | undefined, moment: Moment): Node => {
  const { user, start, end } = shift;
  const isMe = user.id === me;
  const range = toRange(shift, moment);
  const { format } = moment;
  return {
    id: `${id}/shift:${user.id}:${start}`,
    label: user.name,
    description: joinParts([isMe && l10n.t('you'), range]),
    tooltip: `**${escapeMarkdown(user.name)}**\n\n${format.dateTime(start)} – ${format.dateTime(end)}`,
    accessibilityLabel: isMe ? l10n.t('You are on call {0}.', range) : l10n.t('{0} is on call {1}.', user.name, range),
    icon: isMe ? { id: 'account', color: 'charts.green' } : { id: 'person' },
    context: 'shift',
    objectId: user.id,
    ...(user.url === undefined ? {} : { url: user.url }),
  };
};

const toGapNode = (id: string, gap: Gap, moment: Moment): Node => {
  const range = toRange(gap, moment);
  const { format } = moment;
  return {
    id: `${id}/gap:${gap.start <= moment.now ? 'now' : gap.start}`,
    label: l10n.t('Nobody is on call'),
    description: range,
    tooltip: `**${l10n.t('Nobody is on call')}**\n\n${format.dateTime(gap.start)} – ${format.dateTime(gap.end)}`,
    accessibilityLabel: l10n.t('Gap: nobody is on call {0}.', range),
    icon: warning,
    context: 'gap',
  };
};

const toWeekNodes = (id: string, scheduleId: string, week: Week, me: string | undefined, moment: Moment) => {
  const { kind, shifts, until, failure } = week;
  const command = { id: 'pagerduty.schedule.refresh', title: l10n.t('Try Again'), arguments: [scheduleId] };
  const failed = failure ? [toFailedNode(id, l10n.t('The coming days could not be loaded'), failure, command)] : [];
  if (kind === 'loading') return [toLoadingNode(id)];
  const rows = [
    ...shifts
      .filter(({ end }) => end > moment.now)
      .map((shift) => ({ start: shift.start, node: toShiftNode(id, shift, me, moment) })),
    // What is not known has no gaps.
    ...(kind === 'failed' ? [] : toGaps(shifts, moment.now, until)).map((gap) => ({
      start: gap.start,
      node: toGapNode(id, gap, moment),
    })),
  ];
  return [...failed, ...rows.sort((a, b) => a.start - b.start).map(({ node }) => node)];
};

const toGapText = (week: Week | undefined, { now, format }: Moment): string | undefined => {
  if (week?.kind !== 'loaded') return undefined;
  const count = toGaps(week.shifts, now, week.until).length;
  if (count === 0) return undefined;
  return count === 1 ? l10n.t('1 gap in 7 days') : l10n.t('{0} gaps in 7 days', format.count(count));
};

const toScheduleNode = (schedule: Schedule, state: OnCallState, onCalls: readonly OnCall[], moment: Moment): Node => {
  const id = `schedule:${schedule.id}`;
  const { format } = moment;
  const week = state.weeks.get(schedule.id);
  const names = [...new Set(onCalls.map(({ user }) => user.name))];
  const { escalationPolicies: policies = [] } = schedule;
  const isUsed = policies.length > 0;
  const nobody = names.length === 0 && isUsed && l10n.t('nobody is on call now');
  const gaps = toGapText(week, moment);
  const description = joinParts([
    names.length > 0 && format.list(names),
    nobody,
    schedule.escalationPolicies?.length === 0 && l10n.t('in no escalation policy'),
    gaps,
  ]);
  const facts = [
    schedule.description && escapeMarkdown(schedule.description),
    isUsed && l10n.t('Escalation policies: {0}', escapeMarkdown(format.list(policies.map(({ name }) => name)))),
    schedule.timeZone && l10n.t('Time zone: {0}', escapeMarkdown(schedule.timeZone)),
  ];
  return {
    id,
    label: schedule.name,
    description,
    tooltip: joinParts([`**${escapeMarkdown(schedule.name)}**`, escapeMarkdown(description), ...facts], '\n\n'),
    accessibilityLabel: l10n.t('Schedule {0}: {1}.', schedule.name, description),
    icon: nobody || gaps ? warning : { id: 'calendar' },
    context: 'schedule',
    objectId: schedule.id,
    ...(schedule.url === undefined ? {} : { url: schedule.url }),
    expanded: false,
    children: week ? toWeekNodes(id, schedule.id, week, state.me?.id, moment) : [],
  };
};

/** Takes what the on-call store knows, and who of it is on call now; gives a row for each schedule. */
export const toScheduleNodes = (state: OnCallState, onCalls: readonly OnCall[], moment: Moment): readonly Node[] => {
  if (!state.schedules) return state.load.kind === 'failed' ? [] : [toLoadingNode('schedules')];
  if (state.schedules.size === 0) return [toEmptyNode('schedules', l10n.t('No schedules'))];
  const on = Map.groupBy(onCalls, ({ schedule }) => schedule?.id ?? '');
  return [...state.schedules.values()].map((schedule) =>
    toScheduleNode(schedule, state, on.get(schedule.id) ?? [], moment),
  );
};

/** Shifts to list; the whole calendar is on the schedule's page. */
const listed = 10;

/** The same shift counts once, however many escalation policies it serves. */
const toKey = ({ schedule, escalationPolicy, start, end }: OnCall): string =>
  [schedule?.id ?? escalationPolicy.id, start, end].join(':');

/** One shift with all the policies that it serves. */
const toNextShiftNode = (key: string, shift: readonly [OnCall, ...(readonly OnCall[])], moment: Moment): Node => {
  const { now, format } = moment;
  const [first] = shift;
  const about = first.schedule ?? first.escalationPolicy;
  const range = { start: first.start ?? now, end: first.end ?? first.start ?? now };
  const endless = first.end === undefined;
  const policies = format.list(shift.map(({ escalationPolicy }) => escalationPolicy.name));
  const description = endless ? l10n.t('from {0}', format.time(range.start, now)) : toRange(range, moment);
  const until = format.words(range.start - now);
  return {
    id: `shift:${key}`,
    label: about.name,
    description,
    tooltip: joinParts(
      [
        `**${escapeMarkdown(about.name)}**`,
        `${format.dateTime(range.start)}${endless ? '' : ` – ${format.dateTime(range.end)}`}`,
        l10n.t('Escalation policies: {0}', escapeMarkdown(policies)),
      ],
      '\n\n',
    ),
    accessibilityLabel: l10n.t('You are on call for {0}, {1}, in {2}.', about.name, description, until),
    icon: { id: 'calendar' },
    context: 'shift',
    objectId: about.id,
    ...(about.url === undefined ? {} : { url: about.url }),
  };
};

const toOthersNode = (count: number, { format }: Moment): Node =>
  toEmptyNode(
    'onCalls/shifts',
    count === 1
      ? l10n.t('1 more in the coming 4 weeks')
      : l10n.t('{0} more in the coming 4 weeks', format.count(count)),
    { id: 'ellipsis' },
  );

/** Takes my on-calls of the coming weeks; gives a group of those that have not begun, none where there are none. */
export const toNextShiftNodes = (shifts: readonly OnCall[], moment: Moment): readonly Node[] => {
  const { now, format } = moment;
  const coming = shifts.filter(({ start }) => start !== undefined && start > now);
  const rows = [...Map.groupBy(coming, toKey)].flatMap(([key, [first, ...others]]) =>
    first ? [toNextShiftNode(key, [first, ...others], moment)] : [],
  );
  if (rows.length === 0) return [];
  const soonest = Math.min(...coming.flatMap(({ start }) => start ?? []));
  const first = l10n.t('the first in {0}', format.span(soonest - now));
  return [
    {
      id: 'onCalls/shifts',
      label: l10n.t('Your next shifts'),
      description: first,
      accessibilityLabel: l10n.t('Your next shifts, {0}.', first),
      icon: { id: 'calendar' },
      context: 'group',
      expanded: false,
      children: rows.length > listed ? [...rows.slice(0, listed), toOthersNode(rows.length - listed, moment)] : rows,
    },
  ];
};
