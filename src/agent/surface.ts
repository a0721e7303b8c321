import { type Access, levelOf } from '../policy/access.ts';
import type { Entry, ToolBook } from './toolBook.ts';

/** Which tools a client is shown: each operation, those of a responder, or a search over all. */
export const surfaces = ['everything', 'responder', 'search'] as const;
export type Surface = (typeof surfaces)[number];

/** Whether a value names a surface. */
export const isSurface = (value: unknown): value is Surface => surfaces.some((surface) => surface === value);

/** What a person needs who is on call: to see, act on and talk about incidents, and to find whom to ask. At most 40. */
export const responderOperations: readonly string[] = [
  'listIncidents',
  'getIncident',
  'createIncident',
  'updateIncident',
  'updateIncidents',
  'mergeIncidents',
  'snoozeIncident',
  'listIncidentAlerts',
  'getIncidentAlert',
  'listIncidentLogEntries',
  'listIncidentNotes',
  'createIncidentNote',
  'createIncidentResponderRequest',
  'createIncidentStatusUpdate',
  'listIncidentRelatedChangeEvents',
  'listRelatedIncidents',
  'listPastIncidents',
  'getOutlierIncident',
  'listPriorities',
  'listOnCalls',
  'listSchedules',
  'getSchedule',
  'listScheduleUsers',
  'listScheduleOverrides',
  'createScheduleOverride',
  'listEscalationPolicies',
  'getEscalationPolicy',
  'listServices',
  'getService',
  'listServiceChangeEvents',
  'listMaintenanceWindows',
  'createMaintenanceWindow',
  'listTeams',
  'listTeamMembers',
  'listUsers',
  'getUser',
  'getCurrentUser',
  'listChangeEvents',
  'listIncidentWorkflows',
  'startIncidentWorkflow',
];

/** Whether no area is off, so that every operation is listed. */
export const isAllOpen = (access: Access): boolean => Object.values(access).every((level) => level !== 'off');

/** The tools that a surface shows one by one; those of areas that are off are not among them. */
export const listedTools = (tools: ToolBook, surface: Surface, access: Access): readonly Entry[] => {
  if (surface === 'search') return [];
  const open = [...tools.values()].filter(({ row }) => levelOf(access, row.area) !== 'off');
  if (surface === 'everything') return open;
  const wanted = new Set(responderOperations);
  return open.filter(({ row }) => wanted.has(row.id));
};
