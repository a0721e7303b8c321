import type { Deed, Done } from './act.ts';
import { askText, type TextQuestion } from './askText.ts';
import { isAnswer } from './step.ts';

/**
 * Asks for a text and sends it while the box is open: what was typed stays there when that fails. Who leaves the box
 * while it is being sent is told of it as of any other deed, and can have it sent again. Gives undefined when the person
 * left before, and where there was nothing to send.
 */
export const sendText = async (
  question: Omit<TextQuestion<Deed | undefined>, 'accept'>,
  send: (text: string) => Promise<Done | undefined>,
): Promise<Deed | undefined> => {
  const deed = await askText<Deed | undefined>({
    ...question,
    accept: async (text, signal) => {
      const sending = send(text);
      const { promise: left, resolve } = Promise.withResolvers<boolean>();
      signal.addEventListener('abort', () => resolve(true));
      const hasWork = await Promise.race([sending.then((done) => done !== undefined), left]);
      const first = [sending];
      return hasWork ? () => first.pop() ?? send(text) : undefined;
    },
  });
  return isAnswer(deed) ? deed : undefined;
};
