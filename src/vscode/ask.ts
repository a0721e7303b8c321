import * as vscode from 'vscode';
import { toSentence } from './report.ts';

/** Something to be typed, and what is made of it. */
export interface Question<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Checks the trimmed text and gives the answer; what it throws shows under the text, which stays for another try. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<T>;
}

/** Asks in an input box that stays open until an answer is accepted; undefined when the person leaves it. */
export const ask = <T>(question: Question<T>): Promise<T | undefined> => {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.placeholder = question.placeholder ?? '';
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  return new Promise((resolve) => {
    const left = new AbortController();
    const check = async (): Promise<void> => {
      if (box.busy || box.value.trim() === '') return;
      setBusy(box, true);
      try {
        resolve(await question.accept(box.value.trim(), left.signal));
        box.dispose();
      } catch (error) {
        if (left.signal.aborted) return;
        setBusy(box, false);
        box.validationMessage = { message: toSentence(error), severity: vscode.InputBoxValidationSeverity.Error };
      }
    };
    box.onDidAccept(check);
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidHide(() => {
      left.abort();
      box.dispose();
      resolve(undefined);
    });
    box.show();
  });
};

const setBusy = (box: vscode.InputBox, busy: boolean): void => {
  box.busy = busy;
  box.enabled = !busy;
  if (busy) box.validationMessage = undefined;
};
