import type { IncomingMessage } from 'node:http';
import type { Faults } from '../createFaults.ts';
import type { LoggedCall, WritableLog } from '../createRequestLog.ts';
import type { Handler } from '../server/listen.ts';
import { readBytes } from '../server/readBody.ts';
import { answerUnder, type Reply, toFaultAnswer } from '../server/send.ts';
import type { SandboxAnswer, State } from '../state.ts';
import type { SandboxToken } from '../tokens.ts';
import type { OAuthClient } from './client.ts';
import { createAuthorize } from './createAuthorize.ts';
import { createGrants } from './createGrants.ts';
import { createTokenEndpoints } from './createTokenEndpoints.ts';
import type { Asked, Endpoint, IdentityAnswer } from './endpoint.ts';

/** Path under which people sign in. */
export const identityPrefix = '/oauth/';

/** Names of the sign-in's requests in faults and log, as operations have theirs. */
export const identityOperations: readonly string[] = ['oauthAuthorize', 'oauthToken', 'oauthRevoke'];

/** What a sign-in server is made of. */
export interface IdentityOptions {
  readonly clients: readonly OAuthClient[];
  /** Scopes that may be asked for. */
  readonly scopes: ReadonlySet<string>;
  /** Seconds that an access token lives. */
  readonly lifetime: number;
  /** Gives texts that nobody can guess. */
  readonly secret: () => string;
  /** Asked at every request: a reset brings another state. */
  readonly state: () => State;
  readonly faults: Faults;
  readonly log: WritableLog;
}

/** The sign-in server of a sandbox. */
export interface Identity {
  readonly handler: Handler;
  /** Access tokens that hold now. */
  tokens(): readonly SandboxToken[];
  /** Forgets who signed in. */
  clear(): void;
}

/** Parameters that may stand in the log: none of them lets anybody in. */
const harmless = [
  'client_id',
  'code_challenge_method',
  'decision',
  'grant_type',
  'person',
  'redirect_uri',
  'response_type',
  'scope',
];

const toShown = (parameters: URLSearchParams): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [
      name,
      harmless.includes(name) ? parameters.getAll(name) : parameters.getAll(name).map(() => '(hidden)'),
    ]),
  );

const toLogged = (asked: Asked, path: string): Pick<LoggedCall, 'method' | 'path' | 'query' | 'body' | 'headers'> => {
  const { authorization: _, cookie: __, ...headers } = asked.headers;
  return {
    method: asked.method,
    path,
    query: toShown(asked.query),
    body: asked.form.size === 0 ? undefined : toShown(asked.form),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
    ),
  };
};

const receive = async (request: IncomingMessage, url: URL): Promise<Asked> => {
  const { method = 'GET', headers } = request;
  const bytes = await readBytes(request);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? bytes?.toString('utf8') : '');
  return { method, query: url.searchParams, headers, form };
};

const toAnswer = (endpoint: Endpoint | undefined, asked: Asked, reply: Reply): SandboxAnswer => {
  if (!endpoint) return { status: 404, body: { error: 'invalid_request', error_description: 'There is no such path' } };
  const isTaken = endpoint.methods.includes(asked.method);
  const answer: IdentityAnswer = isTaken
    ? endpoint.answer(asked)
    : {
        status: 405,
        body: { error: 'invalid_request', error_description: 'The method is not taken here' },
        headers: { allow: endpoint.methods.join(', ') },
      };
  Object.assign(reply.headers, answer.headers);
  return answer;
};

/**
 * Makes the authorization server of a sandbox: a page on which a person allows or denies, codes with PKCE, tokens that
 * hold by the sandbox's clock, and their end (RFC 6749, 7636, 7009). Faults reach it; the log tells no secret of it.
 */
export const createIdentity = (options: IdentityOptions): Identity => {
  const { state, faults, log, secret, lifetime } = options;
  const now = (): number => state().clock.now();
  const grants = createGrants({ now, secret, lifetime });
  const authorize = createAuthorize({ ...options, now, grants });
  const endpoints: ReadonlyMap<string, Endpoint> = new Map([
    [`${identityPrefix}authorize`, authorize],
    ...createTokenEndpoints(options.clients, grants).map(([name, endpoint]): [string, Endpoint] => [
      `${identityPrefix}${name}`,
      endpoint,
    ]),
  ]);

  const handler: Handler = async (request, response, url) => {
    const asked = await receive(request, url);
    const endpoint = endpoints.get(url.pathname);
    const strike = endpoint ? faults.draw(endpoint.operationId) : { delay: 0 };
    const reply: Reply = { headers: { 'cache-control': 'no-store' } };
    await answerUnder(
      strike,
      response,
      reply,
      () => toFaultAnswer(strike.fault, reply) ?? toAnswer(endpoint, asked, reply),
      (status) =>
        log.add({
          ...toLogged(asked, url.pathname),
          time: now(),
          operationId: endpoint?.operationId,
          status,
          fault: strike.fault?.kind,
        }),
    );
  };

  const clear = (): void => {
    grants.clear();
    authorize.clear();
  };
  return { handler, tokens: grants.tokens, clear };
};
