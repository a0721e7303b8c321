import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultKind } from '../createFaults.ts';
import type { SandboxAnswer } from '../state.ts';

/** What goes with an answer. */
export interface Reply {
  readonly headers: Record<string, string>;
  /** Media type other than JSON's own. */
  readonly accept?: string | undefined;
}

/** Waits, unless the caller hangs up first. */
export const wait = async (ms: number, response: ServerResponse): Promise<void> => {
  if (ms <= 0) return;
  const gone = new AbortController();
  const stop = (): void => gone.abort();
  response.once('close', stop);
  await sleep(ms, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
  response.off('close', stop);
};

/** The answer of a fault that comes before the call is carried out; sets the headers that go with it. */
export const toFaultAnswer = (fault: Fault | undefined, reply: Reply): SandboxAnswer | undefined => {
  if (fault?.kind === '429') {
    Object.assign(reply.headers, {
      'ratelimit-limit': '960',
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(fault.reset ?? 1),
    });
    return { status: 429, body: { error: { code: 2020, message: 'Rate Limit Exceeded' } } };
  }
  const status = /^5\d\d$/.test(fault?.kind ?? '') ? Number(fault?.kind) : undefined;
  return status === undefined
    ? undefined
    : { status, body: { error: { code: 2000, message: 'Internal Server Error' } } };
};

/** Ends a connection without an answer, or keeps it waiting until the caller hangs up or the sandbox stops. */
export const answerNothing = (kind: FaultKind | undefined, response: ServerResponse): void => {
  if (kind === 'reset' || kind === 'resetAfter') response.socket?.resetAndDestroy();
};

const page =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Your network asks you to sign in.</body></html>\n';

/** Sends an answer, broken where the fault says so. */
export const send = (
  response: ServerResponse,
  answer: SandboxAnswer,
  { headers, accept }: Reply,
  kind?: FaultKind,
): void => {
  if (kind === 'notJson') {
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page);
    return;
  }
  if (answer.body === undefined) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...headers,
    'content-type': accept ?? 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  if (kind !== 'truncated') response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
};
