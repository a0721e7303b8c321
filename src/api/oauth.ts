import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  customFetch,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { type OAuthStep, toAddressError, toCallbackError, toOAuthAnswerError } from './oauthFailure.ts';
import { createOAuthFetch } from './oauthFetch.ts';

/** What a sign-in in the browser gives. */
export interface OAuthTokens {
  readonly accessToken: string;
  /** Absent where the server gives none: the sign-in then ends with the access token. */
  readonly refreshToken?: string | undefined;
  /** Milliseconds since 1970, by the clock of this machine; absent where the server does not tell. */
  readonly expiresAt?: number | undefined;
  /** Scopes given, separated by spaces; absent where they are the ones asked for. */
  readonly scope?: string | undefined;
}

/** What a sign-in asks for. */
export interface OAuthRequest {
  /** Registered with the client id, letter by letter. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

/** A sign-in that waits for the browser; its state and its verifier are known to it alone. */
export interface OAuthSignIn {
  /** To be opened in the browser. */
  readonly url: string;
  /**
   * Checks the address that the browser came back with, and exchanges its code for tokens.
   * @throws ApiError whose message names the cure; the signal's reason when cancelled.
   */
  finish(callback: URL, signal?: AbortSignal): Promise<OAuthTokens>;
}

/** Sign-in by OAuth 2.0 for a public client: authorization code with PKCE (RFC 6749, 7636), refresh, revocation (7009). */
export interface OAuth {
  begin(request: OAuthRequest): Promise<OAuthSignIn>;
  /**
   * Exchanges a refresh token for new tokens, in a single attempt: the server may take a refresh token only once.
   * @throws ApiError of kind `token` where it is expired, revoked or used: only a new sign-in helps. A `network`
   * failure with the code `notSent` left the refresh token unused; after any other one it may be used.
   */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<OAuthTokens>;
  /** Ends an access token, or a refresh token with all that came from it. @throws ApiError */
  revoke(token: string, signal?: AbortSignal): Promise<void>;
}

/** What an OAuth client is made of. */
export interface OAuthOptions {
  /** As registered with PagerDuty for a public client; it is no secret. */
  readonly clientId: string;
  /** Scheme and host of the sign-in; https, or http on this machine. */
  readonly identityUrl: string;
  readonly fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Milliseconds that one request may take, to the last byte of its answer; 30,000 unless told. */
  readonly timeout?: number | undefined;
}

const isLoopback = ({ hostname }: URL): boolean => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);

const toServer = (identityUrl: string): AuthorizationServer => {
  const url = URL.parse(identityUrl);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url))) throw toAddressError();
  return {
    issuer: url.origin,
    authorization_endpoint: `${url.origin}/oauth/authorize`,
    token_endpoint: `${url.origin}/oauth/token`,
    // PagerDuty's documents do not name this path; programs of others use it.
    revocation_endpoint: `${url.origin}/oauth/revoke`,
  };
};

const toTokens = async (
  step: OAuthStep,
  server: AuthorizationServer,
  read: () => Promise<TokenEndpointResponse>,
  askedAt: number,
): Promise<OAuthTokens> => {
  try {
    const { access_token, refresh_token, expires_in, scope } = await read();
    const expiresAt = expires_in === undefined ? undefined : askedAt + expires_in * 1000;
    return { accessToken: access_token, refreshToken: refresh_token, expiresAt, scope };
  } catch {
    throw toOAuthAnswerError(step, new URL(server.issuer).host); // The library's error carries the answer, tokens and all.
  }
};

const readCallback = (server: AuthorizationServer, client: Client, callback: URL, state: string): URLSearchParams => {
  const parameters = new URLSearchParams(callback.search);
  parameters.delete('iss'); // PagerDuty names no issuer to hold it against, and there is no second server to mix up.
  try {
    const checked = validateAuthResponse(server, client, parameters, state);
    if (checked.get('code')) return checked;
  } catch (error) {
    throw toCallbackError(error instanceof AuthorizationResponseError ? error.error : undefined);
  }
  throw toCallbackError(undefined);
};

const toSignInUrl = (server: AuthorizationServer, parameters: Readonly<Record<string, string>>): string =>
  `${server.authorization_endpoint}?${new URLSearchParams(parameters)}`;

/** What a step's request is sent with. */
const toStep = (
  { fetch: send = fetch, timeout = 30_000 }: OAuthOptions,
  step: OAuthStep,
  signal: AbortSignal | undefined,
) => ({
  [customFetch]: createOAuthFetch({ fetch: send, timeout, step, signal }),
  [allowInsecureRequests]: true, // Only for this machine: `toServer` has looked.
});

/**
 * Makes the OAuth client for an id that is registered as public, without a secret.
 * @throws ApiError of kind `input` for an address that is neither https nor on this machine.
 */
export const createOAuth = (options: OAuthOptions): OAuth => {
  const { clientId, identityUrl, now = Date.now } = options;
  const server = toServer(identityUrl);
  const client: Client = { client_id: clientId };

  const begin = async ({ redirectUri, scopes }: OAuthRequest): Promise<OAuthSignIn> => {
    const state = generateRandomState();
    const verifier = generateRandomCodeVerifier();
    const url = toSignInUrl(server, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const finish: OAuthSignIn['finish'] = async (callback, signal) => {
      const checked = readCallback(server, client, callback, state);
      const step = toStep(options, 'token', signal);
      const askedAt = now();
      const answer = await authorizationCodeGrantRequest(server, client, None(), checked, redirectUri, verifier, step);
      return toTokens('token', server, () => processAuthorizationCodeResponse(server, client, answer), askedAt);
    };
    return { url, finish };
  };

  const refresh: OAuth['refresh'] = async (refreshToken, signal) => {
    const step = toStep(options, 'refresh', signal);
    const askedAt = now();
    const answer = await refreshTokenGrantRequest(server, client, None(), refreshToken, step);
    return toTokens('refresh', server, () => processRefreshTokenResponse(server, client, answer), askedAt);
  };

  const revoke: OAuth['revoke'] = async (token, signal) => {
    await revocationRequest(server, client, None(), token, toStep(options, 'revoke', signal));
  };

  return { begin, refresh, revoke };
};
