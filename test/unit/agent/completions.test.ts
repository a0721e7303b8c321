import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/agent/call.ts';
import { type CompleteOptions, createComplete } from '../../../src/agent/completions.ts';
import type { Level } from '../../../src/policy/access.ts';

/** Completes services from a far side that the test answers for, one read after the other. */
const open = () => {
  const now: { time: number; account: string; level: Level; stopped: boolean } = {
    time: 0,
    account: 'us.PADA',
    level: 'read',
    stopped: false,
  };
  const reads: {
    readonly signal: AbortSignal;
    readonly answer: (...names: readonly string[]) => void;
    fail(): void;
  }[] = [];
  const call: CompleteOptions['call'] = (_tool, _args, signal) => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const services = (names: readonly string[]) => names.map((name) => ({ id: `P${name}`, name }));
    reads.push({
      signal,
      answer: (...names) => resolve({ text: JSON.stringify({ services: services(names) }), isError: false }),
      fail: () => resolve({ text: 'It failed.', isError: true }),
    });
    return promise;
  };
  const life = new AbortController();
  const complete = createComplete({
    call,
    access: () => ({ '*': now.level }),
    account: () => now.account,
    stopped: () => now.stopped,
    now: () => now.time,
    life: life.signal,
  });
  const ask = (signal = new AbortController().signal) => complete('service', '', 'name', signal);
  return { now, reads, ask, life };
};

describe('completing arguments', () => {
  it('reads once for the keys of a while', async () => {
    const { now, reads, ask } = open();
    const [one, two] = [ask(), ask()];
    reads[0]?.answer('Checkout');
    assert.deepEqual([await one, await two, await ask(), reads.length], [['Checkout'], ['Checkout'], ['Checkout'], 1]);
    now.time = 30_000;
    void ask();
    assert.equal(reads.length, 2);
  });

  it('does not end the read of others with one that is cancelled', async () => {
    const { reads, ask, life } = open();
    const stop = new AbortController();
    const [one, two] = [ask(stop.signal), ask()];
    stop.abort();
    await assert.rejects(one);
    assert.equal(reads[0]?.signal.aborted, false);
    reads[0]?.answer('Checkout');
    assert.deepEqual([await two, await ask(), reads.length], [['Checkout'], ['Checkout'], 1]);
    life.abort();
    assert.equal(reads[0]?.signal.aborted, true);
  });

  it('keeps nothing of a read that failed', async () => {
    const { reads, ask } = open();
    const one = ask();
    reads[0]?.fail();
    assert.deepEqual(await one, []);
    const two = ask();
    reads[1]?.answer('Checkout');
    assert.deepEqual(await two, ['Checkout']);
  });

  for (const [what, change] of [
    ['another account', { account: 'eu.PADA' }],
    ['another access', { level: 'off' }],
    ['a stop of all agents', { stopped: true }],
  ] as const)
    it(`reads anew after ${what}`, async () => {
      const { now, reads, ask } = open();
      const one = ask();
      reads[0]?.answer('Checkout');
      await one;
      Object.assign(now, change);
      const two = ask();
      reads[1]?.fail();
      assert.deepEqual([await two, reads.length], [[], 2]);
    });
});
