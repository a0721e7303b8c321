import type { IncomingMessage } from 'node:http';
import type { Operation } from '../../api/operation.ts';
import type { Faults, Strike } from '../createFaults.ts';
import type { LoggedCall, WritableLog } from '../createRequestLog.ts';
import { type SandboxAnswer, SandboxError, type State } from '../state.ts';
import type { SandboxToken } from '../tokens.ts';
import { authorize, type Caller } from './authorize.ts';
import type { Call } from './createCall.ts';
import type { Allowance } from './createRateLimit.ts';
import type { Match, Router } from './createRouter.ts';
import type { Handler } from './listen.ts';
import { readBody } from './readBody.ts';
import { answerUnder, type Reply, toFaultAnswer } from './send.ts';
import { toErrorAnswer } from './toErrorAnswer.ts';
import type { Received } from './toInput.ts';

/** What a handler is made of. */
export interface HandlerOptions {
  readonly router: Router;
  readonly call: Call;
  /** Asked at every request: a reset brings another state. */
  readonly state: () => State;
  /** Those that hold now. */
  readonly tokens: () => readonly SandboxToken[];
  readonly faults: Faults;
  readonly log: WritableLog;
  readonly allow: (token: string) => Allowance;
  /** Told of every call that may have changed something. */
  readonly onDidWrite: (row: Operation, caller: Caller, received: Received, answer: SandboxAnswer) => void;
}

/** A request on its way: what is known of it so far. */
interface Passage {
  readonly received: Received;
  readonly match: Match | undefined;
  readonly strike: Strike;
}

const toIso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

const toHeaders = ({ limit, remaining, reset }: Allowance): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
});

const receive = async (request: IncomingMessage, url: URL): Promise<Received> => {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
  );
  const { body, error } = await readBody(request);
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body, error };
};

const toAnswer = (options: HandlerOptions, { received, match, strike }: Passage, reply: Reply): SandboxAnswer => {
  if (!match) throw new SandboxError(404, 2100, 'Not Found');
  const { row, slots } = match;
  const state = options.state();
  const caller = authorize(row, received, state, options.tokens());
  const allowance = caller.token ? options.allow(caller.token.secret) : undefined;
  if (allowance) Object.assign(reply.headers, toHeaders(allowance));
  if (allowance?.spent) throw new SandboxError(429, 2020, 'Rate Limit Exceeded');
  const failed = toFaultAnswer(strike.fault, reply);
  if (failed) return failed;
  if (received.error) throw received.error;
  const now = (): string => toIso(state.clock.now());
  const answer = options.call(row, slots, received, { state, user: caller.user, now });
  if (row.effect !== 'read') options.onDidWrite(row, caller, received, answer);
  return answer;
};

const tryAnswer = (options: HandlerOptions, passage: Passage, reply: Reply): SandboxAnswer => {
  try {
    return toAnswer(options, passage, reply);
  } catch (error) {
    if (error instanceof SandboxError) return toErrorAnswer(passage.match?.row, error);
    throw error;
  }
};

const toLogged = (time: number, { received, match, strike }: Passage, status: number | undefined): LoggedCall => {
  const { authorization: _, ...headers } = received.headers;
  const names = [...new Set(received.query.keys())];
  return {
    time,
    method: received.method,
    path: received.path,
    query: Object.fromEntries(names.map((name) => [name, received.query.getAll(name)])),
    operationId: match?.row.id,
    status,
    body: received.body,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    from: received.headers.from,
    fault: strike.fault?.kind,
  };
};

/** Makes the function that answers one request after another: route, fault, token, limit, call, log. */
export const createHandler =
  (options: HandlerOptions): Handler =>
  async (request, response, url) => {
    const received = await receive(request, url);
    const found = options.router(received.method, received.path);
    const match = 'row' in found ? found : undefined;
    const strike = match ? options.faults.draw(match.row.id) : { delay: 0 };
    const passage: Passage = { received, match, strike };
    const reply: Reply = { headers: {}, accept: match?.row.accept };
    await answerUnder(
      strike,
      response,
      reply,
      () => tryAnswer(options, passage, reply),
      (status) => options.log.add(toLogged(options.state().clock.now(), passage, status)),
    );
  };
