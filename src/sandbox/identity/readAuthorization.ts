import { type OAuthClient, takesRedirect } from './client.ts';
import type { AuthorizationRequest } from './createVault.ts';
import { need, toForm, toWords } from './form.ts';
import { OAuthError } from './oauthError.ts';

/** What to do with a browser that comes to sign in: ask the person, send it back with an error, or keep it here. */
export type Authorization =
  | {
      readonly kind: 'ask';
      readonly client: OAuthClient;
      readonly request: AuthorizationRequest;
      readonly state: string | undefined;
    }
  | {
      readonly kind: 'back';
      readonly redirectUri: string;
      readonly error: OAuthError;
      readonly state: string | undefined;
    }
  | { readonly kind: 'stay'; readonly reason: string };

/** The only value of a parameter that is trusted before the rest is; undefined where it is not given just once. */
const only = (parameters: URLSearchParams, name: string): string | undefined => {
  const [value, ...others] = parameters.getAll(name);
  return others.length === 0 && value !== '' ? value : undefined;
};

/** Length and letters of a SHA-256 challenge (RFC 7636, 4.2). */
const challengeForm = /^[A-Za-z0-9_-]{43}$/;

const toRequest = (
  parameters: URLSearchParams,
  known: ReadonlySet<string>,
  clientId: string,
  redirectUri: string,
): AuthorizationRequest => {
  const form = toForm(parameters);
  if (need(form, 'response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response_type must be code');
  const challenge = need(form, 'code_challenge');
  if (form.code_challenge_method !== 'S256')
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256');
  if (!challengeForm.test(challenge)) throw new OAuthError('invalid_request', 'code_challenge is no SHA-256 challenge');
  const scopes = toWords(form.scope);
  const strange = scopes.filter((scope) => !known.has(scope));
  if (scopes.length === 0 || strange.length > 0)
    throw new OAuthError('invalid_scope', strange.length > 0 ? `Unknown: ${strange.join(' ')}` : 'scope is required');
  return { clientId, redirectUri, scopes, challenge };
};

/**
 * Reads an authorization request (RFC 6749, 4.1.1 with RFC 7636). A client that is unknown or an address that is not
 * registered keeps the browser here: sending it back would make the server a way to anywhere (4.1.2.1).
 */
export const readAuthorization = (
  parameters: URLSearchParams,
  clients: readonly OAuthClient[],
  knownScopes: ReadonlySet<string>,
): Authorization => {
  const client = clients.find(({ id }) => id === only(parameters, 'client_id'));
  if (!client) return { kind: 'stay', reason: 'The client id is not registered here.' };
  const redirectUri = only(parameters, 'redirect_uri');
  if (redirectUri === undefined || !takesRedirect(client, redirectUri))
    return { kind: 'stay', reason: 'The redirect address is not registered for this client.' };
  const state = only(parameters, 'state');
  try {
    return { kind: 'ask', client, request: toRequest(parameters, knownScopes, client.id, redirectUri), state };
  } catch (error) {
    if (error instanceof OAuthError) return { kind: 'back', redirectUri, error, state };
    throw error;
  }
};
