import { onScreen } from './screen.ts';
import type { Workbench } from './workbench.ts';

type Plain = void | string | readonly string[];

/** What can be done from inside the extension host: all hands whose results travel as JSON. */
export type Hands = {
  readonly [K in keyof Workbench as Workbench[K] extends (...values: never[]) => Promise<infer R>
    ? R extends Plain
      ? K
      : never
    : never]: Workbench[K];
};

/** The hands of test/support/workbench.ts, for tests inside the extension host. */
export const hands = new Proxy({} as Hands, {
  get:
    (_, name: string) =>
    (...values: readonly unknown[]) =>
      onScreen<unknown, { name: string; values: readonly unknown[] }>(
        ({ workbench }, call) =>
          (workbench as unknown as Record<string, (...values: readonly unknown[]) => unknown>)[call.name]?.(...call.values),
        { name, values },
      ),
});

/** Presses keys in the window, such as `Control+Enter`. */
export const press = (...keys: readonly string[]): Promise<void> =>
  onScreen(
    async ({ page }, wanted) => {
      for (const key of wanted) await page.keyboard.press(key);
    },
    keys,
  );

/** Types text as a person does. */
export const typeText = (text: string): Promise<void> => onScreen(({ page }, typed) => page.keyboard.type(typed), text);
