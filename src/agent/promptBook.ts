import type { Icon } from '@modelcontextprotocol/sdk/types.js';
import type { Kind } from './completions.ts';
import { icons } from './icons.ts';

/** Something that a prompt asks of the person. */
export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** Completed from the account. */
  readonly kind?: Kind;
}

/** A task that a person starts by its name. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly icons: readonly Icon[];
  readonly arguments: readonly PromptArgument[];
  /** What the model is told to do. */
  readonly text: (given: Readonly<Record<string, string>>) => string;
}

const incident: PromptArgument = {
  name: 'incident',
  description: 'Number, title or id of the incident.',
  required: true,
  kind: 'incident',
};

const steps = (...lines: readonly string[]): string => lines.map((line, i) => `${i + 1}. ${line}`).join('\n');

const unsent = 'Show it to me first and send nothing before I say so.';

/** The prompts, in the order in which a person meets them. */
export const prompts: readonly Prompt[] = [
  {
    name: 'triage_incident',
    title: 'Triage an incident',
    description: 'What is wrong, since when, who has it, what changed and what to do next.',
    icons: icons.incident,
    arguments: [incident],
    text: ({ incident: which }) =>
      `Triage PagerDuty incident ${which}.\n${steps(
        'Read it, its alerts (list_incident_alerts), notes (list_incident_notes) and timeline (list_incident_log_entries).',
        'Look for causes: changes of its service (list_incident_related_change_events), related incidents (list_related_incidents) and past ones like it (list_past_incidents).',
        'See who has it and who is on call next (list_on_calls for its escalation policy).',
        'Tell me in a few lines: what is wrong and since when, how bad it is, who has it, the likeliest cause with its evidence, and the next two or three steps.',
      )}\nChange nothing; propose what you would do.`,
  },
  {
    name: 'write_handover',
    title: 'Write a hand-over',
    description: 'What the next person on call should know about a shift.',
    icons: icons.schedule,
    arguments: [
      { name: 'hours', description: 'Length of the shift in hours; 12 when absent.' },
      { name: 'to', description: 'Who takes over.', kind: 'person' },
    ],
    text: ({ hours = '12', to }) =>
      `Write the hand-over of my on-call shift of the last ${hours} hours${to ? ` for ${to}` : ''}.\n${steps(
        'Find out who I am (get_current_user) and which escalation policies I was on call for (list_on_calls with my id, since the shift began).',
        'List the incidents of that time on my policies’ services (list_incidents with since and until), with their notes where they are still open.',
        'Find the services that were noisy, and maintenance windows to come (list_maintenance_windows).',
        to ? `Check when ${to} is on call.` : 'Find who is on call after me (list_on_calls, until a day from now).',
        'Write: what is still open and what to do about it, what was solved and how, what was noisy, what is planned, who is next. Short, with incident numbers.',
      )}`,
  },
  {
    name: 'draft_status_update',
    title: 'Draft a status update',
    description: 'A message to stakeholders about an open incident.',
    icons: icons.text,
    arguments: [
      incident,
      { name: 'audience', description: 'Who reads it; stakeholders who are no engineers when absent.' },
    ],
    text: ({ incident: which, audience = 'stakeholders who are no engineers' }) =>
      `Draft a status update on PagerDuty incident ${which} for ${audience}.\n${steps(
        'Read the incident, its notes (list_incident_notes) and its timeline (list_incident_log_entries).',
        'Write at most five sentences: what is affected, since when, what is known, what is being done, when the next update comes. No names of hosts, no guesses, no blame.',
      )}\n${unsent} Then it is posted with create_incident_status_update.`,
  },
  {
    name: 'draft_postmortem',
    title: 'Draft a postmortem',
    description: 'Timeline, impact, causes and follow-ups of an incident, blameless.',
    icons: icons.text,
    arguments: [incident],
    text: ({ incident: which }) =>
      `Draft a blameless postmortem of PagerDuty incident ${which}.\n${steps(
        'Read the incident, its timeline (list_incident_log_entries, all of it), notes (list_incident_notes), alerts (list_incident_alerts) and the changes before it (list_incident_related_change_events).',
        'Look at past incidents like it (list_past_incidents) and what was done then.',
        'Write in Markdown: summary, impact, timeline with times and time zone, causes as far as the data shows them, what went well, what went badly, follow-ups each with an owner to be named. Mark what you infer as such, and list what is missing.',
      )}`,
  },
  {
    name: 'plan_maintenance_window',
    title: 'Plan a maintenance window',
    description: 'A window in which a service pages nobody, checked for conflicts first.',
    icons: icons.service,
    arguments: [
      { name: 'service', description: 'Name or id of the service.', required: true, kind: 'service' },
      { name: 'start', description: 'When it begins, such as “tonight at ten”.', required: true },
      { name: 'hours', description: 'How many hours it takes; 1 when absent.' },
    ],
    text: ({ service, start, hours = '1' }) =>
      `Plan a maintenance window for the PagerDuty service ${service}: it begins ${start} and takes ${hours} h.\n${steps(
        'Find the service (list_services with query), and what depends on it (list_technical_service_dependencies) where that is to be had.',
        'Check its open incidents (list_incidents) and the windows that are planned already (list_maintenance_windows).',
        'Ask me for the time zone where it is not clear.',
        'Propose start, end and description, and say what is at odds with it.',
      )}\n${unsent} Then it is made with create_maintenance_window.`,
  },
];
