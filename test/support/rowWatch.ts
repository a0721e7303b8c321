import type { Page } from 'playwright-core';

/** What happened in the page since the last `clear`. */
export interface Watching {
  clear(): Promise<void>;
  /** When incidents appeared where there were none, in milliseconds since 1970. */
  appeared(): Promise<number | undefined>;
  /** The texts of the incident view's rows whose text was written anew, sorted. */
  painted(): Promise<readonly string[]>;
  /** Milliseconds from each key to the next frame behind what it wrote. */
  keys(): Promise<readonly number[]>;
  /** Milliseconds from each turn of the wheel to the next frame behind the rows it moved. */
  scrolls(): Promise<readonly number[]>;
}

/**
 * Runs in the page, as text. Rows come and go while a list is scrolled; a row that is painted anew stays and has its
 * content replaced.
 */
const script = `(() => {
  const pane = [...document.querySelectorAll('.pane')].find((one) => /^incidents$/i.test(one.querySelector('.pane-header .title')?.textContent ?? ''));
  const rowsOf = () => [...pane.querySelectorAll('.monaco-list-row')];
  const watch = { appeared: undefined, had: true, painted: new Set(), keys: [], scrolls: [], key: undefined, wheel: undefined };
  window.rowWatch = watch;
  const has = () => rowsOf().some((row) => /#\\d/.test(row.textContent));
  new MutationObserver((records) => {
    const now = has();
    if (now && !watch.had) watch.appeared ??= Date.now();
    watch.had = now;
    if (watch.wheel !== undefined && records.some(({ target }) => target.nodeType === 1 && target.classList.contains('monaco-list-rows'))) afterFrame(watch.scrolls, 'wheel');
    for (const { target } of records) {
      const row = (target.nodeType === 1 ? target : target.parentElement)?.closest('.monaco-list-row');
      if (row && row !== target && target.isConnected) watch.painted.add(row);
    }
  }).observe(pane, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['style', 'aria-label'] });
  const afterFrame = (times, what) => {
    const begin = watch[what];
    watch[what] = undefined;
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - begin)));
  };
  addEventListener('keydown', () => { watch.key = performance.now(); }, true);
  addEventListener('input', () => { if (watch.key !== undefined) afterFrame(watch.keys, 'key'); }, true);
  addEventListener('wheel', () => { watch.wheel ??= performance.now(); }, true);
})()`;

/** Begins to watch the incident view of a page that shows it. */
export async function startWatching(page: Page): Promise<Watching> {
  await page.evaluate(script);
  return {
    clear: () =>
      page.evaluate(
        'Object.assign(rowWatch, { appeared: undefined, painted: new Set(), keys: [], scrolls: [], key: undefined, wheel: undefined })',
      ),
    appeared: () => page.evaluate('rowWatch.appeared'),
    painted: () => page.evaluate('[...rowWatch.painted].map((row) => row.textContent).sort()'),
    keys: () => page.evaluate('rowWatch.keys'),
    scrolls: () => page.evaluate('rowWatch.scrolls'),
  };
}
