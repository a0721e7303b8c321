import * as l10n from '@vscode/l10n';
import type { IncidentState } from '../store/incidentState.ts';
import { withPending } from '../store/incidentState.ts';
import { myOnCalls, type OnCallState } from '../store/onCallState.ts';
import { compareIncidents, toIncidentDescription, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Icon } from './node.ts';
import { failureOf } from './statusText.ts';
import { joinParts } from './treeNodes.ts';

/** One line of the list behind the status bar's item. */
export interface StatusPick {
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  /** The incident that it is about. */
  readonly incidentId?: string;
  /** What can be done to the incident from here. */
  readonly acts?: readonly ('acknowledge' | 'resolve')[];
  /** The command that choosing it runs. */
  readonly command?: string;
}

/** Lines under a head. */
export interface StatusPickGroup {
  readonly title: string;
  readonly picks: readonly StatusPick[];
}

const toIncidentPick = ({ mine, pending, choices }: IncidentState, moment: Moment): readonly StatusPick[] => {
  const shown = [...mine.values()].map((told) => withPending(told, pending)).sort(compareIncidents);
  return shown
    .filter(({ status }) => status !== 'resolved')
    .map((incident) => ({
      label: toIncidentTitle(incident),
      description: toIncidentDescription(incident, moment, true, { followed: choices.followed.includes(incident.id) }),
      icon: toIncidentIcon(incident),
      incidentId: incident.id,
      acts: incident.status === 'triggered' ? ['acknowledge', 'resolve'] : ['resolve'],
    }));
};

const toOnCallPicks = (state: OnCallState, { now, format }: Moment): readonly StatusPick[] => {
  const command = 'pagerduty.onCalls.focus';
  const next = state.shifts.find(({ start }) => start !== undefined && start > now);
  const icon = { id: 'broadcast', color: 'charts.green' };
  return [
    ...myOnCalls(state, now).map(({ escalationPolicy, level, schedule, end }) => ({
      label: escalationPolicy.name,
      description: joinParts([
        l10n.t('level {0}', level),
        schedule?.name,
        end === undefined ? l10n.t('always') : l10n.t('until {0}', format.time(end, now)),
      ]),
      icon,
      command,
    })),
    ...(next?.start === undefined
      ? []
      : [
          {
            label: l10n.t('Next: {0}', (next.schedule ?? next.escalationPolicy).name),
            description: joinParts([
              l10n.t('from {0}', format.time(next.start, now)),
              l10n.t('in {0}', format.span(next.start - now)),
            ]),
            icon: { id: 'calendar' },
            command,
          },
        ]),
  ];
};

const or = (picks: readonly StatusPick[], ...otherwise: readonly StatusPick[]): readonly StatusPick[] =>
  picks.length > 0 ? picks : otherwise;

/**
 * Takes what the stores know of me, and the account in use where there are several; gives my open incidents, when I am
 * on call, and the ways on.
 */
export const toStatusPicks = (
  incidents: IncidentState,
  onCalls: OnCallState,
  moment: Moment,
  account?: string,
): readonly StatusPickGroup[] => [
  {
    title: l10n.t('My incidents'),
    picks: or(toIncidentPick(incidents, moment), {
      label: failureOf(incidents)?.message ?? l10n.t('No open incidents are assigned to you'),
      icon: failureOf(incidents) ? { id: 'warning' } : { id: 'pass', color: 'charts.green' },
      command: 'pagerduty.incidents.focus',
    }),
  },
  {
    title: l10n.t('On call'),
    picks: or(toOnCallPicks(onCalls, moment), {
      label:
        onCalls.mineLoad.kind === 'loaded' ? l10n.t('You are not on call') : l10n.t('Who is on call is not known yet'),
      icon: { id: 'circle-slash' },
      command: 'pagerduty.onCalls.focus',
    }),
  },
  {
    title: l10n.t('More'),
    picks: [
      { label: l10n.t('Show Incidents'), icon: { id: 'flame' }, command: 'pagerduty.incidents.focus' },
      { label: l10n.t('Show Who Is on Call'), icon: { id: 'account' }, command: 'pagerduty.onCalls.focus' },
      ...(account === undefined
        ? []
        : [
            {
              label: l10n.t('Switch Account…'),
              description: account,
              icon: { id: 'arrow-swap' },
              command: 'pagerduty.account.switch',
            },
          ]),
    ],
  },
];
