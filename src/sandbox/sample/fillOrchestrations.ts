import { newKey } from '../domain/eventBehaviours.ts';
import type { Fields } from '../domain/model.ts';
import { day, toIso } from '../domain/time.ts';
import type { Resource, State } from '../state.ts';
import type { Account } from './account.ts';

/** What orchestrations say of who made them, and of the team. */
const stampsOf = ({ state, user }: Account, days: number): Fields => {
  const at = toIso(state.clock.now() - days * day);
  const by = { id: user('Ruth Abramov').id, type: 'user_reference', self: user('Ruth Abramov').self };
  return { created_at: at, created_by: by, updated_at: at, updated_by: by };
};

const ownerOf = ({ team }: Account): Fields => ({
  id: team('Platform').id,
  type: 'team_reference',
  self: team('Platform').self,
});

const addOrchestration = (account: Account): Resource => {
  const { put, state } = account;
  const key = { routing_key: newKey(state), type: 'global' };
  const integration = { id: state.nextId(), type: 'integration', label: 'All monitors', parameters: key };
  const { type: _, ...shown } = integration;
  const made = put('event_orchestrations', 'event_orchestration', {
    name: 'Front Door',
    description: 'Sends what unnamed monitors report to the service that it is about.',
    team: ownerOf(account),
    routes: 2,
    integrations: [shown],
    version: 'v1',
    ...stampsOf(account, 60),
  });
  state.collection(`event_orchestrations/${made.id}/integrations`).set(integration.id, integration);
  return made;
};

const toRule = (state: State, label: string, expression: string, actions: Fields): Fields => ({
  id: state.nextId(),
  label,
  conditions: [{ expression }],
  actions,
  disabled: false,
});

const addPaths = (account: Account, orchestration: Resource): void => {
  const { state, service } = account;
  const parent = { id: orchestration.id, type: 'event_orchestration_reference', self: orchestration.self };
  const put = (type: string, rules: readonly Fields[], otherwise: Fields): void => {
    state.collection(`event_orchestrations/${orchestration.id}/${type}`).set('.', {
      id: '.',
      type,
      parent,
      sets: [{ id: 'start', rules }],
      catch_all: { actions: otherwise },
      version: 'v1',
      ...stampsOf(account, 60),
    });
  };
  const rule = (label: string, expression: string, actions: Fields) => toRule(state, label, expression, actions);
  const cluster = "event.summary matches part 'node' or event.component matches 'kubelet'";
  put(
    'router',
    [
      rule('Checkout', "event.source matches part 'checkout'", { route_to: service('Checkout API').id }),
      rule('Clusters', cluster, { route_to: service('Kubernetes Clusters').id }),
    ],
    { route_to: 'unrouted' },
  );
  put('global', [rule('Drop what says it is a test', "event.summary matches part '[test]'", { drop_event: true })], {});
  const calm = rule('Out of stock is never critical', "event.class matches 'stock'", { severity: 'warning' });
  put('unrouted', [calm], { suppress: true });
};

const addRuleset = (account: Account): void => {
  const { put, service, state } = account;
  const { created_by: creator, updated_by: updater, ...stamps } = stampsOf(account, 500);
  const ruleset = put('rulesets', 'global', {
    name: 'Old Front Door',
    routing_keys: [newKey(state)],
    team: ownerOf(account),
    creator,
    updater,
    ...stamps,
  });
  const condition = { operator: 'contains', parameters: { path: 'summary', value: 'storage' } };
  put(`rulesets/${ruleset.id}/rules`, 'rule', {
    disabled: false,
    position: 0,
    catch_all: false,
    conditions: { operator: 'and', subconditions: [condition] },
    actions: { route: { value: service('Object Storage').id }, annotate: { value: 'See the runbook first.' } },
  });
};

const addSuggestions = (account: Account): void => {
  const { put, service, state } = account;
  const { created_at, updated_at } = stampsOf(account, 14);
  put('alert_grouping_settings', 'content_based', {
    name: 'One incident for each broker',
    description: null,
    config: { aggregate: 'all', fields: ['custom_details.labels.broker'], time_window: 900 },
    services: [{ id: service('Event Stream').id, type: 'service_reference', summary: 'Event Stream' }],
    created_at,
    updated_at,
  });
  const id = state.nextId();
  put('recommendations/event_orchestrations/rules', 'service', {
    id,
    recommendation_id: id,
    status: 'available',
    description: 'Suppress health check noise that always resolves within a minute.',
    pcl_expr: "event.summary matches part 'Health check fails'",
    created_at,
    updated_at,
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

/** Puts an event orchestration with its rules, a ruleset of old, and what PagerDuty suggests into the account. */
export const fillOrchestrations = (account: Account): void => {
  const orchestration = addOrchestration(account);
  addPaths(account, orchestration);
  const { created_at, created_by, updated_at, updated_by } = stampsOf(account, 30);
  account.put(`event_orchestrations/${orchestration.id}/cache_variables`, 'cache_variable', {
    name: 'last_host',
    disabled: false,
    configuration: { type: 'recent_value', source: 'event.source', regex: '(.*)' },
    conditions: [{ expression: "event.severity matches 'critical'" }],
    created_at,
    created_by,
    updated_at,
    updated_by,
  });
  addRuleset(account);
  addSuggestions(account);
};
