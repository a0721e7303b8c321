import type { BigAccount } from './bigAccount.ts';
import { createPainter } from './painter.ts';

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const firstPageQuery =
  'statuses[]=triggered&statuses[]=acknowledged&date_range=all&sort_by=created_at:desc&limit=100&offset=0&total=true';

/** Milliseconds of the bare request of the first page, with its parsing: what nothing can be faster than. */
export const timeFirstPage = async ({ origin, headers }: BigAccount): Promise<number> => {
  const begin = performance.now();
  await (await fetch(`${origin}/incidents?${firstPageQuery}`, { headers })).json();
  return performance.now() - begin;
};

/** Milliseconds from asking a new store to load until VS Code would be told to paint the first incidents. */
export const timeFirstRows = async (account: BigAccount): Promise<number> => {
  const store = await account.createStore();
  const painter = createPainter(store);
  const begin = performance.now();
  const shown = new Promise<number>((resolve) => {
    store.onDidChange(() => {
      if (store.state.incidents.size > 0 && painter.paints().length > 0) resolve(performance.now() - begin);
    });
  });
  void store.refresh();
  const time = await shown;
  store.dispose();
  return time;
};
