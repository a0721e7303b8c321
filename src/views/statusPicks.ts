import type { IncidentState } from '../store/incidentState.ts';
import { withPending } from '../store/incidentState.ts';
import type { OnCallState } from '../store/onCallState.ts';
import { compareIncidents, toIncidentDescription, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Icon } from './node.ts';
import { isOn } from './onCallNodes.ts';
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

const toOnCallPicks = ({ me, onCalls, shifts }: OnCallState, moment: Moment): readonly StatusPick[] => {
  const { now, format } = moment;
  const command = 'pagerduty.onCalls.focus';
  const mine = onCalls.filter(({ user }) => user.id === me?.id).filter(isOn(moment));
  const next = shifts.find(({ start }) => start !== undefined && start > now);
  const icon = { id: 'broadcast', color: 'charts.green' };
  return [
    ...mine.map(({ escalationPolicy, level, schedule, end }) => ({
      label: escalationPolicy.name,
      description: joinParts([
        `level ${level}`,
        schedule?.name,
        end === undefined ? 'always' : `until ${format.time(end, now)}`,
      ]),
      icon,
      command,
    })),
    ...(next?.start === undefined
      ? []
      : [
          {
            label: `Next: ${(next.schedule ?? next.escalationPolicy).name}`,
            description: joinParts([`from ${format.time(next.start, now)}`, `in ${format.span(next.start - now)}`]),
            icon: { id: 'calendar' },
            command,
          },
        ]),
  ];
};

const or = (picks: readonly StatusPick[], ...otherwise: readonly StatusPick[]): readonly StatusPick[] =>
  picks.length > 0 ? picks : otherwise;

/** Takes what the stores know of me; gives my open incidents, when I am on call, and the ways on. */
export const toStatusPicks = (
  incidents: IncidentState,
  onCalls: OnCallState,
  moment: Moment,
): readonly StatusPickGroup[] => [
  {
    title: 'My incidents',
    picks: or(toIncidentPick(incidents, moment), {
      label:
        incidents.load.kind === 'failed' ? incidents.load.failure.message : 'No open incidents are assigned to you',
      icon: incidents.load.kind === 'failed' ? { id: 'warning' } : { id: 'pass', color: 'charts.green' },
      command: 'pagerduty.incidents.focus',
    }),
  },
  {
    title: 'On call',
    picks: or(toOnCallPicks(onCalls, moment), {
      label: onCalls.load.kind === 'loaded' ? 'You are not on call' : 'Who is on call is not known yet',
      icon: { id: 'circle-slash' },
      command: 'pagerduty.onCalls.focus',
    }),
  },
  {
    title: 'More',
    picks: [
      { label: 'Show All Incidents', icon: { id: 'flame' }, command: 'pagerduty.incidents.focus' },
      { label: 'Show Who Is on Call', icon: { id: 'account' }, command: 'pagerduty.onCalls.focus' },
    ],
  },
];
