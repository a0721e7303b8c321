import type { OAuthClient } from './client.ts';
import type { Grants, Issued } from './createGrants.ts';
import type { Asked, Endpoint, IdentityAnswer } from './endpoint.ts';
import { type Form, need, toForm, toWords } from './form.ts';
import { OAuthError } from './oauthError.ts';

/** Length and letters of a verifier (RFC 7636, 4.1). */
const verifierForm = /^[A-Za-z0-9._~-]{43,128}$/;

const toVerifier = (form: Form): string => {
  const verifier = need(form, 'code_verifier');
  if (!verifierForm.test(verifier)) throw new OAuthError('invalid_request', 'code_verifier is no verifier');
  return verifier;
};

/** Public clients name themselves; a client that brings a secret is not one of ours. */
const toClientId = ({ headers }: Asked, form: Form, clients: readonly OAuthClient[]): string => {
  if (headers.authorization !== undefined || form.client_secret !== undefined)
    throw new OAuthError('invalid_client', 'Clients here are public: they have no secret');
  const client = clients.find(({ id }) => id === need(form, 'client_id'));
  if (!client) throw new OAuthError('invalid_client', 'The client id is not registered here');
  return client.id;
};

const toBody = ({ accessToken, refreshToken, expiresIn, scopes }: Issued): unknown => ({
  access_token: accessToken,
  token_type: 'bearer',
  expires_in: expiresIn,
  refresh_token: refreshToken,
  scope: scopes.join(' '),
});

const exchange = (grants: Grants, clientId: string, form: Form): Issued => {
  switch (need(form, 'grant_type')) {
    case 'authorization_code':
      return grants.exchange({
        clientId,
        code: need(form, 'code'),
        redirectUri: need(form, 'redirect_uri'),
        verifier: toVerifier(form),
      });
    case 'refresh_token':
      return grants.refresh({ clientId, refreshToken: need(form, 'refresh_token'), scopes: toWords(form.scope) });
    default:
      throw new OAuthError('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
  }
};

/** Words what is refused as RFC 6749 (5.2) does. */
const heed = (asked: Asked, answer: () => IdentityAnswer): IdentityAnswer => {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const isUnknown = error.code === 'invalid_client';
    return {
      status: isUnknown ? 401 : 400,
      body: { error: error.code, error_description: error.message },
      headers: isUnknown && asked.headers.authorization !== undefined ? { 'www-authenticate': 'Basic' } : {},
    };
  }
};

/** Makes what answers at `/oauth/token` and `/oauth/revoke`. */
export const createTokenEndpoints = (
  clients: readonly OAuthClient[],
  grants: Grants,
): readonly (readonly [name: string, endpoint: Endpoint])[] => {
  const toEndpoint = (operationId: string, act: (clientId: string, form: Form) => unknown): Endpoint => ({
    operationId,
    methods: ['POST'],
    answer: (asked) =>
      heed(asked, () => {
        const form = toForm(asked.form);
        return { status: 200, body: act(toClientId(asked, form, clients), form), headers: { pragma: 'no-cache' } };
      }),
  });
  return [
    ['token', toEndpoint('oauthToken', (clientId, form) => toBody(exchange(grants, clientId, form)))],
    ['revoke', toEndpoint('oauthRevoke', (clientId, form) => grants.revoke(clientId, need(form, 'token')))],
  ];
};
