import * as vscode from 'vscode';

/** How a question stands among others. */
export interface Step {
  readonly title: string;
  /** Offers the way to the question before. */
  readonly canGoBack?: boolean;
  /** Counted from 1. */
  readonly step?: number;
  readonly steps?: number;
}

/** The person wants the question before. */
export const back = Symbol('back');

/** An answer, the wish for the question before, or undefined when the question was left. */
export type Answer<T> = T | typeof back | undefined;

/** Whether an answer is one. */
export const isAnswer = <T>(answer: Answer<T>): answer is T => answer !== undefined && answer !== back;

/** Shows how the question stands; the focus may go elsewhere, for what was typed must not be lost. */
export const setStep = (input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>, step: Step): void => {
  input.title = step.title;
  input.step = step.step;
  input.totalSteps = step.steps;
  input.ignoreFocusOut = true;
  if (step.canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
};
