import type { Behaviour, Context, Resource, State } from '../state.ts';
import { agentOf, collectionOf, get, getNamed, invalid, notFound, toRef, urlsOf } from './collections.ts';
import { newKey } from './eventBehaviours.ts';
import type { EscalationPolicy, Fields, Ref, Service } from './model.ts';
import { openIncidents, refreshService } from './serviceStatus.ts';
import { toIso } from './time.ts';
import { publish } from './webhook.ts';

const tell = (context: Context, service: Service, event: string): void =>
  publish(context.state, {
    type: `service.${event}`,
    agent: agentOf(context, toRef(service)),
    serviceId: service.id,
    teamIds: service.teams.map((team) => team.id),
    data: { ...toRef(service), type: 'service', created_at: service.created_at },
  });

/** Moves the service's entry from one policy's list to another's. */
const link = (state: State, service: Service, policy: EscalationPolicy): void => {
  const before = collectionOf(state, 'escalation_policies').get(service.escalation_policy.id);
  if (before) before.services = before.services.filter((ref) => ref.id !== service.id);
  policy.services = [...policy.services.filter((ref) => ref.id !== service.id), toRef(service)];
  service.escalation_policy = toRef(policy);
  service.teams = policy.teams;
};

const checkName = (state: State, name: string, id?: string): void => {
  for (const service of collectionOf(state, 'services').values()) {
    if (service.name === name && service.id !== id) throw invalid('Name has already been taken');
  }
};

const createService: Behaviour = (context, input) => {
  const { state } = context;
  const name = String(input.name ?? '');
  if (name.trim() === '') throw invalid("Name can't be blank");
  checkName(state, name);
  const policy = getNamed(state, 'escalation_policies', input.escalation_policy, 'Escalation policy');
  const id = state.nextId();
  const service: Service = {
    description: '',
    auto_resolve_timeout: 14_400,
    acknowledgement_timeout: 1800,
    incident_urgency_rule: { type: 'constant', urgency: 'high' },
    alert_creation: 'create_alerts_and_incidents',
    ...input,
    name,
    id,
    type: 'service',
    summary: name,
    ...urlsOf('service-directory', id),
    self: urlsOf('services', id).self,
    created_at: toIso(state.clock.now()),
    status: input.status === 'disabled' ? 'disabled' : 'active',
    last_incident_timestamp: null,
    integrations: [],
    teams: [],
    escalation_policy: toRef(policy),
  };
  collectionOf(state, 'services').set(id, service);
  link(state, service, policy);
  tell(context, service, 'created');
  return { service };
};

const updateService: Behaviour = (context, { id, escalation_policy: policyRef, status, ...fields }) => {
  const { state } = context;
  const service = get(state, 'services', id);
  if (fields.name !== undefined) checkName(state, String(fields.name), service.id);
  const policy = policyRef ? getNamed(state, 'escalation_policies', policyRef, 'Escalation policy') : undefined;
  Object.assign(service, fields);
  service.summary = service.name;
  if (policy) link(state, service, policy);
  // All states but disabled follow from incidents and maintenance windows.
  if (status !== undefined) service.status = status === 'disabled' ? 'disabled' : 'active';
  refreshService(state, service.id);
  tell(context, service, 'updated');
  return { service };
};

const deleteService: Behaviour = (context, input) => {
  const { state } = context;
  const service = get(state, 'services', input.id);
  if (openIncidents(state, service.id).length > 0) throw invalid('Service has open incidents');
  collectionOf(state, 'services').delete(service.id);
  const policy = collectionOf(state, 'escalation_policies').get(service.escalation_policy.id);
  if (policy) policy.services = policy.services.filter((ref) => ref.id !== service.id);
  tell(context, service, 'deleted');
  return undefined;
};

const integrationsOf = (state: State, service: Service): Map<string, Resource> =>
  state.collection(`services/${service.id}/integrations`);

/** Gives a service an integration with a key of its own. */
export const addIntegration = (state: State, service: Service, fields: Fields): Resource => {
  const id = state.nextId();
  const name = String(fields.name ?? 'Events API v2');
  const vendor = fields.vendor as { id: string } | undefined; // The schema has checked it.
  const known = vendor && state.collection('vendors').get(vendor.id);
  const integration: Resource = {
    ...fields,
    id,
    type: String(fields.type ?? 'events_api_v2_inbound_integration'),
    summary: name,
    self: `https://api.pagerduty.com/services/${service.id}/integrations/${id}`,
    html_url: `https://sample-account.pagerduty.com/services/${service.id}/integrations/${id}`,
    name,
    service: toRef(service),
    created_at: toIso(state.clock.now()),
    integration_key: fields.integration_key ?? newKey(state),
    ...(known ? { vendor: toRef(known) } : {}),
  };
  integrationsOf(state, service).set(id, integration);
  service.integrations = [...service.integrations, toRef(integration)];
  return integration;
};

const createServiceIntegration: Behaviour = ({ state }, { id, ...fields }) => {
  const { service: _, ...own } = fields;
  return { integration: addIntegration(state, get(state, 'services', id), own) };
};

const integrationOf = (state: State, input: Fields): { service: Service; integration: Resource } => {
  const service = get(state, 'services', input.id);
  const integration = integrationsOf(state, service).get(String(input.integration_id));
  if (!integration) throw notFound();
  return { service, integration };
};

const getServiceIntegration: Behaviour = ({ state }, input) => ({
  integration: integrationOf(state, input).integration,
});

const updateServiceIntegration: Behaviour = ({ state }, input) => {
  const { service, integration } = integrationOf(state, input);
  const { id: _, integration_id: __, service: ___, vendor: ____, ...fields } = input;
  Object.assign(integration, fields, { summary: fields.name ?? integration.summary });
  service.integrations = service.integrations.map((ref: Ref) => (ref.id === integration.id ? toRef(integration) : ref));
  return { integration };
};

/** Services and their integrations. */
export const serviceBehaviours = {
  createService,
  updateService,
  deleteService,
  createServiceIntegration,
  getServiceIntegration,
  updateServiceIntegration,
} satisfies Record<string, Behaviour>;
