import * as l10n from '@vscode/l10n';
import type { Incident } from '../domain/incident.ts';
import { toIncidentNode } from './incidentNode.ts';
import type { Moment } from './moment.ts';

/** Commands that a hover may run; nothing else in it is trusted. */
export const hoverCommands = ['pagerduty.incident.showPage', 'pagerduty.incident.acknowledge'] as const;

/** The address that runs a command with its arguments. */
export const toCommandUri = (command: (typeof hoverCommands)[number], ...values: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(values))}`;

/** Takes an incident as it is shown; gives what a hover over its number or address says, in Markdown. */
export const toIncidentHover = (incident: Incident, moment: Moment): string => {
  const row = { id: incident.id, withService: true, pending: new Map() };
  const { tooltip = '' } = toIncidentNode(incident, moment, row);
  const links = [
    `[${l10n.t('Show incident')}](${toCommandUri('pagerduty.incident.showPage', incident.id)})`,
    ...(incident.status === 'triggered'
      ? [`[${l10n.t('Acknowledge')}](${toCommandUri('pagerduty.incident.acknowledge', [incident.id])})`]
      : []),
  ];
  return `${tooltip}\n\n${links.join(' · ')}`;
};
