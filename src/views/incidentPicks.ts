import type { Incident } from '../domain/incident.ts';
import { type IncidentState, withPending } from '../store/incidentState.ts';
import { toIncidentDescription, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Icon } from './node.ts';

/** An incident as a pick list shows it; shaped for `vscode.QuickPickItem`, whose icon the adapter makes. */
export interface IncidentPick {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  readonly incident: Incident;
}

/** Takes what the incident store knows and which incidents a command takes; gives mine first, then the listed ones. */
export const toIncidentPicks = (
  state: IncidentState,
  moment: Moment,
  takes: (incident: Incident) => boolean = () => true,
): readonly IncidentPick[] =>
  [...new Map([...state.mine, ...state.incidents]).values()]
    .map((told) => withPending(told, state.pending))
    .filter(takes)
    .map((incident) => ({
      id: incident.id,
      label: toIncidentTitle(incident),
      description: toIncidentDescription(incident, moment, true),
      icon: toIncidentIcon(incident),
      incident,
    }));
