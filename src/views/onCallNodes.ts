import * as l10n from '@vscode/l10n';
import { recordWall } from '../api/pages.ts';
import type { OnCall } from '../domain/onCall.ts';
import type { Reference } from '../domain/reference.ts';
import type { User } from '../domain/user.ts';
import { myOnCalls, type OnCallState } from '../store/onCallState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { toNextShiftNodes, toScheduleNodes } from './scheduleNodes.ts';
import { joinParts, type Retry, toEmptyNode, toFailedNode, toLoadingNode } from './treeNodes.ts';

const toRefresh = (): Retry => ({ id: 'pagerduty.onCalls.refresh', title: l10n.t('Try Again') });

/** `until 18:00 (3 hr, 20 min left)`; on-calls without an end say so. */
const toUntil = ({ end }: Pick<OnCall, 'end'>, { now, format }: Moment): string =>
  end === undefined ? l10n.t('always') : l10n.t('until {0} ({1} left)', format.time(end, now), format.span(end - now));

/** Rows of the same person on the same level differ by schedule and beginning. */
export const toOnCallKey = ({ escalationPolicy, level, user, schedule, start }: OnCall): string =>
  [escalationPolicy.id, level, user.id, schedule?.id ?? '', start ?? ''].join(':');

const toTooltip = (onCall: OnCall, { format }: Moment): string => {
  const { user, escalationPolicy, level, schedule, start, end } = onCall;
  return joinParts(
    [
      `**${escapeMarkdown(user.name)}**`,
      joinParts(
        [
          l10n.t('Escalation policy: {0}, level {1}', escapeMarkdown(escalationPolicy.name), level),
          schedule ? l10n.t('Schedule: {0}', escapeMarkdown(schedule.name)) : l10n.t('Named by the policy itself'),
          start !== undefined && l10n.t('From: {0}', format.dateTime(start)),
          end !== undefined && l10n.t('Until: {0}', format.dateTime(end)),
        ],
        '  \n',
      ),
    ],
    '\n\n',
  );
};

const toSentence = (onCall: OnCall, { now, format }: Moment): string => {
  const { user, escalationPolicy, level, schedule, end } = onCall;
  const names = [user.name, escalationPolicy.name, level] as const;
  if (end === undefined) {
    return schedule
      ? l10n.t('{0} is on call for {1}, level {2}, by {3}, without an end.', ...names, schedule.name)
      : l10n.t('{0} is on call for {1}, level {2}, without an end.', ...names);
  }
  const left = format.words(end - now);
  return schedule
    ? l10n.t('{0} is on call for {1}, level {2}, by {3}, for another {4}.', ...names, schedule.name, left)
    : l10n.t('{0} is on call for {1}, level {2}, for another {3}.', ...names, left);
};

/** What a row of an on-call is called, and what it opens. */
interface OnCallRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  readonly about: Reference;
}

const toOnCallNode = (onCall: OnCall, { id, label, description, icon, about }: OnCallRow, moment: Moment): Node => ({
  id,
  label,
  description,
  tooltip: toTooltip(onCall, moment),
  accessibilityLabel: toSentence(onCall, moment),
  icon,
  context: onCall.schedule ? 'onCall scheduled' : 'onCall',
  objectId: about.id,
  ...(about.url === undefined ? {} : { url: about.url }),
});

const byLevel =
  ({ format }: Moment) =>
  (a: OnCall, b: OnCall): number =>
    format.compare(a.escalationPolicy.name, b.escalationPolicy.name) ||
    a.level - b.level ||
    format.compare(a.user.name, b.user.name) ||
    (a.end ?? 0) - (b.end ?? 0);

/** Me first: whether I am on call, until when at the latest, and for what. */
const toMyNodes = (me: User | undefined, onCalls: readonly OnCall[], moment: Moment): readonly Node[] => {
  if (!me) return [];
  const mine = onCalls.filter(({ user }) => user.id === me.id).sort(byLevel(moment));
  if (mine.length === 0)
    return [
      { ...toEmptyNode('onCalls/me', l10n.t('You are not on call'), { id: 'circle-slash' }), context: 'onCall me' },
    ];
  const end = latestEnd(mine);
  const until = toUntil({ end }, moment);
  return [
    {
      id: 'onCalls/me',
      label: l10n.t('You are on call'),
      description: until,
      accessibilityLabel: l10n.t('You are on call {0}.', until),
      icon: { id: 'broadcast', color: 'charts.green' },
      context: 'onCall me',
      objectId: me.id,
      ...(me.url === undefined ? {} : { url: me.url }),
      expanded: true,
      children: mine.map((onCall) => {
        const { escalationPolicy, level, schedule } = onCall;
        const description = joinParts([l10n.t('level {0}', level), schedule?.name, toUntil(onCall, moment)]);
        const id = `onCall/me:${toOnCallKey(onCall)}`;
        const row = { id, label: escalationPolicy.name, description, icon: { id: 'shield' }, about: escalationPolicy };
        return toOnCallNode(onCall, row, moment);
      }),
    },
  ];
};

