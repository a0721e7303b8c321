import * as l10n from '@vscode/l10n';
import type { Incident } from '../domain/incident.ts';
import { isNamed } from '../domain/isNamed.ts';
import type { MaintenanceWindow } from '../domain/maintenanceWindow.ts';
import type { Service, ServiceStatus } from '../domain/service.ts';
import { type Pending, withPending } from '../store/incidentState.ts';
import { isMineOnly, type ServiceState } from '../store/serviceState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import { createMemo, type Memo } from '../util/memo.ts';
import { compareIncidents, toIncidentNode } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Node } from './node.ts';
import { toDependenciesNode } from './serviceDependencyNodes.ts';
import { statusIcons, toServiceGroupNodes } from './serviceGroups.ts';
import { joinParts, type Retry, toEmptyNode, toFailedNode, toLoadingNode, toLoadMoreNode } from './treeNodes.ts';

const toRefresh = (): Retry => ({ id: 'pagerduty.services.refresh', title: l10n.t('Try Again') });
const toLoadMore = (): Retry => ({ id: 'pagerduty.services.loadMore', title: l10n.t('Load More') });

const toStatusWords = (status: ServiceStatus): string => {
  switch (status) {
    case 'critical':
      return l10n.t('has triggered incidents');
    case 'warning':
      return l10n.t('has acknowledged incidents');
    case 'active':
      return l10n.t('no open incidents');
    case 'maintenance':
      return l10n.t('in maintenance');
    case 'disabled':
      return l10n.t('disabled');
  }
};

/** `2 triggered, 1 acknowledged`; undefined for none. */
const toCounts = (incidents: readonly Incident[], { format }: Moment): string | undefined => {
  const count = (status: Incident['status']): number =>
    incidents.filter((incident) => incident.status === status).length;
  const [triggered, acknowledged] = [count('triggered'), count('acknowledged')];
  const parts = [
    triggered > 0 && l10n.t('{0} triggered', format.count(triggered)),
    acknowledged > 0 && l10n.t('{0} acknowledged', format.count(acknowledged)),
  ];
  return joinParts(parts, ', ') || undefined;
};

const toWindowText = ({ start, end }: MaintenanceWindow, { now, format }: Moment): string =>
  start > now
    ? l10n.t('maintenance from {0}', format.time(start, now))
    : l10n.t('maintenance until {0}', format.time(end, now));

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
        window.createdBy && l10n.t('Created by {0}', escapeMarkdown(window.createdBy.name)),
      ],
      '\n\n',
    ),
    accessibilityLabel: l10n.t('Maintenance window: {0}, {1}.', window.description, text),
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
          l10n.t('State: {0}', escapeMarkdown(facts)),
          service.escalationPolicy && l10n.t('Escalation policy: {0}', escapeMarkdown(service.escalationPolicy.name)),
          service.teams.length > 0 &&
            l10n.t('Teams: {0}', escapeMarkdown(format.list(service.teams.map(({ name }) => name)))),
        ],
        '  \n',
      ),
    ],
    '\n\n',
  );

/** Rows by service: thousands of them stay what they were when the state or the clock moves on. */
export type ServiceRows = Memo<Service, Node>;

/** What the incident store knows that shows in the rows of services. */
export interface AroundServices {
  readonly pending?: ReadonlyMap<string, Pending>;
  /** Ids of the incidents whose changes the user is told of. */
  readonly followed?: readonly string[];
  /** Milliseconds after which an acknowledged incident counts as forgotten. */
  readonly staleAfter?: number | undefined;
  /** Names or ids of the workspace's services. */
  readonly linked?: readonly string[];
}

const nothingPending: ReadonlyMap<string, Pending> = new Map();

