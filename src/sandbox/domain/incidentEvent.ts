import type { State } from '../state.ts';
import type { Fields, Incident, Ref } from './model.ts';
import { publish } from './webhook.ts';

/** The incident as webhooks carry it. */
const toWebhookIncident = (incident: Incident): Fields => ({
  id: incident.id,
  type: 'incident',
  self: incident.self,
  html_url: incident.html_url,
  number: incident.incident_number,
  status: incident.status,
  incident_key: incident.incident_key,
  created_at: incident.created_at,
  title: incident.title,
  service: incident.service,
  assignees: incident.assignments.map((a) => a.assignee),
  escalation_policy: incident.escalation_policy,
  teams: incident.teams,
  priority: incident.priority,
  urgency: incident.urgency,
  conference_bridge: incident.conference_bridge ?? null,
  resolve_reason: incident.resolve_reason ?? null,
});

/** Tells webhook subscribers what happened to an incident; `data` takes the incident's place where given. */
export const publishIncident = (state: State, incident: Incident, event: string, agent: Ref, data?: Fields): void =>
  publish(state, {
    type: `incident.${event}`,
    agent,
    serviceId: incident.service.id,
    teamIds: incident.teams.map((team) => team.id),
    data: data ?? toWebhookIncident(incident),
  });
