import type { FrameLocator, Locator } from 'playwright-core';
import { onScreen } from './screen.ts';
import type { Workbench } from './workbench.ts';

/** What can be done from inside the extension host: all hands but those that give a piece of the page. */
export type Hands = {
  readonly [K in keyof Workbench as ReturnType<Workbench[K]> extends Promise<Locator> | FrameLocator
    ? never
    : K]: Workbench[K];
};

/** The hands of test/support/workbench.ts, for tests inside the extension host. */
export const hands = new Proxy({} as Hands, {
  get:
    (_, name: string) =>
    (...values: readonly unknown[]) =>
      onScreen<unknown, { name: string; values: readonly unknown[] }>(
        ({ workbench }, call) =>
          (workbench as unknown as Record<string, (...values: readonly unknown[]) => unknown>)[call.name]?.(
            ...call.values,
          ),
        { name, values },
      ),
});

/** Presses keys in the window, such as `Control+Enter`. */
export const press = (...keys: readonly string[]): Promise<void> =>
  onScreen(async ({ page }, wanted) => {
    for (const key of wanted) await page.keyboard.press(key);
  }, keys);

/** Types text as a person does. */
export const typeText = (text: string): Promise<void> => onScreen(({ page }, typed) => page.keyboard.type(typed), text);
