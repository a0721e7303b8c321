import { toRef } from '../domain/collections.ts';
import { day, toIso } from '../domain/time.ts';
import { addSubscription } from '../domain/webhookBehaviours.ts';
import type { Account } from './account.ts';

const incidentEvents = [
  'incident.triggered',
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.reassigned',
  'incident.escalated',
  'incident.annotated',
  'incident.priority_updated',
  'incident.status_update_published',
  'incident.resolved',
  'incident.reopened',
];

const licenses: readonly (readonly [name: string, group: string, roles: readonly string[], left: number])[] = [
  ['Business (Full User)', 'FullUser', ['owner', 'admin', 'user', 'limited_user', 'observer', 'restricted_access'], 9],
  ['Stakeholder', 'Stakeholder', ['read_only_user', 'read_only_limited_user'], 24],
];

const addLicenses = ({ put, state, users }: Account): void => {
  const made = licenses.map(([name, group, roles, left]) => {
    const holders = users.filter((user) => roles.includes(String(user.role)));
    const license = put('licenses', 'license', {
      name,
      summary: name,
      description: name,
      valid_roles: roles,
      role_group: group,
      current_value: holders.length,
      allocations_available: left,
      html_url: '',
    });
    return { license, holders };
  });
  const at = toIso(state.clock.now() - 200 * day);
  for (const { license, holders } of made) {
    for (const user of holders) {
      const { current_value: _, allocations_available: __, ...shown } = license;
      put('license_allocations', 'license_allocation', {
        id: user.id,
        user: toRef(user),
        license: shown,
        allocated_at: at,
      });
      state.collection(`users/${user.id}/license`).set('.', { ...shown, id: license.id });
    }
  }
};

const addExtensions = ({ put, service }: Account): void => {
  const schema = (label: string, key: string, sends: readonly string[]) =>
    put('extension_schemas', 'extension_schema', {
      label,
      key,
      description: `Sends incidents to ${label}.`,
      icon_url: 'https://app.example.com/icon.png',
      logo_url: 'https://app.example.com/logo.png',
      guide_url: 'https://docs.example.com/guide',
      send_types: sends,
      url: 'https://docs.example.com',
    });
  const chat = schema('Team Chat', 'team_chat', ['trigger', 'acknowledge', 'resolve']);
  schema('Generic V2 Webhook', 'generic_v2_webhook', [
    'trigger',
    'acknowledge',
    'resolve',
    'assign',
    'escalate',
    'custom',
  ]);
  put('extensions', 'extension', {
    name: 'Checkout to #checkout-alerts',
    endpoint_url: 'https://chat.example.com/hooks/checkout',
    extension_objects: [toRef(service('Checkout API'))],
    extension_schema: toRef(chat),
    temporarily_disabled: false,
    config: { restrict: 'any' },
  });
};

const addWorkflowIntegration = ({ put, state, users }: Account): void => {
  const [me] = users;
  const created = toIso(state.clock.now() - 80 * day);
  const by = me
    ? { type: 'user_reference', id: me.id, summary: me.summary, html_url: me.html_url, self: me.self }
    : null;
  const integration = put('workflows/integrations', 'workflow_integration', {
    domain_name: 'chat.example.com',
    package_name: 'team-chat',
    name: 'Team Chat',
    description: 'Channels and messages.',
    tags: ['chat'],
    search_keywords: ['chat', 'message'],
    is_deprecated: false,
    entitled: true,
    configuration_schema: {},
    secrets_schema: {},
    created_at: created,
    created_by: by,
  });
  put(`workflows/integrations/${integration.id}/connections`, 'workflow_integration_connection', {
    integration_id: integration.id,
    name: 'Company chat',
    service_url: 'https://chat.example.com',
    external_id: 'T0SAMPLE',
    external_id_label: 'Workspace',
    scopes: ['chat:write'],
    is_default: true,
    health: { is_healthy: true, health_message: 'OK', last_checked_at: created },
    configuration: {},
    secrets: {},
    teams: [],
    apps: [],
    created_at: created,
    created_by: by,
  });
};

const addChatAndTickets = ({ put, service, state }: Account): void => {
  put('integration-slack/workspaces/T0SAMPLE/connections', 'slack_connection', {
    source_id: service('Checkout API').id,
    source_name: 'Checkout API',
    source_type: 'service_reference',
    channel_id: 'C0CHECKOUT',
    channel_name: 'checkout-alerts',
    notification_type: 'responder',
    config: { events: ['incident.triggered', 'incident.resolved'], urgency: null, priorities: null },
  });
  put('integration-jira-cloud/accounts_mappings', 'accounts_mapping', {
    created_at: toIso(state.clock.now() - 150 * day),
    updated_at: null,
    jira_cloud_account: { base_url: 'https://sample.atlassian.example.com' },
    pagerduty_account: { subdomain: 'sample-account' },
  });
  put('integration-jira-service/rules', 'rule', {
    name: 'Bugs from P1 and P2',
    enabled: true,
    config: {
      sync_comments: true,
      services: [toRef(service('Web Storefront'))],
      projects: [],
      issue_types: [],
      autocreate_issues: false,
      autocreate_issues_config: [],
      autocreate_incidents: false,
      autocreate_incidents_config: [],
    },
  });
};

/** Puts licences, extensions, webhooks and the chat and ticket integrations into the account. */
export const fillIntegrations = (account: Account): void => {
  addLicenses(account);
  addExtensions(account);
  addWorkflowIntegration(account);
  addChatAndTickets(account);
  const { put, state, team } = account;
  addSubscription(state, {
    description: 'Feeds the wall board',
    delivery_method: {
      type: 'http_delivery_method',
      url: 'https://board.example.com/hooks/pagerduty',
      custom_headers: [{ name: 'X-Board', value: 'wall-1' }],
    },
    events: incidentEvents,
    filter: { type: 'account_reference' },
  });
  addSubscription(state, {
    description: 'Payments ledger of incidents',
    delivery_method: { type: 'http_delivery_method', url: 'https://payments.example.com/hooks/pagerduty' },
    events: ['incident.triggered', 'incident.resolved'],
    filter: { type: 'team_reference', id: team('Payments').id },
  });
  put('webhook_subscriptions/oauth_clients', 'oauth_client', {
    name: 'Board',
    client_id: 'sample-client',
    scope: 'hooks',
    token_url: 'https://board.example.com/oauth/token',
    grant_type: 'client_credentials',
    status: 'active',
  });
};
