import type { Icon } from '@modelcontextprotocol/sdk/types.js';
import type { Input } from '../api/client.ts';
import type { Kind } from './completions.ts';
import { icons } from './icons.ts';

/** Something of the account that can be read by its address, with the tool that reads it. */
export interface Resource {
  /** `{id}` stands for an object's id; without it the address is whole. */
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly icons: readonly Icon[];
  readonly tool: string;
  /** Input of the tool; `me` is asked for where it is a person's own. */
  readonly input: (id: string) => Input;
  /** The id in the address is that of the person whom the token belongs to. */
  readonly isMine?: true;
  /** Completes the id. */
  readonly kind?: Kind;
}

const byId = (id: string): Input => ({ id });
const start = 'pagerduty://';

/** All resources: first those with a whole address. */
export const resources: readonly Resource[] = [
  {
    uri: `${start}incidents`,
    name: 'open_incidents',
    title: 'Open incidents',
    description: 'Triggered and acknowledged incidents of the account.',
    icons: icons.incident,
    tool: 'list_incidents',
    input: () => ({ statuses: ['triggered', 'acknowledged'], date_range: 'all', limit: 100 }),
  },
  {
    uri: `${start}me/on-call`,
    name: 'my_on_call',
    title: 'My on-call',
    description: 'What I am on call for now, by policy and level.',
    icons: icons.person,
    tool: 'list_on_calls',
    input: (id) => ({ user_ids: [id], limit: 100 }),
    isMine: true,
  },
  {
    uri: `${start}incidents/{id}`,
    name: 'incident',
    title: 'Incident',
    description: 'One incident, by id or number.',
    icons: icons.incident,
    tool: 'get_incident',
    input: byId,
    kind: 'incident',
  },
  {
    uri: `${start}services/{id}`,
    name: 'service',
    title: 'Service',
    description: 'One service with its policy, teams and integrations.',
    icons: icons.service,
    tool: 'get_service',
    input: byId,
    kind: 'service',
  },
  {
    uri: `${start}schedules/{id}`,
    name: 'schedule',
    title: 'Schedule',
    description: 'One on-call schedule with its layers.',
    icons: icons.schedule,
    tool: 'get_schedule',
    input: byId,
    kind: 'schedule',
  },
  {
    uri: `${start}escalation-policies/{id}`,
    name: 'escalation_policy',
    title: 'Escalation policy',
    description: 'One escalation policy with its levels.',
    icons: icons.schedule,
    tool: 'get_escalation_policy',
    input: byId,
    kind: 'escalationPolicy',
  },
];

/** A resource that an address names, with its id where it has one. */
export interface Found {
  readonly resource: Resource;
  readonly id: string;
}

/** Finds what an address names; undefined for one that names nothing. */
export const findResource = (uri: string): Found | undefined => {
  const whole = resources.find((resource) => resource.uri === uri);
  if (whole) return { resource: whole, id: '' };
  const [, place, id = ''] = uri.match(/^(.*\/)([\w-]+)$/) ?? [];
  const template = resources.find((resource) => resource.uri === `${place}{id}`);
  return template && { resource: template, id };
};
