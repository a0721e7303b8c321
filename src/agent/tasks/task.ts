import type { Input } from '../../api/client.ts';
import { isFields } from '../fields.ts';

/** What a task works with: every call goes through the agents' one door. */
export interface TaskContext {
  /**
   * Makes a call of an operation and gives PagerDuty's whole answer.
   *
   * @throws PartFailure with the sentence that the door gave
   */
  readonly call: (operationId: string, input?: Input) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a task tells. */
export interface TaskAnswer {
  readonly text: string;
  /** Nothing of what was asked could be done. */
  readonly isError?: boolean;
}

/** Does a task; throws a PartFailure where it cannot begin. */
export type RunTask = (context: TaskContext, args: Input) => Promise<TaskAnswer>;

/** A part of a task that could not be done; the message is a sentence for the agent. */
export class PartFailure extends Error {
  override readonly name = 'PartFailure';
}

/** A part of a task as it came out. */
export type Part<T> = { readonly value: T } | { readonly failure: string };

/** Does a part of a task, and gives its failure instead of throwing it, so that the other parts go on. */
export const attempt = async <T>(work: Promise<T>): Promise<Part<T>> => {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof PartFailure) return { failure: error.message };
    throw error;
  }
};

/** The rows of a list's answer, typed by who asks; none where there are none. */
export const rowsOf = <T>(answer: unknown, name: string): readonly T[] => {
  const rows = isFields(answer) ? answer[name] : undefined;
  return Array.isArray(rows) ? (rows as readonly T[]) : []; // The domain's parsers stand holes and nulls.
};

/** The object of an answer, typed by who asks. */
export const objectOf = <T>(answer: unknown, name: string): T | undefined =>
  isFields(answer) && isFields(answer[name]) ? (answer[name] as T) : undefined;

/** A text argument; undefined where it is not given or blank. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
