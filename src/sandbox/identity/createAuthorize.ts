import type { Resource, State } from '../state.ts';
import type { OAuthClient } from './client.ts';
import { type Page, toConsentPage, toRefusalPage } from './consentPage.ts';
import type { Grants } from './createGrants.ts';
import type { AuthorizationRequest } from './createVault.ts';
import type { Asked, Endpoint, IdentityAnswer } from './endpoint.ts';
import { OAuthError } from './oauthError.ts';
import { type Authorization, readAuthorization } from './readAuthorization.ts';

/** What the sign-in page is made of. */
export interface AuthorizeOptions {
  readonly clients: readonly OAuthClient[];
  /** Scopes that may be asked for. */
  readonly scopes: ReadonlySet<string>;
  readonly state: () => State;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly secret: () => string;
  readonly grants: Grants;
}

/** A page that waits for the person's answer. */
interface Waiting {
  readonly request: AuthorizationRequest;
  readonly state: string | undefined;
  readonly expires: number;
}

/** Milliseconds that a person may take on the page. */
const patience = 600_000;

const show = (status: number, { html, policy }: Page): IdentityAnswer => ({
  status,
  body: html,
  media: 'text/html; charset=utf-8',
  headers: {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
});

/** The address keeps its own query, letter by letter (RFC 6749, 3.1.2). */
const sendBack = (address: string, parameters: Readonly<Record<string, string | undefined>>): IdentityAnswer => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const location = `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(given)}`;
  return { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } };
};

const sendError = (address: string, { code, message }: OAuthError, state: string | undefined): IdentityAnswer =>
  sendBack(address, { error: code, error_description: message, state });

const toPerson = ({ name, email }: Resource): { readonly name: string; readonly email: string } => ({
  name: String(name),
  email: String(email),
});

/** Makes what answers at `/oauth/authorize`: shows who asks for what, and sends the browser back with the answer. */
export const createAuthorize = (options: AuthorizeOptions): Endpoint & { clear(): void } => {
  const { clients, scopes, state, now, secret, grants } = options;
  const waiting = new Map<string, Waiting>();
  const people = () => [...state().collection('users').values()].map(toPerson);

  const ask = ({ client, request, state: given }: Authorization & { readonly kind: 'ask' }): IdentityAnswer => {
    for (const [ticket, { expires }] of waiting) if (expires <= now()) waiting.delete(ticket);
    const ticket = secret();
    waiting.set(ticket, { request, state: given, expires: now() + patience });
    const { scopes: asked, redirectUri } = request;
    return show(200, toConsentPage({ clientName: client.name, scopes: asked, redirectUri, people: people(), ticket }));
  };

  const decide = ({ form }: Asked): IdentityAnswer => {
    const ticket = form.get('ticket') ?? '';
    const page = waiting.get(ticket);
    waiting.delete(ticket);
    if (!page || page.expires <= now())
      return show(400, toRefusalPage('This page was answered before, or is too old.'));
    const { request, state: given } = page;
    const email = form.get('person') ?? '';
    if (form.get('decision') !== 'allow')
      return sendError(request.redirectUri, new OAuthError('access_denied', 'The person denied access'), given);
    if (!people().some((person) => person.email === email))
      return show(400, toRefusalPage('There is no such person in this account.'));
    return sendBack(request.redirectUri, { code: grants.allow(request, email), state: given });
  };

  const begin = ({ query }: Asked): IdentityAnswer => {
    const asked = readAuthorization(query, clients, scopes);
    switch (asked.kind) {
      case 'ask':
        return ask(asked);
      case 'back':
        return sendError(asked.redirectUri, asked.error, asked.state);
      case 'stay':
        return show(400, toRefusalPage(asked.reason));
    }
  };

  return {
    operationId: 'oauthAuthorize',
    methods: ['GET', 'POST'],
    answer: (asked) => (asked.method === 'POST' ? decide(asked) : begin(asked)),
    clear: () => waiting.clear(),
  };
};
