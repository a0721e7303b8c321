import assert from 'node:assert/strict';
import { createPoller, defaultIntervals, type PollerOptions, type PollIntervals } from '../../../src/util/poller.ts';
import { settle } from '../../support/fakeSend.ts';

/** A clock with timers that the test moves. */
const setUp = (
  options: Partial<Pick<PollerOptions, 'task' | 'settle'>> & {
    readonly intervals?: PollIntervals;
    readonly random?: number;
  } = {},
) => {
  let time = 1000;
  let timers: { readonly task: () => void; readonly due: number }[] = [];
  const runs: number[] = [];
  const poller = createPoller({
    task: async () => {
      runs.push((time - 1000) / 1000);
      return options.task?.();
    },
    intervals: () => options.intervals ?? defaultIntervals,
    now: () => time,
    random: () => options.random ?? 0,
    settle: options.settle ?? 0,
    timers: {
      set: (task, ms) => {
        const timer = { task, due: time + ms };
        timers.push(timer);
        return timer;
      },
      clear: (timer) => {
        timers = timers.filter((other) => other !== timer);
      },
    },
  });
  const pass = async (seconds: number): Promise<void> => {
    const end = time + seconds * 1000;
    for (;;) {
      const next = timers.toSorted((a, b) => a.due - b.due)[0];
      if (!next || next.due > end) break;
      timers = timers.filter((other) => other !== next);
      time = next.due;
      next.task();
      await settle();
    }
    time = end;
  };
  return { poller, runs, pass, waiting: () => timers.length };
};

const looking = { focused: true, visible: true };
const away = { focused: false, visible: true };
const hidden = { focused: true, visible: false };

describe('the poller', () => {
  it('waits until somebody attends, then runs at once', async () => {
    const { poller, runs, pass, waiting } = setUp({ settle: 5_000 });
    await pass(1000);
    assert.deepEqual([runs, waiting()], [[], 0]);
    poller.setAttention(looking);
    await pass(0);
    assert.deepEqual(runs, [1000]);
  });

  it('lets the window settle while nobody sees the view, and no longer than that', async () => {
    const { poller, runs, pass } = setUp({ settle: 5_000 });
    poller.setAttention(hidden);
    await pass(4.9);
    assert.deepEqual(runs, []);
    await pass(310);
    assert.deepEqual(runs, [5, 305]);
    const seen = setUp({ settle: 5_000 });
    seen.poller.setAttention(hidden);
    await seen.pass(1);
    seen.poller.setAttention(looking);
    await seen.pass(0);
    assert.deepEqual(seen.runs, [1]);
  });

  it('runs as often as the user looks', async () => {
    const { poller, runs, pass } = setUp();
    poller.setAttention(looking);
    await pass(60);
    assert.deepEqual(runs, [0, 30, 60]);
    poller.setAttention(away);
    await pass(240);
    assert.deepEqual(runs.slice(3), [180, 300]);
    poller.setAttention(hidden);
    await pass(600);
    assert.deepEqual(runs.slice(5), [600, 900]);
  });

  it('makes up for an overdue run when the user comes back', async () => {
    const { poller, runs, pass } = setUp();
    poller.setAttention(looking);
    await pass(0);
    poller.setAttention(away);
    await pass(90);
    poller.setAttention(looking);
    await pass(0);
    assert.deepEqual(runs, [0, 90]);
  });

  it('does not run sooner for turning to and fro', async () => {
    const { poller, runs, pass } = setUp();
    for (let i = 0; i < 20; i++) {
      poller.setAttention(i % 2 ? away : looking);
      await pass(1);
    }
    assert.deepEqual(runs, [0]);
  });

  it('stays off while hidden where the intervals say so', async () => {
    const { poller, runs, pass } = setUp({ intervals: { ...defaultIntervals, hidden: undefined } });
    poller.setAttention(looking);
    await pass(1);
    poller.setAttention(hidden);
    await pass(10_000);
    assert.deepEqual(runs, [0]);
  });

  it('spreads runs by a tenth of the interval', async () => {
    const { poller, runs, pass } = setUp({ random: 0.5 });
    poller.setAttention(looking);
    await pass(64);
    assert.deepEqual(runs, [0, 31.5, 63]);
  });

  it('waits as long as the server asks, whatever the user does', async () => {
    const { poller, runs, pass } = setUp({ task: async () => ({ retryAfter: 45 }) });
    poller.setAttention(looking);
    await pass(40);
    poller.setAttention(away);
    poller.setAttention(looking);
    await pass(10);
    assert.deepEqual(runs, [0, 45]);
  });

  it('counts a refresh by hand', async () => {
    const { poller, runs, pass } = setUp();
    poller.setAttention(looking);
    await pass(20);
    poller.touch();
    await pass(29);
    assert.deepEqual(runs, [0]);
    await pass(1);
    assert.deepEqual(runs, [0, 50]);
  });

  it('runs one at a time, and none after it was disposed', async () => {
    let end: () => void = () => undefined;
    const { poller, runs, pass, waiting } = setUp({
      task: () =>
        new Promise((resolve) => {
          end = () => resolve(undefined);
        }),
    });
    poller.setAttention(looking);
    await pass(500);
    assert.deepEqual(runs, [0]);
    poller.dispose();
    end();
    await settle();
    await pass(500);
    assert.deepEqual([runs, waiting()], [[0], 0]);
  });
});
