import { createHash } from 'node:crypto';

/** Letters enough for PKCE (RFC 7636, 4.1). */
export const verifier = 'v'.repeat(43);

/** Where a test's sign-in comes back to. */
export const redirectUri = 'http://127.0.0.1:4711/callback';

/** Parameters of an authorization request. */
export const usual = {
  response_type: 'code',
  client_id: 'sandbox-client',
  redirect_uri: redirectUri,
  scope: 'users.read incidents.read',
  state: 'a state',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

/** What a person does on the sign-in page. */
export interface Choice {
  readonly decision?: 'allow' | 'deny';
  /** Email address; the one that the page offers first where it is left out. */
  readonly person?: string;
}

/** Opens an address as a browser does; it follows no redirect by itself. */
export const openPage = (address: string): Promise<Response> => fetch(address, { redirect: 'manual' });

const fieldOf = (html: string, pattern: RegExp): string => pattern.exec(html)?.[1]?.replaceAll('&#64;', '@') ?? '';

/** Sends the form of a sign-in page, as its buttons do. */
export const answerPage = async (address: string, html: string, choice: Choice = {}): Promise<Response> => {
  const { decision = 'allow', person = fieldOf(html, /<option value="([^"]+)"/) } = choice;
  const ticket = fieldOf(html, /name="ticket" value="([^"]+)"/);
  return await fetch(address, {
    method: 'POST',
    body: new URLSearchParams({ person, ticket, decision }),
    redirect: 'manual',
  });
};

/** Signs in as a person does, and gives the address that the browser is sent back to. */
export const signInByPage = async (address: string, choice: Choice = {}): Promise<URL> => {
  const html = await (await openPage(address)).text();
  const answer = await answerPage(address, html, choice);
  return new URL(answer.headers.get('location') ?? 'nowhere:');
};
