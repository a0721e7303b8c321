import { createHash, timingSafeEqual } from 'node:crypto';

/** What the guard looks at. */
export interface HttpKnock {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: {
    readonly host?: string | undefined;
    readonly origin?: string | undefined;
    readonly authorization?: string | undefined;
  };
}

/** An answer without a body of MCP: what is wrong, in a sentence. */
export interface HttpRefusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The names by which a machine calls itself: a page from elsewhere whose name was bent to this address bears another. */
const isLoopback = (host: string): boolean => {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname, username, pathname, search } = new URL(`http://${host}`);
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && username === '' && pathname === '/' && search === '';
};

const isLoopbackOrigin = (origin: string): boolean => {
  const [, host] = origin.match(/^https?:\/\/([^/?#]+)$/) ?? [];
  return host !== undefined && isLoopback(host);
};

/** In a time that depends on neither. */
const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** The secret that a request gives: a bearer header, or the first of two path segments; undefined for another path. */
const givenSecret = ({ url, headers }: HttpKnock): { readonly secret: string | undefined } | undefined => {
  const [path = ''] = (url ?? '').split('?');
  const [, segment] = path.match(/^(?:\/([^/]+))?\/mcp\/?$/) ?? [undefined, null];
  if (segment === null) return undefined;
  const [, bearer] = headers.authorization?.match(/^Bearer +(\S+) *$/i) ?? [];
  return { secret: segment === undefined ? bearer : decode(segment) };
};

/**
 * Says why a request may not pass; undefined lets it. Host and Origin are looked at first, so that a page in a browser
 * learns nothing, then the path, the secret and the method.
 */
export const toHttpRefusal = (knock: HttpKnock, secret: string): HttpRefusal | undefined => {
  const { host, origin } = knock.headers;
  if (host === undefined || !isLoopback(host))
    return {
      status: 403,
      message: 'This server answers to localhost and 127.0.0.1 only; use one of them in the address.',
    };
  if (origin !== undefined && !isLoopbackOrigin(origin))
    return { status: 403, message: 'This server does not answer to web pages from elsewhere.' };
  const given = givenSecret(knock);
  if (!given) return { status: 404, message: 'There is nothing here; the server is at /mcp.' };
  if (given.secret === undefined || !isSame(given.secret, secret))
    return {
      status: 401,
      message: 'Send the secret that this server was started with as a bearer header, or as the first path segment.',
      headers: { 'WWW-Authenticate': 'Bearer' },
    };
  if (!['POST', 'GET', 'DELETE'].includes(knock.method ?? ''))
    return { status: 405, message: 'MCP uses POST, GET and DELETE only.', headers: { Allow: 'POST, GET, DELETE' } };
  return undefined;
};
