import type { IncidentStore } from '../store/incidentStore.ts';
import type { ServiceStore } from '../store/serviceStore.ts';
import { createEmitter, type Disposable, joinDisposables } from '../util/emitter.ts';
import { serviceNodes } from '../views/serviceNodes.ts';
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
    onDidChange: changed.event,
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
    }),
  );
};
