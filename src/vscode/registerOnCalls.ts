import * as vscode from 'vscode';
import type { OnCallGrouping } from '../store/onCallState.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { Node } from '../views/node.ts';
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
  const tree = registerTree({
    id: 'pagerduty.onCalls',
    nodes: () => onCallNodes(store.state, moment()),
    onDidChange: store.onDidChange,
    open: (node) => onSchedule(node, store.openSchedule),
    close: (node) => onSchedule(node, store.closeSchedule),
  });
  return joinDisposables(
    tree,
    registerPolling({ tree, store, session, settings }),
    registerCommands(report, {
      'pagerduty.onCalls.refresh': () => withProgressIn('pagerduty.onCalls', store.reload),
      'pagerduty.onCalls.setGrouping': () => chooseGrouping(store),
      'pagerduty.schedule.refresh': (id: string) => withProgressIn('pagerduty.onCalls', () => store.openSchedule(id)),
    }),
  );
};

const onSchedule = ({ context, objectId }: Node, act: (id: string) => unknown): void => {
  if (context === 'schedule' && objectId) act(objectId);
};

const groupings: readonly { readonly value: OnCallGrouping; readonly label: string; readonly detail: string }[] = [
  { value: 'policy', label: 'By Escalation Policy', detail: 'Each policy with its levels, and who is on call now' },
  { value: 'schedule', label: 'By Schedule', detail: 'Each schedule with its coming 7 days and their gaps' },
];

const chooseGrouping = async (store: OnCallStore): Promise<void> => {
  const now = store.state.choices.grouping;
  const items = groupings.map((option) => ({
    ...option,
    description: option.value === now ? '$(check) shown now' : '',
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'How do you want on-calls listed?' });
  if (chosen && chosen.value !== now) store.setGrouping(chosen.value);
};
