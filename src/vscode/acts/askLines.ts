import * as l10n from '@vscode/l10n';
import type { TextRequest, WriteText } from '../textEditor.ts';
import type { Answer } from './step.ts';

/** Asks for a text of many lines among other questions; what was written is kept until it is forgotten by its key. */
export const askLines = async <T>(
  writeText: WriteText,
  request: Omit<TextRequest, 'action' | 'accept' | 'keeps'>,
  toAnswer: (text: string) => T,
): Promise<Answer<T>> => {
  let answer: T | undefined;
  const isTaken = await writeText({
    ...request,
    action: l10n.t('Go on'),
    keeps: true,
    accept: async (text) => {
      answer = toAnswer(text);
    },
  });
  return isTaken ? answer : undefined;
};
