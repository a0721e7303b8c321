import * as l10n from '@vscode/l10n';
import type { Service, ServiceStatus } from '../domain/service.ts';
import type { ServiceState } from '../store/serviceState.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';

/** How a state of a service is drawn. */
export const statusIcons: { readonly [S in ServiceStatus]: Icon } = {
  critical: { id: 'flame', color: 'charts.red' },
  warning: { id: 'eye', color: 'charts.yellow' },
  active: { id: 'pass', color: 'charts.green' },
  maintenance: { id: 'tools', color: 'charts.blue' },
  disabled: { id: 'circle-slash', color: 'disabledForeground' },
};

/** Heads by state, the worst first. */
const toStateLabels = (): readonly (readonly [status: ServiceStatus, label: string])[] => [
  ['critical', l10n.t('Triggered Incidents')],
  ['warning', l10n.t('Acknowledged Incidents')],
  ['maintenance', l10n.t('In Maintenance')],
  ['active', l10n.t('No Open Incidents')],
  ['disabled', l10n.t('Disabled')],
];

interface Head {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly services: readonly Service[];
  readonly objectId?: string;
  readonly url?: string | undefined;
}

const toStateHeads = (services: readonly Service[]): readonly Head[] => {
  const groups = Map.groupBy(services, ({ status }) => status);
  return toStateLabels().flatMap(([status, label]) => {
    const members = groups.get(status);
    return members ? [{ id: `state:${status}`, label, icon: statusIcons[status], services: members }] : [];
  });
};

/** A service stands once in the tree: under a team of mine where there is one, else under the first of its teams. */
const toTeamHeads = (services: readonly Service[], { me }: ServiceState, { format }: Moment): readonly Head[] => {
  const mine = new Set(me?.teams.map(({ id }) => id));
  const teamOf = ({ teams }: Service) => teams.find(({ id }) => mine.has(id)) ?? teams[0];
  const heads = [...Map.groupBy(services, (service) => teamOf(service)?.id ?? '')].map(([id, members]): Head => {
    const team = members[0] && teamOf(members[0]);
    const about = team ? { objectId: team.id, url: team.url } : {};
    return {
      id: `team:${id}`,
      label: team?.name ?? l10n.t('No team'),
      icon: { id: 'organization' },
      services: members,
      ...about,
    };
  });
  const rank = ({ objectId }: Head): number => (objectId === undefined ? 2 : mine.has(objectId) ? 0 : 1);
  return heads.sort((a, b) => rank(a) - rank(b) || format.compare(a.label, b.label));
};

/** Takes what the service store knows; gives its services under heads: my teams first, or the worst state. */
export const toServiceGroupNodes = (
  state: ServiceState,
  moment: Moment,
  toNode: (service: Service) => Node,
): readonly Node[] => {
  const services = [...state.services.values()];
  const heads = state.choices.grouping === 'team' ? toTeamHeads(services, state, moment) : toStateHeads(services);
  return heads.map((head) => {
    const count = moment.format.count(head.services.length);
    return {
      id: head.id,
      label: head.label,
      description: count,
      accessibilityLabel:
        head.services.length === 1
          ? l10n.t('{0}, 1 service', head.label)
          : l10n.t('{0}, {1} services', head.label, count),
      icon: head.icon,
      context: head.objectId === undefined ? 'group' : 'group team',
      ...(head.objectId === undefined ? {} : { objectId: head.objectId }),
      ...(head.url === undefined ? {} : { url: head.url }),
      expanded: true,
      children: head.services.map(toNode),
    };
  });
};