/** What a service's row is made of beside the service; its clock moves only where times are told. */
const toFacts = (
  { id }: Service,
  { incidents, windows, dependencies, services }: ServiceState,
  { pending, followed, staleAfter }: AroundServices,
  { now, format }: Moment,
): readonly unknown[] => {
  const [open, planned, opened] = [incidents?.get(id), windows.get(id), dependencies.get(id)];
  return [
    open,
    planned,
    opened,
    opened && services,
    ...(open ? [pending, followed, staleAfter] : []),
    open || planned ? Math.floor(now / 60_000) : undefined,
    format,
  ];
};

/** An incident under its service says what it says in the list of incidents. */
const toOpenIncidentNode = (parent: string, told: Incident, around: AroundServices, moment: Moment): Node => {
  const { pending = nothingPending, followed = [], staleAfter } = around;
  const isFollowed = followed.includes(told.id);
  const id = `${parent}/incident:${told.id}`;
  return toIncidentNode(told, moment, { id, withService: false, pending, followed: isFollowed, staleAfter });
};

const toServiceNode = (
  service: Service,
  state: ServiceState,
  around: AroundServices,
  moment: Moment,
  isLinked: boolean,
): Node => {
  const id = `service:${service.id}`;
  const { pending = nothingPending } = around;
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
      ? toStatusWords(service.status)
      : undefined;
  const description = joinParts([ownState, counts, maintenance]);
  const words = description || toStatusWords(service.status);
  const children = [
    ...incidents.map((told) => toOpenIncidentNode(id, told, around, moment)),
    ...windows.map((window) => toWindowNode(service, window, moment)),
    toDependenciesNode(service, state.dependencies.get(service.id), state.services, moment),
  ];
  return {
    id,
    label: service.name,
    ...(description === '' ? {} : { description }),
    get tooltip() {
      return toTooltip(service, words, moment);
    },
    accessibilityLabel: l10n.t('Service {0}: {1}.', service.name, words),
    icon: statusIcons[service.status],
    context: joinParts(['service', service.status, isLinked && 'linked'], ' '),
    objectId: service.id,
    ...(service.url === undefined ? {} : { url: service.url }),
    expanded: false,
    children,
  };
};

const toNothingNode = (state: ServiceState): Node => {
  if (!isMineOnly(state)) return toEmptyNode('services', l10n.t('No services'));
  return toEmptyNode(
    'services',
    state.me?.teams.length === 0 ? l10n.t('You are in no team') : l10n.t('Your teams have no services'),
  );
};

/** Takes what the service store knows, and what is known around it; gives the rows of the view, none when signed out. */
export const serviceNodes = (
  state: ServiceState,
  moment: Moment,
  around: AroundServices = {},
  made: ServiceRows = createMemo(),
): readonly Node[] => {
  const { load, services } = state;
  if (load.kind === 'signedOut') return [];
  const failed =
    load.kind === 'failed'
      ? [
          toFailedNode(
            'services',
            services.size > 0 ? l10n.t('Could not refresh') : l10n.t('Services could not be loaded'),
            load.failure,
            toRefresh(),
          ),
        ]
      : [];
  const rows = [...services.values()];
  const toNode = (service: Service): Node => {
    const isLinked = around.linked?.some((word) => isNamed(service, word)) ?? false;
    return made(service, [...toFacts(service, state, around, moment), isLinked], () =>
      toServiceNode(service, state, around, moment, isLinked),
    );
  };
  const shown = l10n.t('{0} shown', moment.format.count(services.size));
  return [
    ...failed,
    ...(state.choices.grouping === 'none' ? rows.map(toNode) : toServiceGroupNodes(state, moment, toNode)),
    ...(services.size === 0 && load.kind === 'loaded' ? [toNothingNode(state)] : []),
    ...((load.kind === 'idle' || load.kind === 'loading') && services.size === 0 ? [toLoadingNode('services')] : []),
    ...(state.loadingMore
      ? [toLoadingNode('services/more')]
      : state.more
        ? [toLoadMoreNode('services', shown, toLoadMore())]
        : []),
  ];
};
