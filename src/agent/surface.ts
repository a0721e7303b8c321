import { type Access, levelOf } from '../policy/access.ts';
import { type TaskTool, taskTools } from './tasks/taskTools.ts';
import type { Entry, ToolBook } from './toolBook.ts';

/** Which tools a client is shown: each operation, those of a responder, or a search over all. */
export const surfaces = ['everything', 'responder', 'search'] as const;
export type Surface = (typeof surfaces)[number];

/** Whether a value names a surface. */
export const isSurface = (value: unknown): value is Surface => surfaces.some((surface) => surface === value);

/**
 * What a person needs who is on call: to see, act on and talk about incidents, and to find whom to ask.
 * With the tasks at most 40, and none that a task does better.
 */
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
  'createIncidentStatusUpdate',
  'listIncidentRelatedChangeEvents',
  'listRelatedIncidents',
  'listPastIncidents',
  'listPriorities',
  'listOnCalls',
  'listSchedules',
  'getSchedule',
  'listEscalationPolicies',
  'getEscalationPolicy',
  'listServices',
  'getService',
  'listMaintenanceWindows',
  'createMaintenanceWindow',
  'listTeamMembers',
  'listUsers',
  'getUser',
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

/** The tasks that a surface shows: none beside every operation, and none whose area is off. */
export const listedTasks = (surface: Surface, access: Access): readonly TaskTool[] =>
  surface === 'everything'
    ? []
    : Object.values(taskTools).flatMap(({ area, tool }) => (levelOf(access, area) === 'off' ? [] : [tool]));
