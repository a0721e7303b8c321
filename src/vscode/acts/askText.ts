import * as vscode from 'vscode';
import { toSentence } from '../report.ts';
import { type Answer, back, type Step, setStep } from './step.ts';

/** Something to be typed. */
export interface TextQuestion<T> extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands there at first. */
  readonly value?: string;
  /** Typed characters are not shown. */
  readonly secret?: boolean;
  /** Whether nothing is an answer too. */
  readonly mayBeEmpty?: boolean;
  /** Says what is wrong with the text as it is being typed, or nothing. */
  readonly check?: (text: string) => string | undefined;
  /** What the text would lead to, said below it while it is typed. */
  readonly hint?: (text: string) => string | undefined;
  /**
   * Makes the answer of the trimmed text; what it throws shows below the text, which stays for another try. The signal is
   * aborted when the person leaves meanwhile: what is given even then is the answer, and what is thrown is told to nobody.
   */
  readonly accept: (text: string, signal: AbortSignal) => T | Promise<T>;
}

/** A box has one line: a text of more is kept as it is until it is changed. */
const flatten = (text: string): string => text.replace(/\s*\n\s*/gu, ' ');

const severity = vscode.InputBoxValidationSeverity;

const toMessage = (
  { check, hint }: TextQuestion<unknown>,
  text: string,
): vscode.InputBoxValidationMessage | undefined => {
  if (text === '') return undefined;
  const problem = check?.(text);
  if (problem !== undefined) return { message: problem, severity: severity.Error };
  const told = hint?.(text);
  return told === undefined ? undefined : { message: told, severity: severity.Info };
};

/** Makes the box as it is before anything is typed. */
const createBox = (question: TextQuestion<unknown>): vscode.InputBox => {
  const box = vscode.window.createInputBox();
  setStep(box, question);
  box.prompt = question.prompt;
  box.placeholder = question.placeholder ?? '';
  box.password = question.secret ?? false;
  box.value = flatten(question.value ?? '');
  return box;
};

const setBusy = (box: vscode.InputBox, busy: boolean): void => {
  box.busy = busy;
  box.enabled = !busy;
  if (busy) box.validationMessage = undefined;
};

/** Asks for a text in a box that stays open until its answer is accepted, or until the person leaves it. */
export const askText = <T>(question: TextQuestion<T>): Promise<Answer<T>> => {
  const { value = '', mayBeEmpty = false } = question;
  const box = createBox(question);
  const left = new AbortController();
  const textOf = (): string => (box.value === flatten(value) ? value : box.value).trim();
  const tell = (): void => {
    box.validationMessage = toMessage(question, textOf());
  };
  return new Promise((resolve) => {
    const end = (answer: Answer<T>): void => {
      resolve(answer);
      box.dispose();
    };
    const accept = async (): Promise<void> => {
      const text = textOf();
      if (box.busy || (text === '' && !mayBeEmpty) || question.check?.(text) !== undefined) return;
      setBusy(box, true);
      try {
        end(await question.accept(text, left.signal));
      } catch (error) {
        if (left.signal.aborted) return end(undefined);
        setBusy(box, false);
        box.validationMessage = { message: toSentence(error), severity: severity.Error };
      }
    };
    tell();
    box.onDidAccept(accept);
    box.onDidChangeValue(tell);
    box.onDidTriggerButton(() => box.busy || end(back));
    box.onDidHide(() => {
      left.abort();
      if (!box.busy) end(undefined);
    });
    box.show();
  });
};
