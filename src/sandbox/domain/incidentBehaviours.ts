import { type Behaviour, type Context, SandboxError } from '../state.ts';
import { agentOf, collectionOf, getIncident, getNamed, invalid, toRef } from './collections.ts';
import { merge, snooze } from './incidentLife.ts';
import { includeInIncident } from './include.ts';
import { idOf, objects } from './input.ts';
import { listIncidents } from './listIncidents.ts';
import { type Actor, refOfIncident } from './logEntry.ts';
import type { Fields, Incident, Ref } from './model.ts';
import { openIncident, openWithKey } from './openIncident.ts';
import { isInMaintenance } from './serviceStatus.ts';
import { updateIncident as apply, checkUpdate } from './updateIncident.ts';
import { urgencyOf } from './urgency.ts';

/** Most incidents of one bulk update (PagerDuty's API reference, "Manage incidents"). */
const mostUpdates = 250;

const actorOf = (context: Context, otherwise: Ref): Actor => ({
  agent: agentOf(context, otherwise),
  channel: { type: 'api' },
});

const open = (incident: Incident): Incident => {
  if (incident.status === 'resolved') throw invalid('Incident Already Resolved');
  return incident;
};

const getOne: Behaviour = ({ state }, input) => ({
  incident: includeInIncident(state, getIncident(state, input.id), input.include),
});

const createIncident: Behaviour = (context, input) => {
  const { state } = context;
  const service = getNamed(state, 'services', input.service, 'Service');
  if (service.status === 'disabled') throw invalid('Service is disabled');
  if (isInMaintenance(state, service.id)) throw invalid('Service is in maintenance');
  const key = typeof input.incident_key === 'string' ? input.incident_key : undefined;
  if (key && openWithKey(state, service.id, key)) {
    throw new SandboxError(400, 2002, 'Arguments Caused Error', [
      'Open incident with matching dedup key already exists on this service',
    ]);
  }
  const named = input.assignments === undefined ? undefined : objects(input.assignments);
  if (named && input.escalation_policy) throw invalid('Assignments and escalation policy cannot both be given');
  const { id: policyId } = (input.escalation_policy as Fields | undefined) ?? service.escalation_policy;
  const priority = input.priority ? getNamed(state, 'priorities', input.priority, 'Priority') : undefined;
  const { body, conference_bridge: bridge, incident_type: type } = input;
  const incident = openIncident(
    state,
    {
      title: String(input.title),
      service,
      policy: getNamed(state, 'escalation_policies', { id: policyId }, 'Escalation policy'),
      urgency:
        input.urgency === 'low' || input.urgency === 'high' ? input.urgency : urgencyOf(service, state.clock.now()),
      key,
      priority,
      assignees: named?.map((a) => toRef(getNamed(state, 'users', a.assignee, 'Assignee'))),
      more: {
        ...(body ? { body: { type: 'incident_body', ...body } } : {}),
        ...(bridge ? { conference_bridge: bridge } : {}),
        ...(type ? { incident_type: { name: String((type as Fields).name ?? 'incident_default') } } : {}),
      },
    },
    actorOf(context, toRef(service)),
  );
  return { incident };
};

const updateIncident: Behaviour = (context, { id, ...change }) => {
  const incident = getIncident(context.state, id);
  const checked = checkUpdate(context.state, incident, change);
  apply(context.state, incident, checked, actorOf(context, incident.service));
  return { incident };
};

/** All or nothing: every change is checked before the first is made. */
const updateIncidents: Behaviour = (context, input) => {
  const { state } = context;
  const changes = objects(input.incidents);
  if (changes.length > mostUpdates) throw invalid(`At most ${mostUpdates} incidents can be updated at once`);
  const checked = changes.map(({ id, ...change }) => {
    const incident = collectionOf(state, 'incidents').get(String(id));
    if (!incident) throw invalid(`Incident ${String(id)} not found`);
    return { incident, change: checkUpdate(state, incident, change) };
  });
  for (const { incident, change } of checked) apply(state, incident, change, actorOf(context, incident.service));
  return { incidents: checked.map(({ incident }) => incident) };
};

const snoozeIncident: Behaviour = (context, input) => {
  const incident = open(getIncident(context.state, input.id));
  snooze(context.state, incident, Number(input.duration), actorOf(context, incident.service));
  return { incident };
};

const mergeIncidents: Behaviour = (context, input) => {
  const { state } = context;
  const target = open(getIncident(state, input.id));
  const sources = objects(input.source_incidents).map((source) =>
    getNamed(state, 'incidents', idOf(source), 'Source incident'),
  );
  if (sources.some((source) => source.id === target.id)) throw invalid('An incident cannot be merged into itself');
  if (sources.some((source) => source.status === 'resolved' && source.resolve_reason)) {
    throw invalid('Source incident has already been merged');
  }
  merge(state, target, sources, actorOf(context, target.service));
  return { incident: refOfIncident(target) };
};

/** Incidents: listing, reading, opening, changing, snoozing and merging. */
export const incidentBehaviours = {
  listIncidents,
  getIncident: getOne,
  createIncident,
  updateIncident,
  updateIncidents,
  snoozeIncident,
  mergeIncidents,
} satisfies Record<string, Behaviour>;
