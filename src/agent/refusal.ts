import type { Level } from '../policy/access.ts';

/** A call that ends before it is sent, with the sentence that the agent is told. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What the audit keeps of it: the sentence may show values. */
  readonly reason: string;
  /** The level that refused it, where one did. */
  readonly level: Level | undefined;
  constructor(message: string, reason: string, level?: Level) {
    super(message);
    this.reason = reason;
    this.level = level;
  }
}
