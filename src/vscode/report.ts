import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import { withoutLinks } from './withoutLinks.ts';

/** A button under a message. */
export interface Cure {
  readonly title: string;
  readonly run: () => unknown;
}

/**
 * Tells the person that what they asked for failed, in the error's own sentence, with buttons that lead on. Only
 * answers to a person's own act are reported: background work never is. A cancelled act is not told.
 */
export type Report = (error: unknown, ...cures: readonly Cure[]) => void;

/** What a person asked for and cannot have as things stand; the message says what to do. */
export class Refusal extends Error {
  /** Bundles that load each other have a class each: a refusal of one is a Refusal in all of them. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Refusal';
  }

  override readonly name = 'Refusal';
  /** Kind of the failure behind it, where there is one. */
  readonly kind: string | undefined;

  constructor(message: string, kind?: string) {
    super(message);
    this.kind = kind;
  }
}

/** Failures that signing in again mends. */
const mendedBySignIn: ReadonlySet<string> = new Set(['token', 'needsFrom']);

/** What was begun in one account is never sent to another. */
export const toAccountChanged = (): Refusal =>
  new Refusal(l10n.t('The account was changed meanwhile: begin again in the present one.'));

/**
 * Makes the only place that shows an error. Each is told at once: it answers what the person has just done, and a message
 * that was only put aside, by Escape or by its age, still counts as open in VS Code. The same message again takes the
 * place of the one that is there.
 *
 * @param log for the details that a sentence cannot hold
 * @param pin gives what tells later whether the account in use is still the present one: cures hold for that one alone
 */
export const createReport = (log: vscode.LogOutputChannel, pin: () => () => boolean): Report => {
  const show = async (error: unknown, ...cures: readonly Cure[]): Promise<void> => {
    const buttons = [...cures, ...furtherCures(error, cures)];
    (await vscode.window.showErrorMessage(withoutLinks(toSentence(error)), ...buttons))?.run();
  };
  const furtherCures = (error: unknown, cures: readonly Cure[]): readonly Cure[] => {
    if (isExpected(error) && mendedBySignIn.has(error.kind ?? '')) {
      return [{ title: l10n.t('Sign In'), run: () => vscode.commands.executeCommand('pagerduty.signIn') }];
    }
    if (!isExpected(error)) return [{ title: l10n.t('Show Log'), run: () => log.show() }];
    // VS Code shows an error until it is answered, as long as there is a button to answer with.
    return cures.length > 0 ? [] : [{ title: l10n.t('OK'), run: () => undefined }];
  };
  return (error, ...cures) => {
    if (isCancellation(error)) return;
    log.error(error instanceof Error && !isExpected(error) ? error : toSentence(error));
    const isSame = pin();
    const ours = cures.map(({ title, run }) => ({
      title,
      run: () => (isSame() ? run() : void show(toAccountChanged())),
    }));
    void show(error, ...ours);
  };
};

/** Whether an error tells a person what to do; any other is a mistake in the code. */
const isExpected = (error: unknown): error is ApiError | Refusal =>
  error instanceof ApiError || error instanceof Refusal;

/** The sentence that an error is told in. */
export const toSentence = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : l10n.t('Something went wrong: {0}.', String(error));

/** Whether an error only says that somebody ended the work. */
export const isCancellation = (error: unknown): boolean =>
  error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
