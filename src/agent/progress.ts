import type { ProgressToken, ServerNotification } from '@modelcontextprotocol/sdk/types.js';

/** What of a request its progress is told by. */
export interface ProgressRequest {
  readonly _meta?: { readonly progressToken?: ProgressToken | undefined } | undefined;
  readonly signal: AbortSignal;
  readonly sendNotification: (notification: ServerNotification) => Promise<void>;
}

/**
 * Makes what tells a client how far its call has come, where it asked for that: `75 incidents`. Progress only grows, as
 * the protocol wants it, and ends with the call.
 */
export const createProgress = ({
  _meta,
  signal,
  sendNotification,
}: ProgressRequest): ((rows: number, name: string) => void) | undefined => {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  let last = 0;
  return (rows, name) => {
    if (rows <= last || signal.aborted) return;
    last = rows;
    const params = { progressToken, progress: rows, message: `${rows} ${name.replaceAll('_', ' ')}` };
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined); // The answer still comes, or the client is gone.
  };
};
