import type { Sandbox, SandboxOptions } from '../../src/sandbox/options.ts';
import { type SandboxParts, startSandbox } from '../../src/sandbox/startSandbox.ts';
import type { Resource, State } from '../../src/sandbox/state.ts';

/** Where the clock of a test's sandbox stands. */
export const testTime = Date.parse('2026-03-02T10:00:00Z');

/** Puts things into a collection under ids of their own. */
export const put = (state: State, collection: string, ...things: readonly Resource[]): void => {
  for (const thing of things) state.collection(collection).set(thing.id, thing);
};

/** A user of a test's account. */
export const toUser = (id: string, name: string, email: string): Resource => ({
  id,
  type: 'user',
  name,
  summary: name,
  email,
  self: `https://api.pagerduty.com/users/${id}`,
  html_url: null,
});

/** Starts a sandbox with two users and what else a test puts in; every operation is generic unless the test says more. */
export const startTestSandbox = (options: SandboxOptions = {}, parts: Partial<SandboxParts> = {}): Promise<Sandbox> =>
  startSandbox(
    { now: testTime, standing: true, ...options },
    {
      behaviours: {},
      play: () => ({ dispose: () => undefined }),
      ...parts,
      fill: (state, scale) => {
        put(
          state,
          'users',
          toUser('PUSER01', 'Ada Lovelace', 'ada@example.com'),
          toUser('PUSER02', 'Bo Diaz', 'bo@example.com'),
        );
        parts.fill?.(state, scale);
      },
    },
  );

/** What a request may say beside method and path. */
export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Value of the authorization header; the sandbox's first token where it is left out, none for ''. */
  readonly authorization?: string;
}

/** A parsed answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests assert on what is in it.
  // biome-ignore lint/suspicious/noExplicitAny: an answer may be anything
  readonly body: any;
}

/** Makes a request as any program would, without the client. */
export const request = async (
  sandbox: Sandbox,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> => {
  const { body, headers = {}, authorization = `Token token=${sandbox.token.secret}` } = options;
  const response = await fetch(`${sandbox.origin}${path}`, {
    method,
    headers: {
      ...(authorization === '' ? {} : { authorization }),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
};

/** Starts a test's sandbox with two services, a status page and a status dashboard, where every operation is generic. */
export const startGenericSandbox = (): Promise<Sandbox> =>
  startTestSandbox(
    {},
    {
      fill: (state) => {
        put(
          state,
          'services',
          { id: 'PSRV001', type: 'service', name: 'Checkout' },
          { id: 'PSRV002', type: 'service', name: 'Search' },
        );
        put(state, 'status_pages', { id: 'PSTAT01', type: 'status_page', name: 'Public' });
        put(state, 'status_dashboards', { id: 'PDASH01', type: 'status_dashboard', name: 'Main', url_slug: 'main' });
      },
    },
  );
