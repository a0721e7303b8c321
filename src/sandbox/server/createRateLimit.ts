/** How many calls a token may make. */
export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** What is left for a token, as the `ratelimit-*` headers say it. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly reset: number;
  /** This call was one too many. */
  readonly spent: boolean;
}

/** PagerDuty's limit for one key, user or app (developer.pagerduty.com, "REST API Rate Limits"). */
export const publishedLimit: RateLimit = { calls: 960, seconds: 60 };

/** Makes a counter of calls by token in windows of fixed length; `now` is real time in milliseconds. */
export const createRateLimit = (
  now: () => number,
  { calls, seconds }: RateLimit = publishedLimit,
): ((token: string) => Allowance) => {
  const windows = new Map<string, { ends: number; used: number }>();
  return (token) => {
    const before = windows.get(token);
    const window = before && before.ends > now() ? before : { ends: now() + seconds * 1000, used: 0 };
    windows.set(token, window);
    window.used++;
    return {
      limit: calls,
      remaining: Math.max(calls - window.used, 0),
      reset: Math.ceil((window.ends - now()) / 1000),
      spent: window.used > calls,
    };
  };
};
