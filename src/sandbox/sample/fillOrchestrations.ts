import { newKey } from '../domain/eventBehaviours.ts';
import { day, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

const addOrchestration = ({ put, service, state, team, user }: Account): void => {
  const now = toIso(state.clock.now() - 60 * day);
  const by = { id: user('Ruth Abramov').id, type: 'user_reference', self: user('Ruth Abramov').self };
  const stamps = { created_at: now, created_by: by, updated_at: now, updated_by: by, version: 'v1' };
  const integration = {
    id: state.nextId(),
    type: 'integration',
    label: 'All monitors',
    parameters: { routing_key: newKey(state), type: 'global' },
  };
  const made = put('event_orchestrations', 'event_orchestration', {
    name: 'Front Door',
    description: 'Sends what unnamed monitors report to the service that it is about.',
    team: { id: team('Platform').id, type: 'team_reference', self: team('Platform').self },
    routes: 2,
    integrations: [{ id: integration.id, label: integration.label, parameters: integration.parameters }],
    ...stamps,
  });
  const base = `event_orchestrations/${made.id}`;
  state.collection(`${base}/integrations`).set(integration.id, integration);
  const parent = { id: made.id, type: 'event_orchestration_reference', self: made.self };
  const rule = (label: string, expression: string, actions: object) => ({
    id: state.nextId(),
    label,
    conditions: [{ expression }],
    actions,
    disabled: false,
  });
  state.collection(`${base}/router`).set('.', {
    id: '.',
    type: 'router',
    parent,
    sets: [
      {
        id: 'start',
        rules: [
          rule('Checkout', "event.source matches part 'checkout'", { route_to: service('Checkout API').id }),
          rule('Clusters', "event.summary matches part 'node' or event.component matches 'kubelet'", {
            route_to: service('Kubernetes Clusters').id,
          }),
        ],
      },
    ],
    catch_all: { actions: { route_to: 'unrouted' } },
    ...stamps,
  });
  const quiet = rule('Drop what says it is a test', "event.summary matches part '[test]'", { drop_event: true });
  state.collection(`${base}/global`).set('.', {
    id: '.',
    type: 'global',
    parent,
    sets: [{ id: 'start', rules: [quiet] }],
    catch_all: { actions: {} },
    ...stamps,
  });
  const worse = rule('Out of stock is never critical', "event.class matches 'stock'", { severity: 'warning' });
  state.collection(`${base}/unrouted`).set('.', {
    id: '.',
    type: 'unrouted',
    parent,
    sets: [{ id: 'start', rules: [worse] }],
    catch_all: { actions: { suppress: true } },
    ...stamps,
  });
  put(`${base}/cache_variables`, 'cache_variable', {
    name: 'last_host',
    disabled: false,
    configuration: { type: 'recent_value', source: 'event.source', regex: '(.*)' },
    conditions: [{ expression: "event.severity matches 'critical'" }],
    created_at: now,
    created_by: by,
    updated_at: now,
    updated_by: by,
  });
};

const addRuleset = ({ put, service, state, team, user }: Account): void => {
  const now = toIso(state.clock.now() - 500 * day);
  const creator = { id: user('Ruth Abramov').id, type: 'user_reference', self: user('Ruth Abramov').self };
  const ruleset = put('rulesets', 'global', {
    name: 'Old Front Door',
    routing_keys: [newKey(state)],
    team: { id: team('Platform').id, type: 'team_reference', self: team('Platform').self },
    created_at: now,
    creator,
    updated_at: now,
    updater: creator,
  });
  put(`rulesets/${ruleset.id}/rules`, 'rule', {
    disabled: false,
    position: 0,
    catch_all: false,
    conditions: {
      operator: 'and',
      subconditions: [{ operator: 'contains', parameters: { path: 'summary', value: 'storage' } }],
    },
    actions: { route: { value: service('Object Storage').id }, annotate: { value: 'See the runbook first.' } },
  });
};

/** Puts an event orchestration with its rules, and a ruleset of old, into the account. */
export const fillOrchestrations = (account: Account): void => {
  addOrchestration(account);
  addRuleset(account);
  const { put, service, state } = account;
  const now = toIso(state.clock.now() - 14 * day);
  put('alert_grouping_settings', 'content_based', {
    name: 'One incident for each broker',
    description: null,
    type: 'content_based',
    config: { aggregate: 'all', fields: ['custom_details.labels.broker'], time_window: 900 },
    services: [{ id: service('Event Stream').id, type: 'service_reference', summary: 'Event Stream' }],
    created_at: now,
    updated_at: now,
  });
  const rule = state.nextId();
  put('recommendations/event_orchestrations/rules', 'service', {
    id: rule,
    recommendation_id: rule,
    status: 'available',
    description: 'Suppress health check noise that always resolves within a minute.',
    pcl_expr: "event.summary matches part 'Health check fails'",
    created_at: now,
    updated_at: now,
    metrics: {
      num_events_matching_rule: 214,
      num_events_with_action: 198,
      num_events_with_action_matching_rule: 190,
      precision_metric: 0.89,
      recall: 0.96,
    },
    actions: { suppress: true },
    parent: { id: service('Web Storefront').id, type: 'service_reference' },
  });
};
