import { setTimeout as wait } from 'node:timers/promises';

/**
 * Tries until the check throws no more, and gives what it gives. For what the editor shows a moment later.
 *
 * @param limit milliseconds after which the check's own error is thrown
 */
export async function eventually<T>(check: () => Promise<T> | T, limit = 10_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(100);
    }
  }
}
