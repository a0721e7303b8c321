import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Feature, saysLacking } from '../../domain/feature.ts';
import { isSameAccount } from '../../store/openSession.ts';
import type { Disposable } from '../../util/emitter.ts';
import { isCancellation, Refusal } from '../report.ts';
import { withoutIcons } from '../withoutIcons.ts';
import type { Deed, Done } from './act.ts';
import type { ActOptions } from './actOptions.ts';

/** Does what was decided on, tells of it, and keeps the way back. */
export interface Doing extends Disposable {
  /** Never rejects: a failure is reported, with a way to try the same again where that has a sense. */
  run(deed: Deed, feature?: Feature): Promise<void>;
  tell(done: Done): void;
  /** Takes back what was done last; throws a Refusal where that has no way back. */
  undo(): Promise<void>;
}

/** Milliseconds for which the status bar tells what was done. */
const told = 10_000;

/** Tells in the status bar for a while what was done; a click takes it back where there is a way. */
const createTeller = () => {
  const item = vscode.window.createStatusBarItem('pagerduty.done', vscode.StatusBarAlignment.Left, 1000);
  item.name = 'PagerDuty';
  let timer: NodeJS.Timeout | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    item.hide();
  };
  return {
    tell: (text: string, canUndo: boolean): void => {
      hide();
      const what = withoutIcons(text);
      item.text = `$(check) ${canUndo ? l10n.t('{0} · Undo', what) : what}`;
      item.tooltip = canUndo ? l10n.t('Take it back') : undefined;
      item.command = canUndo ? 'pagerduty.undo' : undefined;
      item.show();
      timer = setTimeout(hide, told);
    },
    hide,
    dispose: () => {
      hide();
      item.dispose();
    },
  };
};

/** Makes the doing of deeds; what another account did is taken back no more. */
export const createDoing = ({ report, lacks, session }: Pick<ActOptions, 'report' | 'lacks' | 'session'>): Doing => {
  let wayBack: Deed | undefined;
  let account = session.state;
  const teller = createTeller();
  const keep = (undo: Deed | undefined): void => {
    wayBack = undo;
    void vscode.commands.executeCommand('setContext', 'pagerduty.canUndo', undo !== undefined);
  };
  const subscription = session.onDidChange((next) => {
    if (isSameAccount(account, next)) return;
    account = next;
    keep(undefined);
    teller.hide();
  });
  const tell = ({ text, undo }: Done): void => {
    keep(undo);
    teller.tell(text, undo !== undefined);
  };
  const attempt = async (deed: Deed, feature?: Feature): Promise<boolean> => {
    keep(undefined); // Undo means this from now on, not what was done before.
    try {
      const done = await deed();
      if (done) tell(done);
      return done !== undefined;
    } catch (error) {
      if (isCancellation(error)) return false;
      const isLacking = feature !== undefined && saysLacking(error);
      if (isLacking) lacks.add(feature);
      report(error, ...(isLacking ? [] : [{ title: l10n.t('Retry'), run: () => attempt(deed, feature) }]));
      return false;
    }
  };
  return {
    run: async (deed, feature) => void (await attempt(deed, feature)),
    tell,
    undo: async () => {
      const [deed, of] = [wayBack, account];
      if (!deed) throw new Refusal(l10n.t('There is nothing to undo: what was done last has no way back.'));
      // What was left or failed can still be taken back, unless something else was done meanwhile.
      if (!(await attempt(deed)) && !wayBack && of === account) keep(deed);
    },
    dispose: () => {
      subscription.dispose();
      teller.dispose();
    },
  };
};
