import type { InputSchema, ToolHints } from '../../api/tool.ts';

/** A task as agents see it: what a responder means, in one call. */
export interface TaskTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: ToolHints;
}

/** Names of the tasks. */
export const taskNames = [
  'who_is_on_call',
  'my_work',
  'incident_brief',
  'lookup',
  'acknowledge',
  'resolve',
  'add_note',
  'page',
  'take_shift',
  'handoff',
] as const;
export type TaskName = (typeof taskNames)[number];

/** Whether a tool's name is a task's. */
export const isTaskName = (name: string): name is TaskName => taskNames.some((each) => each === name);

/** A task's tool, and the area without which it can do nothing. */
export interface TaskEntry {
  readonly area: string;
  readonly tool: TaskTool;
}

const text = (description: string): InputSchema => ({ type: 'string', description });
const time = (description: string): InputSchema => ({ type: 'string', format: 'date-time', description });
const incident: InputSchema = {
  type: ['string', 'integer'],
  description: 'Number, id or address of the incident, or words of its title.',
};
const incidents: InputSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: ['string', 'integer'] },
  description: 'Numbers, ids or addresses.',
};
const dryRun: InputSchema = { type: 'boolean', description: 'True sends nothing and shows what would be sent.' };
const note = text('What the note says.');

const toEntry = (
  name: TaskName,
  area: string,
  [title, description]: readonly [title: string, description: string],
  properties: Readonly<Record<string, InputSchema>>,
  more: { readonly required?: readonly string[]; readonly writes?: true; readonly idempotent?: true } = {},
): TaskEntry => ({
  area,
  tool: {
    name,
    description,
    inputSchema: {
      type: 'object',
      properties: { ...properties, ...(more.writes ? { dry_run: dryRun } : {}) },
      ...(more.required ? { required: more.required } : {}),
    },
    annotations: {
      title,
      ...(more.writes ? { destructiveHint: false } : { readOnlyHint: true }),
      ...(more.idempotent ? { idempotentHint: true } : {}),
      openWorldHint: false,
    },
  },
});

/** Every task by its name. */
export const taskTools: { readonly [N in TaskName]: TaskEntry } = {
  who_is_on_call: toEntry(
    'who_is_on_call',
    'onCalls',
    [
      'Who is on call',
      'Tells who is on call for a service, escalation policy, schedule or team, now or at a time: every level, with the time left.',
    ],
    { of: text('Name, id or address; all policies when absent.'), at: time('Now when absent.') },
  ),
  my_work: toEntry(
    'my_work',
    'incidents',
    ['My work', 'Tells my open incidents, whether I am on call now, and my next shifts.'],
    { user: text('Somebody else: name, email address or id.') },
  ),
  incident_brief: toEntry(
    'incident_brief',
    'incidents',
    [
      'Incident brief',
      'Sums up one incident: state, people, alerts, notes, recent changes, related and past incidents, runbooks. Begin here when you work on an incident.',
    ],
    { incident },
    { required: ['incident'] },
  ),
  lookup: toEntry(
    'lookup',
    'users',
    [
      'Look up ids',
      'Gives the ids of users, services, teams, schedules, escalation policies and incidents for names, email addresses, numbers and page addresses; candidates where it is not sure.',
    ],
    {
      names: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string' } },
      kinds: {
        type: 'array',
        items: { type: 'string', enum: ['user', 'service', 'escalation_policy', 'schedule', 'schedule_v3', 'team'] },
        description: 'Only these kinds.',
      },
    },
    { required: ['names'] },
  ),
  acknowledge: toEntry(
    'acknowledge',
    'incidents',
    ['Acknowledge incidents', 'Acknowledges one or many incidents, and says for each what came of it.'],
    { incidents, note },
    { required: ['incidents'], writes: true, idempotent: true },
  ),
  resolve: toEntry(
    'resolve',
    'incidents',
    ['Resolve incidents', 'Resolves one or many incidents, with a note if given, and says for each what came of it.'],
    { incidents, note },
    { required: ['incidents'], writes: true, idempotent: true },
  ),
  add_note: toEntry(
    'add_note',
    'incidents',
    ['Add a note', 'Writes a note on an incident, for its responders.'],
    { incident, note },
    { required: ['incident', 'note'], writes: true },
  ),
  page: toEntry(
    'page',
    'incidents',
    [
      'Page people',
      'Asks people, or whoever is on call for an escalation policy, to join an incident; they are notified at once.',
    ],
    {
      incident,
      who: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        items: { type: 'string' },
        description: 'Names, email addresses or ids of users or escalation policies.',
      },
      message: text('What they are told.'),
      requester: text('Who asks; you when absent.'),
    },
    { required: ['incident', 'who'], writes: true },
  ),
  take_shift: toEntry(
    'take_shift',
    'schedules',
    ['Take a shift', 'Puts me or somebody else on call on a schedule for a while, by an override.'],
    {
      schedule: text('Name, id or address.'),
      from: time('Now when absent.'),
      until: time('The end of the shift under way when absent.'),
      user: text('Who takes it: name, email address or id; you when absent.'),
    },
    { required: ['schedule'], writes: true },
  ),
  handoff: toEntry(
    'handoff',
    'incidents',
    [
      'Handover',
      'Sums up a period for whoever takes over: incidents, what is still open, noisy services, and who is on call next.',
    ],
    {
      of: text('Team or service: name or id; all when absent.'),
      since: time('12 hours before `until` when absent.'),
      until: time('Now when absent.'),
    },
  ),
};
