import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type BigAccount, openBigAccount } from '../support/bigAccount.ts';
import { heapInUse } from '../support/collectGarbage.ts';
import { median, timeFirstPage, timeFirstRows } from '../support/firstRows.ts';
import { createPainter } from '../support/painter.ts';

/** What was measured of the stores and views in front of an account of 10,000 open incidents and 5,000 services. */
export interface BigAccountNumbers {
  /** Milliseconds of the bare request of the first page, with and without PagerDuty's time for it. */
  readonly firstPage: number;
  readonly quickFirstPage: number;
  /** Milliseconds until the first rows, in front of the same. */
  readonly firstRows: number;
  readonly quickFirstRows: number;
  /** The longest that the event loop was held up while a thousand rows were loaded, in milliseconds. */
  readonly longestHold: number;
  /** Rows painted anew by a refresh after one of ten thousand had changed. */
  readonly repainted: number;
  /** Bytes that a hundred refreshes left behind. */
  readonly growth: number;
}

/** Milliseconds that PagerDuty takes for a page of a hundred incidents when it is quick. */
export const latency = 250;

const timeBoth = async (account: BigAccount, rounds: number): Promise<readonly [page: number, rows: number]> => {
  const [pages, rows]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 2; round++) {
    pages.push(await timeFirstPage(account));
    rows.push(await timeFirstRows(account));
  }
  return [median(pages.slice(2)), median(rows.slice(2))]; // The first rounds warm both up.
};

const holdOnce = async (account: BigAccount): Promise<number> => {
  const store = await account.createStore();
  createPainter(store);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await wait(20);
  delay.enable();
  await store.refresh();
  await wait(20);
  delay.disable();
  store.dispose();
  return delay.max / 1e6;
};

const repaintOnce = async (account: BigAccount): Promise<number> => {
  const store = await account.createStore();
  const painter = createPainter(store);
  await store.refresh();
  for (let thousand = 1; thousand < 10; thousand++) store.loadMore();
  await store.refresh();
  painter.clear();
  await account.rename([...store.state.incidents.keys()][5000] ?? '', 'Somebody changed this title');
  await store.refresh();
  store.dispose();
  return painter
    .paints()
    .reduce((sum, paint) => sum + (paint === 'all' ? store.state.incidents.size : paint.length), 0);
};

const growOnce = async (account: BigAccount): Promise<number> => {
  const store = await account.createStore();
  const painter = createPainter(store);
  const refresh = async (times: number): Promise<void> => {
    for (let turn = 0; turn < times; turn++) {
      await account.rename([...store.state.incidents.keys()][turn] ?? '', `Changed by turn ${turn}`);
      await store.refresh();
    }
    painter.clear();
  };
  await store.refresh();
  await refresh(10);
  const before = await heapInUse();
  await refresh(100);
  const growth = (await heapInUse()) - before;
  store.dispose();
  return growth;
};

/** Starts the account in a process of its own, and measures; `rounds` each, the median or the best counts. */
export const measureBigAccount = async (rounds: number): Promise<BigAccountNumbers> => {
  await using account = await openBigAccount();
  const growth = await growOnce(account);
  const [quickFirstPage, quickFirstRows] = await timeBoth(account, rounds);
  await account.setFaults({ listIncidents: { kind: 'latency', ms: latency } });
  const [firstPage, firstRows] = await timeBoth(account, rounds);
  await account.setFaults({});
  const holds: number[] = [];
  for (let round = 0; round < rounds; round++) holds.push(await holdOnce(account));
  const repainted = await repaintOnce(account);
  return { firstPage, quickFirstPage, firstRows, quickFirstRows, longestHold: median(holds), repainted, growth };
};
