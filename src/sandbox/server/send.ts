import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultKind, Strike } from '../createFaults.ts';
import type { SandboxAnswer } from '../state.ts';

/** What goes with an answer. */
export interface Reply {
  readonly headers: Record<string, string>;
  /** Media type other than JSON's own. */
  readonly accept?: string | undefined;
}

/** Waits, unless the caller hangs up first. */
const wait = async (ms: number, response: ServerResponse): Promise<void> => {
  if (ms <= 0) return;
  const gone = new AbortController();
  const stop = (): void => gone.abort();
  response.once('close', stop);
  await sleep(ms, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
  response.off('close', stop);
};

const refusals: Readonly<Record<string, { readonly code: number; readonly message: string }>> = {
  402: { code: 2012, message: 'Account does not have the ability' },
  403: { code: 2010, message: 'Access Denied' },
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
  const refusal = refusals[fault?.kind ?? ''];
  const status = refusal || /^5\d\d$/.test(fault?.kind ?? '') ? Number(fault?.kind) : undefined;
  return status === undefined
    ? undefined
    : { status, body: { error: refusal ?? { code: 2000, message: 'Internal Server Error' } } };
};

/** Ends a connection without an answer, or keeps it waiting until the caller hangs up or the sandbox stops. */
const answerNothing = (kind: FaultKind | undefined, response: ServerResponse): void => {
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
  const bytes = Buffer.from(answer.media === undefined ? JSON.stringify(answer.body) : String(answer.body));
  response.writeHead(answer.status, {
    ...headers,
    'content-type': answer.media ?? accept ?? 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  if (kind !== 'truncated') response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
};

/**
 * Answers a request as its strike has it: late, broken, or not at all. `toAnswer` is called where the call is carried
 * out, `log` with the status in any case, undefined where no answer is sent.
 */
export const answerUnder = async (
  { fault, delay }: Strike,
  response: ServerResponse,
  reply: Reply,
  toAnswer: () => SandboxAnswer,
  log: (status: number | undefined) => void,
): Promise<void> => {
  await wait(delay, response);
  const kind = fault?.kind;
  const isDone = kind !== 'reset' && kind !== 'stall';
  const answer = isDone ? toAnswer() : undefined;
  const isSilent = !isDone || kind === 'resetAfter' || kind === 'stallAfter';
  log(isSilent ? undefined : answer?.status);
  if (isSilent || !answer) answerNothing(kind, response);
  else send(response, answer, reply, kind);
};
