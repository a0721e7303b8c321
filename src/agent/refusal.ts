/** A call that ends before it is sent, with the sentence that the agent is told. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What the audit keeps of it: the sentence may show values. */
  readonly reason: string;
  constructor(message: string, reason: string) {
    super(message);
    this.reason = reason;
  }
}
