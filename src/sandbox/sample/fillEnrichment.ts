import type { Fields } from '../domain/model.ts';
import { day, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';
import { randomUuid } from './randomUuid.ts';

const hosts = [
  { hostname: 'worker-eu-09', owner: 'Platform', rack: 'B4' },
  { hostname: 'kafka-3', owner: 'Data', rack: 'C1' },
];

const addSchema = ({ put, state }: Account, stamps: Fields): void => {
  const schema = put('enrichment/schemas', 'enrichment_schema', {
    id: randomUuid(state),
    integration_type: 'CSV',
    name: 'Hosts and owners',
    description: 'Which team owns which host.',
    fields: [
      { name: 'hostname', type: 'query' },
      { name: 'owner', type: 'enriched' },
      { name: 'rack', type: 'enriched' },
    ],
    deleted_at: null,
    ...stamps,
  });
  for (const fields of hosts) {
    put(`enrichment/schemas/${schema.id}/records`, 'record', { id: randomUuid(state), fields, ...stamps });
  }
};

const addEventEnrichment = ({ put, team, user }: Account, stamps: Fields): void => {
  const by = { id: user('Ruth Abramov').id, type: 'user_reference', self: user('Ruth Abramov').self };
  put('enrichment/event_enrichments', 'event_enrichment', {
    name: 'Owner of the host',
    description: null,
    is_default: false,
    associated_services: 1,
    associated_event_orchestrations: 0,
    team: { id: team('Platform').id, type: 'team_reference', self: team('Platform').self },
    privileges: { permissions: ['read', 'update', 'delete'] },
    created_by: by,
    updated_by: by,
    ...stamps,
  });
  put('enrichment/integrations/servicenow', 'servicenow_integration', {
    name: 'CMDB',
    description: null,
    cmdb_tables: [],
    credentials: null,
    ...stamps,
  });
};

const standards: readonly (readonly [name: string, description: string])[] = [
  ['Service has a runbook', 'The description names one.'],
  ['Escalation policy has at least two levels', 'Nobody is alone.'],
];

/** Puts enrichment data, the notes of the SRE agent, standards and the office's networks into the account. */
export const fillEnrichment = (account: Account): void => {
  const { put, service, state } = account;
  const at = toIso(state.clock.now() - 45 * day);
  const stamps = { created_at: at, updated_at: at };
  addSchema(account, stamps);
  addEventEnrichment(account, stamps);
  put('sre_agent/memories', 'memory', {
    content: 'When worker-eu-09 reports disk pressure, old container images are the cause: prune them.',
    attributes: { account_id: 'PSAMPLE', service_id: service('Kubernetes Clusters').id, type: 'runbook' },
    ...stamps,
  });
  for (const [name, description] of standards) {
    const common = { active: true, resource_type: 'technical_service', exclusions: [], inclusions: [] };
    put('standards', 'has_technical_service_description', { name, description, ...common });
  }
  const office = { cidr: '192.0.2.0/24', description: 'Office' };
  put('ip_allow_lists', 'ip_allow_list', { state: 'disabled', cidr_entries: [office] });
};
