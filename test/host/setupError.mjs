/** An error whose message names the cure; it is shown without a stack. */
export class SetupError extends Error {}

/**
 * Runs a step whose failures say by their message where to look.
 *
 * @template T
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withoutStack(step) {
  try {
    return await step();
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
}
