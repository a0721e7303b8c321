import type { Incident } from '../domain/incident.ts';
import { toHolders, toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';

/**
 * Takes an incident; gives the beginning of a conversation about it. What was written by whoever raised the incident
 * stands in quotes and is called so: it is told, not asked.
 */
export const toChatQuery = (incident: Incident, { now, format }: Moment): string => {
  const { id, number, status, urgency, priority, service, createdAt } = incident;
  const holders = toHolders(incident);
  const facts = [
    `${status}, ${urgency} urgency${priority ? `, ${priority}` : ''}`,
    service && `service ${JSON.stringify(service.name)} (${service.id})`,
    createdAt !== undefined && `opened ${format.span(now - createdAt)} ago`,
    holders.length > 0 ? `with ${format.list(holders)}` : 'assigned to nobody',
  ].filter(Boolean);
  return [
    `PagerDuty incident ${number === undefined ? id : `#${number} (${id})`}: ${facts.join('; ')}.`,
    `Its title, as the alert wrote it: ${JSON.stringify(toIncidentTitle({ ...incident, number: undefined }))}.`,
    'Read its alerts, notes, timeline and recent changes with the PagerDuty tools, and tell me what is broken, what likely caused it, and what to look at first. Change nothing without asking me.',
  ].join('\n');
};
