import { onScreen } from './screen.ts';

/** A person's eyes and hands on the open incident page; all wait for what they name. */
export const page = {
  text: (selector: string): Promise<string> =>
    onScreen(({ workbench }, wanted) => workbench.webview().locator(wanted).first().innerText(), selector),
  texts: (selector: string): Promise<readonly string[]> =>
    onScreen(({ workbench }, wanted) => workbench.webview().locator(wanted).allInnerTexts(), selector),
  exists: (selector: string): Promise<boolean> =>
    onScreen(async ({ workbench }, wanted) => (await workbench.webview().locator(wanted).count()) > 0, selector),
  ids: (selector: string): Promise<readonly string[]> =>
    onScreen(
      ({ workbench }, wanted) =>
        workbench
          .webview()
          .locator(wanted)
          .evaluateAll((elements: readonly { readonly id: string }[]) => elements.map(({ id }) => id)),
      selector,
    ),
  click: (selector: string): Promise<void> =>
    onScreen(({ workbench }, wanted) => workbench.webview().locator(wanted).first().click(), selector),
  /** Clicks without the pointer, so that nothing is scrolled. */
  press: (selector: string): Promise<void> =>
    onScreen(({ workbench }, wanted) => workbench.webview().locator(wanted).first().dispatchEvent('click'), selector),
  focusOn: (selector: string): Promise<void> =>
    onScreen(({ workbench }, wanted) => workbench.webview().locator(wanted).first().focus(), selector),
  draft: (): Promise<string> => onScreen(({ workbench }) => workbench.webview().locator('#note').inputValue()),
  problems: (): Promise<readonly string[]> =>
    onScreen(({ workbench }) => workbench.webview().locator('.problem').allInnerTexts()),
  /** What the focused button does. */
  focus: (): Promise<string | null> =>
    onScreen(({ workbench }) => workbench.webview().locator(':focus').getAttribute('data-act')),
  /** Pixels from the top. */
  scroll: (): Promise<number> =>
    onScreen(({ workbench }) =>
      workbench
        .webview()
        .locator('html')
        .evaluate((element: { readonly scrollTop: number }) => element.scrollTop),
    ),
  /** The classes by which a page knows the theme. */
  themes: (): Promise<readonly string[]> =>
    onScreen(async ({ workbench }) =>
      ((await workbench.webview().locator('body').getAttribute('class')) ?? '').split(' '),
    ),
};
