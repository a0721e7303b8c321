import { toScimId } from '../../src/sandbox/platform/scim/scimUser.ts';
import { sampleRoutingKey } from '../../src/sandbox/sample/sample.ts';
import type { Resource, State } from '../../src/sandbox/state.ts';

type Fields = Readonly<Record<string, unknown>>;

const first = (state: State, collection: string): Resource => {
  const thing = state.collection(collection).values().next().value;
  if (!thing) throw new Error(`The sample account has no ${collection}.`);
  return thing;
};

const open = (state: State): readonly Resource[] =>
  [...state.collection('incidents').values()].filter((incident) => incident.status !== 'resolved');

const openId = (state: State): string => open(state)[0]?.id ?? '';

const later = (state: State, hours: number): string => new Date(state.clock.now() + hours * 3_600_000).toISOString();

const put = (state: State, collection: string, thing: Resource): string => {
  state.collection(collection).set(thing.id, thing);
  return thing.id;
};

const userTarget = (state: State): Fields => ({ id: first(state, 'users').id, type: 'user_reference' });

const scimId = (state: State): Fields => ({ id: toScimId(first(state, 'users')) });

const inRange = (state: State): Fields => ({ start_time: later(state, 24), end_time: later(state, 25) });

/** A thing's id whose sub-collection holds something. */
const holderOf = (state: State, collection: string, below: string): string =>
  [...state.collection(collection).keys()].find((id) => state.collection(`${collection}/${id}/${below}`).size > 0) ??
  '';

const recordOf = (state: State): Fields => {
  const schema_id = holderOf(state, 'enrichment/schemas', 'records');
  return { schema_id, record_id: first(state, `enrichment/schemas/${schema_id}/records`).id };
};

const memberOf = (state: State): Fields => {
  const id = holderOf(state, 'teams', 'members');
  const [member] = state.collection(`teams/${id}/members`).values();
  return { id, user_id: (member?.user as { id: string } | undefined)?.id ?? member?.id };
};

const policyOf = (state: State): Fields => {
  for (const policy of state.collection('escalation_policies').values()) {
    const [team] = (policy.teams ?? []) as readonly { readonly id: string }[];
    if (team) return { id: team.id, escalation_policy_id: policy.id };
  }
  return {};
};

const session = (state: State): Fields => {
  const { id } = first(state, 'users');
  const created_at = later(state, -1);
  return {
    id,
    type: 'browser',
    session_id: put(state, `users/${id}/sessions`, {
      id: 'PSESS01',
      type: 'browser',
      created_at,
      user_id: id,
      summary: '',
    }),
  };
};

const delegation = (state: State): Fields => {
  const { id } = first(state, 'users');
  return {
    id,
    delegation_id: put(state, `users/${id}/oauth_delegations`, { id: 'PDELEG1', type: 'oauth_delegation' }),
  };
};

const migration = (state: State): Fields => {
  const source_id = holderOf(state, 'event_orchestrations', 'integrations');
  return {
    source_id,
    source_type: 'orchestration',
    integration_id: first(state, `event_orchestrations/${source_id}/integrations`).id,
  };
};

const postmortem = (state: State): Fields => {
  const id = holderOf(state, 'status_pages', 'posts');
  const post_id = first(state, `status_pages/${id}/posts`).id;
  put(state, `status_pages/${id}/posts/${post_id}/postmortem`, {
    id: '.',
    type: 'status_page_postmortem',
    message: 'What we learnt',
  });
  return { id, post_id };
};

const associations = (state: State): Fields => {
  const { id } = first(state, 'enrichment/event_enrichments');
  const service = { type: 'service_reference', id: first(state, 'services').id };
  put(state, `enrichment/event_enrichments/${id}/associations`, service);
  return { id, associations: [service] };
};

const alertOf = (state: State): Fields => {
  const id = open(state).find((incident) => state.collection(`incidents/${incident.id}/alerts`).size > 0)?.id ?? '';
  return { id, alerts: [{ id: first(state, `incidents/${id}/alerts`).id, status: 'triggered' }] };
};

/** A value of a choice field. */
const optionOf = (state: State): Fields => {
  for (const type of state.collection('incidents/types').keys())
    for (const field of state.collection(`incidents/types/${type}/custom_fields`).values()) {
      const [option] = (field.field_options ?? []) as readonly { readonly id: string }[];
      if (option) return { type_id_or_name: type, field_id: field.id, field_option_id: option.id };
    }
  return {};
};

/** The channel or chat of an incident. */
const room =
  (app: string, name: string) =>
  (state: State): Fields => {
    const incident_id = openId(state);
    put(state, `integration-${app}/incidents/${incident_id}/${name}`, { id: '.', type: name, name: 'inc-1' });
    return { incident_id };
  };

