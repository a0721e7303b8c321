import * as l10n from '@vscode/l10n';
import type { OnCallGrouping } from '../store/onCallState.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { onCallNodes } from '../views/onCallNodes.ts';
import { type Option, pickOption } from './pickOption.ts';
import { registerCommands } from './registerCommands.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import { registerPolling } from './registerPolling.ts';
import { registerTree } from './treeView.ts';
import { withProgressIn } from './withProgressIn.ts';

/** Who is on call changes a few times a day, and a large account needs many calls to tell it. */
const slowness = 4;

/** Registers the view of who is on call. */
export const registerOnCalls = (
  store: OnCallStore,
  { session, settings, moment, report }: FeatureOptions,
): Disposable => {
  const tree = registerTree({
    id: 'pagerduty.onCalls',
    nodes: () => onCallNodes(store.state, moment()),
    onDidChange: store.onDidChange,
    open: ({ context, objectId }) => context === 'schedule' && objectId && void store.openSchedule(objectId),
  });
  return joinDisposables(
    tree,
    registerPolling({ tree, store, session, settings, slowness }),
    registerCommands(report, {
      'pagerduty.onCalls.refresh': () => withProgressIn('pagerduty.onCalls', store.reload),
      'pagerduty.onCalls.setGrouping': () => chooseGrouping(store),
      'pagerduty.schedule.refresh': (id: string) => withProgressIn('pagerduty.onCalls', () => store.openSchedule(id)),
    }),
  );
};

const toGroupings = (): readonly Option<OnCallGrouping>[] => [
  {
    value: 'policy',
    label: l10n.t('By Escalation Policy'),
    detail: l10n.t('Each policy with its levels, and who is on call now'),
  },
  {
    value: 'schedule',
    label: l10n.t('By Schedule'),
    detail: l10n.t('Each schedule with its coming 7 days and their gaps'),
  },
];

const chooseGrouping = async (store: OnCallStore): Promise<void> => {
  const chosen = await pickOption(
    l10n.t('How do you want on-calls listed?'),
    toGroupings(),
    store.state.choices.grouping,
  );
  if (chosen) store.setGrouping(chosen);
};
