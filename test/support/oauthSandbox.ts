import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/errors.ts';
import { createOAuth, type OAuth, type OAuthOptions, type OAuthTokens } from '../../src/api/oauth.ts';
import { userBehaviours } from '../../src/sandbox/domain/userBehaviours.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/options.ts';
import { type Choice, signInByPage } from './oauthBrowser.ts';
import { startTestSandbox } from './testSandbox.ts';

/** Milliseconds since 1970 that the clock of a test's OAuth client shows. */
export const startedAt = 1_000_000;

/** What a test's sign-in asks for. */
export const asked = {
  redirectUri: 'vscode://publisher.extension/oauth?windowId=1',
  scopes: ['openid', 'users.read', 'incidents.read'],
};

/** A sandbox to sign in to, and a client of it. */
export interface OAuthSandbox {
  readonly sandbox: Sandbox;
  readonly oauth: OAuth;
}

/** Starts a sandbox with two users, and a client of it. */
export const startOAuthSandbox = async (
  options: SandboxOptions = {},
  more: Partial<OAuthOptions> = {},
): Promise<OAuthSandbox> => {
  const sandbox = await startTestSandbox(options, { behaviours: userBehaviours });
  const { origin: identityUrl } = sandbox;
  return { sandbox, oauth: createOAuth({ clientId: 'sandbox-client', identityUrl, now: () => startedAt, ...more }) };
};

/** Signs in as a person does. */
export const signIn = async (oauth: OAuth, choice: Choice = {}): Promise<OAuthTokens> => {
  const { url, finish } = await oauth.begin(asked);
  return await finish(await signInByPage(url, choice));
};

/** The error that a call ends with; fails where it is none of ours or more than one sentence. */
export const failure = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => assert.fail('it went through'),
    (e: unknown) => e,
  );
  assert.ok(error instanceof ApiError, String(error));
  assert.match(error.message, /^\S(?:[^.]|\.\S)*\.$/, 'one sentence');
  return error;
};