/** What a row needs beyond its required fields: things that fit together, times in order, and things in the right state. */
export const rowInputs: Readonly<Record<string, (state: State) => Fields>> = {
  addTeamEscalationPolicy: policyOf,
  createIncidentResponderRequest: (state) => ({ id: openId(state), responder_request_targets: [userTarget(state)] }),
  createIncidentType: (state) => ({
    name: 'drill',
    display_name: 'Drill',
    parent_type: String(first(state, 'incidents/types').name),
  }),
  createIncidentTypeCustomField: () => ({
    name: 'region',
    display_name: 'Region',
    data_type: 'string',
    field_type: 'single_value',
  }),
  createIncidentTypeCustomFieldOption: () => ({ data: { data_type: 'string', value: 'Elsewhere' } }),
  createMaintenanceWindow: inRange,
  createScheduleOverride: (state) => ({
    overrides: [{ start: later(state, 1), end: later(state, 2), user: userTarget(state) }],
  }),
  createService: () => ({ name: 'A new service' }),
  createUser: () => ({ email: 'somebody.new@example.com' }),
  deleteEnrichmentRecord: recordOf,
  deleteIncidentTypeCustomFieldOption: optionOf,
  deleteMsTeamsDedicatedChat: room('ms-teams', 'dedicated_chat'),
  deleteScimUser: (state) => ({
    id: toScimId([...state.collection('users').values()].at(-1) ?? first(state, 'users')),
  }),
  deleteStatusPagePostmortem: postmortem,
  deleteUserSession: session,
  getAbility: () => ({ id: 'sso' }),
  getAnalyticsIncident: (state) => ({ id: first(state, 'incidents').id }),
  getIncidentTypeCustomFieldOption: optionOf,
  getMsTeamsDedicatedChat: room('ms-teams', 'dedicated_chat'),
  getScimSchema: () => ({ id: 'urn:ietf:params:scim:schemas:core:2.0:User' }),
  getScimUser: scimId,
  getServiceStandardScores: (state) => ({ resource_type: 'technical_services', id: first(state, 'services').id }),
  getSlackDedicatedChannel: room('slack', 'dedicated_channel'),
  getStatusDashboardByUrlSlug: (state) => ({ url_slug: first(state, 'status_dashboards').url_slug }),
  getUserOauthDelegation: delegation,
  getUserSession: session,
  listAnalyticsIncidentResponses: (state) => ({ id: first(state, 'incidents').id }),
  listAnalyticsResponderIncidents: (state) => ({ responder_id: first(state, 'users').id }),
  listBusinessServiceDependencies: (state) => ({ id: first(state, 'business_services').id }),
  listStatusDashboardServiceImpactsByUrlSlug: (state) => ({ url_slug: first(state, 'status_dashboards').url_slug }),
  listTechnicalServiceDependencies: (state) => ({ id: first(state, 'services').id }),
  mergeIncidents: (state) => ({ id: openId(state), source_incidents: [{ id: open(state)[1]?.id }] }),
  migrateEventOrchestrationIntegration: migration,
  patchScimUser: (state) => ({ ...scimId(state), Operations: [{ op: 'replace', path: 'title', value: 'Lead' }] }),
  removeEventEnrichmentAssociations: associations,
  removeSlackDedicatedChannel: room('slack', 'dedicated_channel'),
  removeTeamEscalationPolicy: policyOf,
  removeTeamMember: memberOf,
  sendChangeEvent: () => ({ routing_key: sampleRoutingKey }),
  sendEventV1: () => ({ service_key: sampleRoutingKey, description: 'Disk is full' }),
  sendEventV2: () => ({
    routing_key: sampleRoutingKey,
    payload: { summary: 'Disk is full', source: 'db-1', severity: 'error' },
  }),
  setBusinessServicePriorityThreshold: (state) => ({ order: first(state, 'priorities').order }),
  snoozeIncident: (state) => ({ id: openId(state), duration: 3600 }),
  unsubscribeAccountFromBusinessService: (state) => {
    const { id } = first(state, 'business_services');
    put(state, `business_services/${id}/account_subscription`, { id: '.', type: 'account_subscription' });
    return { id };
  },
  updateIncidentAlerts: alertOf,
  updateIncidentCustomFieldValues: (state) => {
    const type = holderOf(state, 'incidents/types', 'custom_fields');
    return {
      id: openId(state),
      custom_fields: [{ id: first(state, `incidents/types/${type}/custom_fields`).id, value: null }],
    };
  },
  updateIncidentTypeCustomFieldOption: (state) => ({
    ...optionOf(state),
    data: { data_type: 'string', value: 'Elsewhere' },
  }),
  updateMaintenanceWindow: inRange,
  updateScimUser: scimId,
};
