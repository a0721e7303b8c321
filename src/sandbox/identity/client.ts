/** A program that may ask people to sign in; a public client, which has no secret. */
export interface OAuthClient {
  readonly id: string;
  /** As the consent page calls it. */
  readonly name: string;
  /** Addresses that the browser may be sent back to: whole ones, schemes (`vscode:`), or any on this machine (`loopback`). */
  readonly redirects: readonly string[];
}

/** The client of a sandbox that was not told others. */
export const sandboxClient: OAuthClient = {
  id: 'sandbox-client',
  name: 'On-Call for PagerDuty',
  redirects: ['vscode:', 'vscode-insiders:', 'vscodium:', 'code-oss:', 'loopback'],
};

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** Whether the address is registered for the client. One with a fragment never is (RFC 6749, 3.1.2). */
export const takesRedirect = ({ redirects }: OAuthClient, address: string): boolean => {
  const url = URL.parse(address);
  if (!url || address.includes('#')) return false;
  return redirects.some(
    (redirect) => redirect === address || redirect === url.protocol || (redirect === 'loopback' && isLoopback(url)),
  );
};
