import assert from 'node:assert/strict';
import { callsPerMinute, createBudget } from '../../../src/api/budget.ts';

/** A clock that sleeping moves. */
const standing = () => {
  let time = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    advance: (ms: number) => {
      time += ms;
    },
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
    },
  };
};

const told = (remaining: string, reset: string) =>
  new Headers({ 'ratelimit-remaining': remaining, 'ratelimit-reset': reset });

describe('the rate budget', () => {
  it('lets 960 calls pass in a minute and holds the next until the minute ends', async () => {
    const clock = standing();
    const budget = createBudget(clock.now, clock.sleep);
    for (let i = 0; i < callsPerMinute; i++) await budget.take();
    assert.deepEqual(clock.slept, []);
    clock.advance(20_000);
    await budget.take();
    assert.deepEqual(clock.slept, [40_000]);
    assert.equal(budget.state().remaining, 959);
  });

  it("takes the server's word over its own count", async () => {
    const clock = standing();
    const budget = createBudget(clock.now, clock.sleep);
    await budget.take();
    budget.learn(told('1', '7'));
    await budget.take();
    await budget.take();
    assert.deepEqual(clock.slept, [7000]);
  });

  it('takes the smaller count of answers that arrive out of order', () => {
    const clock = standing();
    const budget = createBudget(clock.now, clock.sleep);
    budget.learn(told('100', '60'));
    budget.learn(told('102', '60'));
    assert.equal(budget.state().remaining, 100);
    clock.advance(61_000);
    budget.learn(told('959', '60'));
    assert.equal(budget.state().remaining, 959);
  });

  it('ignores headers that are missing or make no sense', () => {
    const clock = standing();
    const budget = createBudget(clock.now, clock.sleep);
    const before = budget.state();
    for (const headers of [
      new Headers(),
      told('-3', 'x'),
      told('many', '60'),
      new Headers({ 'ratelimit-remaining': '0' }),
    ])
      budget.learn(headers);
    assert.deepEqual(budget.state(), before);
  });

  it('gives up waiting when the call is cancelled', async () => {
    const budget = createBudget(
      Date.now,
      (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    budget.learn(told('0', '30'));
    await assert.rejects(budget.take(AbortSignal.timeout(10)), { name: 'TimeoutError' });
  });
});
