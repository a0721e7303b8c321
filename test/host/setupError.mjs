/** An error whose message names the cure; it is shown without a stack. */
export class SetupError extends Error {}
