/** Anything that the sandbox keeps: fields as the API has them. */
export interface Resource {
  id: string;
  type: string;
  [field: string]: unknown;
}

/** Time as the sandbox sees it, in milliseconds since 1970; `set` moves it forward. */
export interface Clock {
  now(): number;
  /** Runs what is due until the given time, then stands there. */
  set(time: number): void;
  /** Runs `task` when the clock reaches `time`; gives a function that takes it back. */
  at(time: number, task: () => void): () => void;
}

/**
 * All that an in-memory account holds. A collection's name is its path with the ids in place, `incidents` or
 * `incidents/PABC123/notes`; a single document is a collection with one resource of id `.`.
 */
export interface State {
  readonly clock: Clock;
  /** Resources of a collection by id, in the order they were made; an unknown collection is made empty. */
  collection(name: string): Map<string, Resource>;
  /** Next id of PagerDuty's looks (`P` and six letters or digits), the same for the same seed. */
  nextId(prefix?: string): string;
  /** Next value in [0, 1), the same for the same seed. */
  random(): number;
  /** Posts a webhook and does not wait for it; without it webhooks are not sent. */
  readonly deliver?: Deliver;
}

/** Posts `body` to `url`; must not throw. */
export type Deliver = (url: string, headers: Readonly<Record<string, string>>, body: string) => void;

/** What a behaviour is given beside the input. */
export interface Context {
  readonly state: State;
  /** The user that acts: the token's own user, else the one that `From` names. */
  readonly user: Resource | undefined;
  /** ISO 8601 time of the sandbox's clock, without milliseconds. */
  readonly now: () => string;
}

/** An answer with a status other than the row's own. */
export interface SandboxAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Media type of a body that is text as it stands; JSON is made of it where this is left out. */
  readonly media?: string | undefined;
}

/**
 * What an operation does beyond what its row says: takes the flat, validated input and gives the answer's body
 * (`{ incident: … }`), or undefined for none. Throws a SandboxError for what PagerDuty would refuse.
 */
export type Behaviour = (context: Context, input: Readonly<Record<string, unknown>>) => unknown;

/** A refusal as PagerDuty words it: status, code and the single reasons. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly status: number;
  readonly code: number;
  readonly errors: readonly string[];
  constructor(status: number, code: number, message: string, errors: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}
