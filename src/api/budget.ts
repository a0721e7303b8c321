/** Waits the given milliseconds; rejects with the signal's reason when it is aborted first. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** What is left of a rate limit. */
export interface BudgetState {
  /** Calls left before the window ends. */
  readonly remaining: number;
  /** When the window ends, in milliseconds since 1970. */
  readonly resetsAt: number;
}

/** Keeps calls within PagerDuty's rate limit. */
export interface Budget {
  /** Waits until a call may be made, and counts it. */
  take(signal?: AbortSignal): Promise<void>;
  /** Learns from the `ratelimit-*` headers of an answer. */
  learn(headers: Headers): void;
  state(): BudgetState;
}

/** REST API calls a minute for one key, user or app (PagerDuty, "REST API Rate Limits"). */
export const callsPerMinute = 960;
const minute = 60_000;

const count = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(name);
  return value === null || !/^\d+$/.test(value.trim()) ? undefined : Number(value);
};

/** Makes a budget of 960 calls a minute that takes the server's word over its own count. */
export const createBudget = (now: () => number, sleep: Sleep): Budget => {
  let remaining = callsPerMinute;
  let resetsAt = now() + minute;
  const renew = (): void => {
    if (now() < resetsAt) return;
    remaining = callsPerMinute;
    resetsAt = now() + minute;
  };
  return {
    take: async (signal) => {
      renew();
      while (remaining <= 0) {
        await sleep(Math.max(resetsAt - now(), 1), signal);
        renew();
      }
      remaining--;
    },
    learn: (headers) => {
      const left = count(headers, 'ratelimit-remaining');
      const seconds = count(headers, 'ratelimit-reset');
      if (left === undefined || seconds === undefined) return;
      const ends = now() + seconds * 1000;
      // Answers arrive out of order: within one window only the smaller count is news.
      remaining = ends > resetsAt + 1000 ? left : Math.min(remaining, left);
      resetsAt = ends;
    },
    state: () => ({ remaining, resetsAt }),
  };
};
