import type { Behaviour, Context, Resource, State } from '../state.ts';
import { type Fields, getThing, toList } from './fields.ts';

const integrationsOf = (state: State): Map<string, Resource> => state.collection('enrichment/integrations/servicenow');
const tablesOf = (state: State, id: string): Map<string, Resource> =>
  state.collection(`enrichment/integrations/servicenow/${id}/tables`);

const toTold = ({ type: _, ...fields }: Resource): Fields => fields;

/** An integration with the tables that it has now; they are changed by themselves. */
const toIntegration = (state: State, integration: Resource): Fields => ({
  ...toTold(integration),
  cmdb_tables: [...tablesOf(state, integration.id).values()].map(toTold),
});

const toTable = ({ state, now }: Context, fields: Fields): Resource => ({
  query_filter: null,
  ...fields,
  id: state.nextId(),
  type: 'cmdb_table',
  status: 'syncing',
  created_at: now(),
  updated_at: now(),
  deleted_at: null,
});

const create: Behaviour = (context, input) => {
  const { state, now } = context;
  const { name, description = null } = input;
  const credentials = [...state.collection('enrichment/integrations/servicenow/credentials').values()][0];
  const { password: _, ...told } = credentials ? toTold(credentials) : {};
  const integration = {
    id: state.nextId(),
    type: 'servicenow_integration',
    name,
    description,
    credentials: credentials ? told : null,
    created_at: now(),
    updated_at: now(),
  };
  integrationsOf(state).set(integration.id, integration);
  for (const fields of toList(input.cmdb_tables)) {
    const table = toTable(context, fields);
    tablesOf(state, integration.id).set(table.id, table);
  }
  return { integration: toIntegration(state, integration) };
};

const enable: Behaviour = ({ state }, input) => {
  const tables = tablesOf(state, getThing(integrationsOf(state), input.integration_id).id);
  const table = getThing(tables, input.table_id);
  tables.set(table.id, { ...table, status: 'active' });
  return { status: 'active', message: `Sync of ${String(table.display_name)} is on` };
};

/** ServiceNow integrations and the CMDB tables that belong to them. */
export const cmdbBehaviours: Readonly<Record<string, Behaviour>> = {
  listServiceNowCmdbIntegrations: ({ state }) => ({
    integrations: [...integrationsOf(state).values()].map((integration) => toIntegration(state, integration)),
  }),
  createServiceNowCmdbIntegration: create,
  getServiceNowCmdbIntegration: ({ state }, input) => ({
    integration: toIntegration(state, getThing(integrationsOf(state), input.integration_id)),
  }),
  enableServiceNowCmdbTableSync: enable,
};
