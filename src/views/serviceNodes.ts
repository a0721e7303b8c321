import type { Incident } from '../domain/incident.ts';
import type { MaintenanceWindow } from '../domain/maintenanceWindow.ts';
import type { Service, ServiceStatus } from '../domain/service.ts';
import { type Pending, withPending } from '../store/incidentState.ts';
import { isMineOnly, type ServiceState } from '../store/serviceState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import { compareIncidents, toIncidentNode } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Node } from './node.ts';
import { toDependenciesNode } from './serviceDependencyNodes.ts';
import { statusIcons, toServiceGroupNodes } from './serviceGroups.ts';
import { joinParts, toEmptyNode, toFailedNode, toLoadingNode, toLoadMoreNode } from './treeNodes.ts';

const refresh = { id: 'pagerduty.services.refresh', title: 'Try Again' };
const loadMore = { id: 'pagerduty.services.loadMore', title: 'Load More' };

const statusWords: { readonly [S in ServiceStatus]: string } = {
  critical: 'has triggered incidents',
  warning: 'has acknowledged incidents',
  active: 'no open incidents',
  maintenance: 'in maintenance',
  disabled: 'disabled',
};

/** `2 triggered, 1 acknowledged`; undefined for none. */
const toCounts = (incidents: readonly Incident[], { format }: Moment): string | undefined => {
  const count = (status: Incident['status']): string | undefined => {
    const number = incidents.filter((incident) => incident.status === status).length;
    return number > 0 ? `${format.count(number)} ${status}` : undefined;
  };
  return joinParts([count('triggered'), count('acknowledged')], ', ') || undefined;
};

const toWindowText = ({ start, end }: MaintenanceWindow, { now, format }: Moment): string =>
  start > now ? `maintenance from ${format.time(start, now)}` : `maintenance until ${format.time(end, now)}`;

const toWindowNode = (service: Service, window: MaintenanceWindow, moment: Moment): Node => {
  const { format } = moment;
  const text = toWindowText(window, moment);
  return {
    id: `service:${service.id}/window:${window.id}`,
    label: window.description,
    description: text,
    tooltip: joinParts(
      [
        `**${escapeMarkdown(window.description)}**`,
        `${format.dateTime(window.start)} – ${format.dateTime(window.end)}`,
        window.createdBy && `Created by ${escapeMarkdown(window.createdBy.name)}`,
      ],
      '\n\n',
    ),
    accessibilityLabel: `Maintenance window: ${window.description}, ${text}.`,
    icon: { id: 'tools' },
    context: 'maintenanceWindow',
    objectId: window.id,
    ...(window.url === undefined ? {} : { url: window.url }),
  };
};

const toTooltip = (service: Service, facts: string, { format }: Moment): string =>
  joinParts(
    [
      `**${escapeMarkdown(service.name)}**`,
      service.description && escapeMarkdown(service.description),
      joinParts(
        [
          `State: ${escapeMarkdown(facts)}`,
          service.escalationPolicy && `Escalation policy: ${escapeMarkdown(service.escalationPolicy.name)}`,
          service.teams.length > 0 && `Teams: ${escapeMarkdown(format.list(service.teams.map(({ name }) => name)))}`,
        ],
        '  \n',
      ),
    ],
    '\n\n',
  );

const toServiceNode = (
  service: Service,
  state: ServiceState,
  pending: ReadonlyMap<string, Pending>,
  moment: Moment,
): Node => {
  const id = `service:${service.id}`;
  const incidents = (state.incidents?.get(service.id) ?? [])
    .filter((told) => withPending(told, pending).status !== 'resolved')
    .sort(compareIncidents);
  const windows = (state.windows.get(service.id) ?? []).filter(({ end }) => end > moment.now);
  const counts = toCounts(
    incidents.map((told) => withPending(told, pending)),
    moment,
  );
  const maintenance = windows[0] && toWindowText(windows[0], moment);
  const ownState =
    service.status === 'disabled' || (service.status === 'maintenance' && !maintenance)
      ? statusWords[service.status]
      : undefined;
  const description = joinParts([ownState, counts, maintenance]);
  const children = [
    ...incidents.map((told) =>
      toIncidentNode(told, moment, { id: `${id}/incident:${told.id}`, withService: false, pending }),
    ),
    ...windows.map((window) => toWindowNode(service, window, moment)),
    toDependenciesNode(service, state.dependencies.get(service.id), state.services, moment),
  ];
  return {
    id,
    label: service.name,
    ...(description === '' ? {} : { description }),
    tooltip: toTooltip(service, description || statusWords[service.status], moment),
    accessibilityLabel: `Service ${service.name}: ${description || statusWords[service.status]}.`,
    icon: statusIcons[service.status],
    context: joinParts(['service', service.status], ' '),
    objectId: service.id,
    ...(service.url === undefined ? {} : { url: service.url }),
    expanded: false,
    children,
  };
};

const toNothingNode = (state: ServiceState): Node => {
  if (!isMineOnly(state)) return toEmptyNode('services', 'No services');
  return toEmptyNode('services', state.me?.teams.length === 0 ? 'You are in no team' : 'Your teams have no services');
};

const nothingPending: ReadonlyMap<string, Pending> = new Map();

/**
 * Takes what the service store knows, and what the incident store has pending; gives the rows of the service view,
 * none when signed out.
 */
export const serviceNodes = (
  state: ServiceState,
  moment: Moment,
  pending: ReadonlyMap<string, Pending> = nothingPending,
): readonly Node[] => {
  const { load, services } = state;
  if (load.kind === 'signedOut') return [];
  const failed =
    load.kind === 'failed'
      ? [
          toFailedNode(
            'services',
            services.size > 0 ? 'Could not refresh' : 'Services could not be loaded',
            load.failure,
            refresh,
          ),
        ]
      : [];
  const rows = [...services.values()];
  const toNode = (service: Service): Node => toServiceNode(service, state, pending, moment);
  const shown = `${moment.format.count(services.size)} shown`;
  return [
    ...failed,
    ...(state.choices.grouping === 'none' ? rows.map(toNode) : toServiceGroupNodes(state, moment, toNode)),
    ...(services.size === 0 && load.kind === 'loaded' ? [toNothingNode(state)] : []),
    ...((load.kind === 'idle' || load.kind === 'loading') && services.size === 0 ? [toLoadingNode('services')] : []),
    ...(state.loadingMore
      ? [toLoadingNode('services/more')]
      : state.more
        ? [toLoadMoreNode('services', shown, loadMore)]
        : []),
  ];
};
