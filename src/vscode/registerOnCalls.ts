import type { OnCallStore } from '../store/onCallStore.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { onCallNodes } from '../views/onCallNodes.ts';
import { registerCommands } from './registerCommands.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import { registerPolling } from './registerPolling.ts';
import { registerTree } from './treeView.ts';
import { withProgressIn } from './withProgressIn.ts';

/** Registers the view of who is on call. */
export const registerOnCalls = (
  store: OnCallStore,
  { session, settings, moment, report }: FeatureOptions,
): Disposable => {
  const nodes = () => onCallNodes(store.state, moment());
  const tree = registerTree({ id: 'pagerduty.onCalls', nodes, onDidChange: store.onDidChange });
  return joinDisposables(
    tree,
    registerPolling({ tree, store, session, settings }),
    registerCommands(report, { 'pagerduty.onCalls.refresh': () => withProgressIn('pagerduty.onCalls', store.reload) }),
  );
};
