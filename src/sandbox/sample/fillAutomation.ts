import { toRef } from '../domain/collections.ts';
import type { Fields } from '../domain/model.ts';
import { day, minute, toIso } from '../domain/time.ts';
import type { Resource } from '../state.ts';
import type { Account } from './account.ts';

const addRunner = ({ put, state, team }: Account): Resource => {
  const now = state.clock.now();
  const runner = put('automation_actions/runners', 'runner', {
    runner_type: 'sidecar',
    name: 'Production runner',
    description: 'Runs scripts next to the clusters.',
    status: 'Configured',
    creation_time: toIso(now - 300 * day),
    last_seen: toIso(now - minute),
    teams: [toRef(team('Platform'))],
    privileges: { permissions: ['update', 'delete'] },
    associated_actions: { actions: [], more: false },
    metadata: {},
  });
  state
    .collection(`automation_actions/runners/${runner.id}/teams`)
    .set(team('Platform').id, { ...toRef(team('Platform')) });
  return runner;
};

const addAction = (
  { put, service, state, team }: Account,
  runner: Resource,
  fields: Fields,
  script: string,
): Resource => {
  const now = state.clock.now();
  const [clusters, platform] = [toRef(service('Kubernetes Clusters')), toRef(team('Platform'))];
  const action = put('automation_actions/actions', 'action', {
    ...fields,
    action_type: 'script',
    runner: runner.id,
    runner_type: 'sidecar',
    services: [clusters],
    teams: [platform],
    privileges: { permissions: ['invoke'] },
    metadata: {},
    creation_time: toIso(now - 200 * day),
    modify_time: toIso(now - 30 * day),
    only_invocable_on_unresolved_incidents: true,
    allow_invocation_manually: true,
    allow_invocation_from_event_orchestration: false,
    map_to_all_services: false,
    action_data_reference: { script, invocation_command: '/bin/sh' },
  });
  state.collection(`automation_actions/actions/${action.id}/services`).set(clusters.id, { ...clusters });
  state.collection(`automation_actions/actions/${action.id}/teams`).set(platform.id, { ...platform });
  return action;
};

/** Puts a runner, two actions and one invocation into the account. */
export const fillAutomation = (account: Account): void => {
  const { put, state, user } = account;
  const runner = addRunner(account);
  const add = (name: string, description: string, kind: string, script: string) =>
    addAction(account, runner, { name, description, action_classification: kind }, script);
  const prune = add('Prune container images', 'Frees disk space on a node.', 'remediation', 'crictl rmi --prune');
  const script = 'kubectl get events -A | tail -50';
  const events = add('Show recent cluster events', 'The last fifty of all namespaces.', 'diagnostic', script);
  runner.associated_actions = { actions: [prune, events].map(toRef), more: false };
  const ran = state.clock.now() - 2 * day;
  const { name, action_data_reference } = prune;
  put('automation_actions/invocations', 'invocation', {
    summary: name,
    action_snapshot: { name, action_type: 'script', action_data_reference },
    runner_id: runner.id,
    timing: [
      { state: 'created', timestamp: toIso(ran) },
      { state: 'completed', timestamp: toIso(ran + 41_000) },
    ],
    duration: 41,
    state: 'completed',
    action_id: prune.id,
    metadata: { agent: toRef(user('Tomasz Wiśniewski')) },
  });
};
