/** One request and its answer. */
export interface LoggedCall {
  /** By the sandbox's clock, in milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  /** Names as on the wire (`statuses[]`), all values of each. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** Absent where no row has the method and path. */
  readonly operationId?: string | undefined;
  /** Absent where a fault kept the answer back. */
  readonly status?: number | undefined;
  /** The body as it was sent, parsed. */
  readonly body?: unknown;
  /** Names in lower case, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly from?: string | undefined;
  /** Kind of the fault that this call met. */
  readonly fault?: string | undefined;
}

/** What came in, in the order of the answers. */
export interface RequestLog {
  calls(): readonly LoggedCall[];
  clear(): void;
}

/** A log that takes calls. */
export interface WritableLog extends RequestLog {
  add(call: LoggedCall): void;
}

/** Enough for a test or an afternoon; a sandbox may run for days. */
const mostCalls = 10_000;

/** Makes a log that keeps the last 10,000 calls. */
export const createRequestLog = (): WritableLog => {
  let calls: LoggedCall[] = [];
  return {
    calls: () => [...calls],
    clear: () => {
      calls = [];
    },
    add: (call) => {
      if (calls.length >= mostCalls * 1.1) calls = calls.slice(-mostCalls);
      calls.push(call);
    },
  };
};
