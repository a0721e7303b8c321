import type * as vscode from 'vscode';
import type { Send } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';

/** Writes a line for each call: operation, result and duration; no input, no answer, no token. */
export const toLoggedSend = (send: Send, log: Pick<vscode.LogOutputChannel, 'info'>, now: () => number): Send => {
  return async (operation, input, options) => {
    const start = now();
    const write = (result: string): void => log.info(`${operation.id}: ${result}, ${now() - start} ms`);
    try {
      const answer = await send(operation, input, options);
      write('done');
      return answer;
    } catch (error) {
      if (options?.signal?.aborted) write('cancelled');
      else write(error instanceof ApiError ? [error.kind, error.status].filter(Boolean).join(' ') : 'failed');
      throw error;
    }
  };
};
