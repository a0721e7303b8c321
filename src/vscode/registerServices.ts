import * as l10n from '@vscode/l10n';
import type { IncidentStore } from '../store/incidentStore.ts';
import { isMineOnly, type ServiceGrouping, type ServiceScope } from '../store/serviceState.ts';
import type { ServiceStore } from '../store/serviceStore.ts';
import { createEmitter, type Disposable, joinDisposables } from '../util/emitter.ts';
import { createMemo } from '../util/memo.ts';
import { type ServiceRows, serviceNodes } from '../views/serviceNodes.ts';
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
  const rows: ServiceRows = createMemo();
  const tree = registerTree({
    id: 'pagerduty.services',
    nodes: () => {
      const { pending, choices, settings: set } = incidents.state;
      const { followed } = choices;
      const around = { pending, followed, staleAfter: set.staleAfter, linked: set.workspaceServices };
      return serviceNodes(store.state, moment(), around, rows);
    },
    frame: () => ({ description: isMineOnly(store.state) ? l10n.t('Mine') : '' }),
    onDidChange: changed.event,
    open: ({ context, objectId }) => context === 'dependencies' && objectId && void store.openDependencies(objectId),
  });
  return joinDisposables(
    tree,
    changed,
    store.onDidChange(() => changed.fire()),
    incidents.onDidChange(({ before, after }) => {
      if (before.settings !== after.settings || before.choices.followed !== after.choices.followed) changed.fire();
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

const toScopes = (): readonly Option<ServiceScope>[] => [
  { value: 'all', label: l10n.t('All'), detail: l10n.t('All services of the account') },
  { value: 'mine', label: l10n.t('Mine'), detail: l10n.t('Services of the teams I am in') },
];

const toGroupings = (): readonly Option<ServiceGrouping>[] => [
  { value: 'none', label: l10n.t('Not at All'), detail: l10n.t('One list by name') },
  { value: 'team', label: l10n.t('By Team'), detail: l10n.t('My teams first') },
  { value: 'state', label: l10n.t('By State'), detail: l10n.t('The worst first') },
];

const chooseScope = async (store: ServiceStore): Promise<void> => {
  const chosen = await pickOption(l10n.t('Whose services do you want to see?'), toScopes(), store.state.choices.scope);
  if (chosen) store.setScope(chosen);
};

const chooseGrouping = async (store: ServiceStore): Promise<void> => {
  const chosen = await pickOption(
    l10n.t('How do you want services grouped?'),
    toGroupings(),
    store.state.choices.grouping,
  );
  if (chosen) store.setGrouping(chosen);
};
