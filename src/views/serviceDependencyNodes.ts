import * as l10n from '@vscode/l10n';
import type { Service } from '../domain/service.ts';
import type { Dependencies, Neighbour } from '../store/serviceState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { statusIcons } from './serviceGroups.ts';
import { joinParts, toEmptyNode, toFailedNode, toLoadingNode } from './treeNodes.ts';

const toIcon = ({ id, business }: Neighbour, services: ReadonlyMap<string, Service>): Icon => {
  const status = services.get(id)?.status;
  if (status) return statusIcons[status];
  return { id: business ? 'briefcase' : 'server' };
};

const toNeighbourNode = (id: string, neighbour: Neighbour, services: ReadonlyMap<string, Service>): Node => {
  const { name, business, role, url } = neighbour;
  const words = role === 'needed' ? l10n.t('needed by this') : l10n.t('needs this');
  const description = joinParts([words, business && l10n.t('business service')]);
  return {
    id: `${id}/${role}:${neighbour.id}`,
    label: name,
    description,
    tooltip: `**${escapeMarkdown(name)}**\n\n${description}`,
    accessibilityLabel: business
      ? l10n.t('Business service {0}, {1}.', name, words)
      : l10n.t('Service {0}, {1}.', name, words),
    icon: toIcon(neighbour, services),
    context: business ? 'businessService' : 'dependency',
    objectId: neighbour.id,
    ...(url === undefined ? {} : { url }),
  };
};

const sorted = (rows: readonly Neighbour[], { format }: Moment): readonly Neighbour[] =>
  rows.toSorted(
    (a, b) =>
      Number(b.business) - Number(a.business) ||
      Number(a.role === 'needing') - Number(b.role === 'needing') ||
      format.compare(a.name, b.name),
  );

/** A group that loads what a service needs and what needs it once it is opened; business services first. */
export const toDependenciesNode = (
  service: Service,
  dependencies: Dependencies | undefined,
  services: ReadonlyMap<string, Service>,
  moment: Moment,
): Node => {
  const id = `service:${service.id}/dependencies`;
  const head = {
    id,
    label: l10n.t('Dependencies'),
    icon: { id: 'references' },
    context: 'dependencies',
    objectId: service.id,
  };
  if (!dependencies) return { ...head, expanded: false, children: [] };
  const { kind, rows } = dependencies;
  const command = { id: 'pagerduty.service.refreshDependencies', title: l10n.t('Try Again'), arguments: [service.id] };
  return {
    ...head,
    ...(rows.length > 0 ? { description: moment.format.count(rows.length) } : {}),
    expanded: false,
    children: [
      ...(kind === 'failed'
        ? [toFailedNode(id, l10n.t('Dependencies could not be loaded'), dependencies.failure, command)]
        : []),
      ...(kind === 'loading' && rows.length === 0 ? [toLoadingNode(id)] : []),
      ...sorted(rows, moment).map((row) => toNeighbourNode(id, row, services)),
      ...(kind === 'loaded' && rows.length === 0
        ? [toEmptyNode(id, l10n.t('Needs no service, and none needs it'))]
        : []),
    ],
  };
};
