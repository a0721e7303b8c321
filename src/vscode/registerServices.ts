import type { IncidentStore } from '../store/incidentStore.ts';
import { isMineOnly, type ServiceGrouping, type ServiceScope } from '../store/serviceState.ts';
import type { ServiceStore } from '../store/serviceStore.ts';
import { createEmitter, type Disposable, joinDisposables } from '../util/emitter.ts';
import { serviceNodes } from '../views/serviceNodes.ts';
import { type Option, pickOption } from './pickOption.ts';
import { registerCommands } from './registerCommands.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import { registerPolling } from './registerPolling.ts';
import { registerTree } from './treeView.ts';
import { withProgressIn } from './withProgressIn.ts';

/** Registers the view of services, which loads page by page and shows their open incidents too. */
export const registerServices = (
  store: ServiceStore,
  incidents: Pick<IncidentStore, 'state' | 'onDidChange'>,
  { session, settings, moment, report }: FeatureOptions,
): Disposable => {
  const changed = createEmitter<void>();
  const tree = registerTree({
    id: 'pagerduty.services',
    nodes: () => serviceNodes(store.state, moment(), incidents.state.pending),
    frame: () => ({ description: isMineOnly(store.state) ? 'Mine' : '' }),
    onDidChange: changed.event,
    open: ({ context, objectId }) => context === 'dependencies' && objectId && void store.openDependencies(objectId),
  });
  return joinDisposables(
    tree,
    changed,
    store.onDidChange(() => changed.fire()),
    incidents.onDidChange(({ before, after }) => {
      if (before.pending === after.pending) return;
      changed.fire();
      // What was done to incidents has changed the state of their services.
      if (after.pending.size === 0 && tree.visible()) void store.reload();
    }),
    registerPolling({ tree, store, session, settings }),
    registerCommands(report, {
      'pagerduty.services.refresh': () => withProgressIn('pagerduty.services', store.reload),
      'pagerduty.services.loadMore': () => store.loadMore(),
      'pagerduty.services.setScope': () => chooseScope(store),
      'pagerduty.services.setGrouping': () => chooseGrouping(store),
      'pagerduty.service.refreshDependencies': (id: string) =>
        withProgressIn('pagerduty.services', () => store.openDependencies(id)),
    }),
  );
};

const scopes: readonly Option<ServiceScope>[] = [
  { value: 'all', label: 'All', detail: 'All services of the account' },
  { value: 'mine', label: 'Mine', detail: 'Services of the teams I am in' },
];

const groupings: readonly Option<ServiceGrouping>[] = [
  { value: 'none', label: 'Not at All', detail: 'One list by name' },
  { value: 'team', label: 'By Team', detail: 'My teams first' },
  { value: 'state', label: 'By State', detail: 'The worst first' },
];

const chooseScope = async (store: ServiceStore): Promise<void> => {
  const chosen = await pickOption('Whose services do you want to see?', scopes, store.state.choices.scope);
  if (chosen) store.setScope(chosen);
};

const chooseGrouping = async (store: ServiceStore): Promise<void> => {
  const chosen = await pickOption('How do you want services grouped?', groupings, store.state.choices.grouping);
  if (chosen) store.setGrouping(chosen);
};
