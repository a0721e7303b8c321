import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Approve } from '../agent/gate.ts';
import type { WaitingQuestion } from '../policy/agentActivity.ts';
import { type Approval, type Question, toQuestion } from '../policy/approval.ts';
import { Refusal } from './report.ts';
import { withoutLinks } from './withoutLinks.ts';

/** Asks the person in the editor for agents whose client cannot. */
export interface AgentApproval {
  readonly approve: Approve;
  /** Words what a person is asked, in the editor's language. */
  readonly toQuestion: typeof toQuestion;
  /** Asks again what waits, from its row in the sidebar. */
  answer(waiting: WaitingQuestion | undefined): Promise<void>;
}

/** Milliseconds that a person has to answer; after that it is a no. */
const patience = 600_000;

const toAnswers = (): readonly (vscode.MessageItem & vscode.QuickPickItem & { readonly value: Approval })[] => [
  { value: 'once', title: l10n.t('Once'), label: l10n.t('Once'), detail: l10n.t('This call alone.') },
  {
    value: 'hour',
    title: l10n.t('For This Hour'),
    label: l10n.t('For This Hour'),
    detail: l10n.t('This agent may call this operation for an hour without asking again.'),
  },
  { value: 'no', title: l10n.t('No'), label: l10n.t('No'), detail: l10n.t('Nothing is sent.') },
];

const toOver = (): string => l10n.t('This question waits no more.');

/**
 * Makes the questions: a notification that stays out of the way, and a row in the sidebar. Whichever is answered first
 * counts; closing the notification, the end of the call and no answer mean no.
 */
export const createAgentApproval = (): AgentApproval => {
  const pending = new Map<Question, (answer: Approval) => void>();
  return {
    approve: ({ question, signal }) =>
      new Promise((resolve) => {
        const settle = (answer: Approval): void => {
          if (pending.delete(question)) resolve(answer);
        };
        pending.set(question, settle);
        const end = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
        if (end.aborted) return settle('no');
        end.addEventListener('abort', () => settle('no'));
        void vscode.window
          .showWarningMessage(withoutLinks(`${question.headline} ${question.effect}`), ...toAnswers())
          .then((chosen) => {
            if (chosen && !pending.has(question)) void vscode.window.showInformationMessage(toOver());
            settle(chosen?.value ?? 'no');
          });
      }),
    toQuestion,
    answer: async (waiting) => {
      if (!waiting) throw new Refusal(toOver());
      const settle = pending.get(waiting.question);
      if (!settle) throw new Refusal(l10n.t('“{0}” asks in its own window; answer there.', waiting.client.name));
      const { headline, effect } = waiting.question;
      const chosen = await vscode.window.showQuickPick(toAnswers(), { title: headline, placeHolder: effect });
      if (chosen) settle(chosen.value);
    },
  };
};
