import type { IncomingMessage } from 'node:http';
import type { SandboxAnswer } from '../state.ts';

/** A request as an endpoint takes it. */
export interface Asked {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parameters of the body, empty where it is no form. */
  readonly form: URLSearchParams;
}

/** An answer with headers of its own. */
export interface IdentityAnswer extends SandboxAnswer {
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What answers at one path. */
export interface Endpoint {
  readonly operationId: string;
  readonly methods: readonly string[];
  answer(asked: Asked): IdentityAnswer;
}
