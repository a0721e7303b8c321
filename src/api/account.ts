import type { Host } from './operation.ts';

/** PagerDuty's service regions. */
export type Region = 'us' | 'eu';

/** A token and how it is sent: an API key of an account or a user (`Token token=`), or an OAuth token (`Bearer`). */
export interface Token {
  readonly kind: 'key' | 'bearer';
  readonly secret: string;
  /** Gets another in place of this one, once PagerDuty takes it no more; undefined where there is none. */
  readonly renew?: () => Promise<Token | undefined>;
}

/** Where calls go and for whom they are made. */
export interface Account {
  readonly region: Region;
  /** Email address of the user that account-key calls act for; sent as `From` with every write. */
  readonly from?: string | undefined;
  /** Base URLs in place of PagerDuty's own; only scheme and host count, paths stay. */
  readonly hosts?: { readonly [H in Host]?: string | undefined } | undefined;
}

/** PagerDuty's hosts by region (developer.pagerduty.com, "Service regions"). The web app's host serves both. */
const hosts: { readonly [R in Region]: { readonly [H in Host]: string } } = {
  us: { rest: 'https://api.pagerduty.com', events: 'https://events.pagerduty.com', app: 'https://app.pagerduty.com' },
  eu: {
    rest: 'https://api.eu.pagerduty.com',
    events: 'https://events.eu.pagerduty.com',
    app: 'https://app.eu.pagerduty.com',
  },
};

/** Scheme and host that an account's calls to a host go to, without a trailing slash. */
export const originOf = (account: Account, host: Host): string =>
  new URL(account.hosts?.[host] ?? hosts[account.region][host]).origin;
