import { toRef } from '../domain/collections.ts';
import { day, minute, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

/** Puts a runner, two actions and one invocation into the account. */
export const fillAutomation = ({ put, service, state, team, user }: Account): void => {
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
  const add = (name: string, description: string, kind: string, script: string) =>
    put('automation_actions/actions', 'action', {
      name,
      description,
      action_type: 'script',
      action_classification: kind,
      runner: runner.id,
      runner_type: 'sidecar',
      services: [toRef(service('Kubernetes Clusters'))],
      teams: [toRef(team('Platform'))],
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
  const prune = add('Prune container images', 'Frees disk space on a node.', 'remediation', 'crictl rmi --prune');
  const events = add(
    'Show recent cluster events',
    'The last fifty events of all namespaces.',
    'diagnostic',
    'kubectl get events -A | tail -50',
  );
  runner.associated_actions = { actions: [prune, events].map(toRef), more: false };
  for (const action of [prune, events]) {
    const place = `automation_actions/actions/${action.id}`;
    state
      .collection(`${place}/services`)
      .set(service('Kubernetes Clusters').id, { ...toRef(service('Kubernetes Clusters')) });
    state.collection(`${place}/teams`).set(team('Platform').id, { ...toRef(team('Platform')) });
  }
  state
    .collection(`automation_actions/runners/${runner.id}/teams`)
    .set(team('Platform').id, { ...toRef(team('Platform')) });
  put('automation_actions/invocations', 'invocation', {
    summary: 'Prune container images',
    action_snapshot: { name: prune.name, action_type: 'script', action_data_reference: prune.action_data_reference },
    runner_id: runner.id,
    timing: [
      { state: 'created', timestamp: toIso(now - 2 * day) },
      { state: 'completed', timestamp: toIso(now - 2 * day + 41_000) },
    ],
    duration: 41,
    state: 'completed',
    action_id: prune.id,
    metadata: { agent: toRef(user('Tomasz Wiśniewski')) },
  });
};