/** Whether an on-call goes on still; between two loads some may end. */
export const isOn =
  ({ now }: Moment) =>
  ({ end }: OnCall): boolean =>
    end === undefined || end > now;

/** The latest end of some on-calls, undefined where one has none. */
export const latestEnd = (onCalls: readonly OnCall[]): number | undefined =>
  onCalls.some(({ end }) => end === undefined) ? undefined : Math.max(...onCalls.map(({ end }) => end ?? 0));

const toPolicyNode = (onCalls: readonly OnCall[], me: string | undefined, moment: Moment): readonly Node[] => {
  const policy = onCalls[0]?.escalationPolicy;
  if (!policy) return [];
  const first = onCalls.filter(({ level }) => level === onCalls[0]?.level);
  const names = moment.format.list([...new Set(first.map(({ user }) => user.name))]);
  return [
    {
      id: `policy:${policy.id}`,
      label: policy.name,
      description: names,
      tooltip: `**${escapeMarkdown(policy.name)}**\n\n${l10n.t('Notified first: {0}', escapeMarkdown(names))}`,
      accessibilityLabel: l10n.t('Escalation policy {0}, notified first: {1}.', policy.name, names),
      icon: { id: 'shield' },
      context: 'escalationPolicy',
      objectId: policy.id,
      ...(policy.url === undefined ? {} : { url: policy.url }),
      expanded: false,
      children: onCalls.map((onCall) => {
        const { user, level, schedule } = onCall;
        const isMe = user.id === me;
        const description = joinParts([isMe && l10n.t('you'), schedule?.name, toUntil(onCall, moment)]);
        const icon = isMe ? { id: 'account', color: 'charts.green' } : { id: 'person' };
        const id = `onCall:${toOnCallKey(onCall)}`;
        return toOnCallNode(onCall, { id, label: `${level}. ${user.name}`, description, icon, about: user }, moment);
      }),
    },
  ];
};

const toPolicyNodes = (onCalls: readonly OnCall[], me: string | undefined, moment: Moment): readonly Node[] => {
  if (onCalls.length === 0) return [toEmptyNode('onCalls', l10n.t('Nobody is on call'))];
  const policies = Map.groupBy([...onCalls].sort(byLevel(moment)), ({ escalationPolicy }) => escalationPolicy.id);
  return [...policies.values()].flatMap((rows) => toPolicyNode(rows, me, moment));
};

const toWallNode = ({ format }: Moment): Node =>
  toEmptyNode(
    'onCalls/wall',
    l10n.t('PagerDuty lists no more than {0}', format.count(recordWall)),
    undefined,
    l10n.t('Others are on call too.'),
  );

/** Takes what the on-call store knows; gives the rows of the on-call view, none when signed out. */
export const onCallNodes = (state: OnCallState, moment: Moment): readonly Node[] => {
  const { load, me, choices } = state;
  const onCalls = state.onCalls.filter(isOn(moment));
  if (load.kind === 'signedOut') return [];
  const known = myOnCalls(state, moment.now);
  if (load.kind === 'failed' && onCalls.length === 0)
    return [
      toFailedNode('onCalls', l10n.t('On-calls could not be loaded'), load.failure, toRefresh()),
      ...(known.length > 0 ? toMyNodes(me, known, moment) : []),
      ...toNextShiftNodes(state.shifts, moment),
    ];
  if (load.kind === 'idle' || load.kind === 'loading') return [toLoadingNode('onCalls')];
  return [
    ...(load.kind === 'failed'
      ? [toFailedNode('onCalls', l10n.t('Could not refresh'), load.failure, toRefresh())]
      : []),
    ...toMyNodes(me, state.more ? known : onCalls, moment),
    ...toNextShiftNodes(state.shifts, moment),
    ...(state.more ? [toWallNode(moment)] : []),
    ...(choices.grouping === 'schedule'
      ? toScheduleNodes(state, onCalls, moment)
      : toPolicyNodes(onCalls, me?.id, moment)),
  ];
};
