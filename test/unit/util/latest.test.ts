import assert from 'node:assert/strict';
import { createLatest } from '../../../src/util/latest.ts';
import { createGate, settle } from '../../support/fakeSend.ts';

const setUp = () => {
  const runs: { readonly signal: AbortSignal; readonly gate: ReturnType<typeof createGate<string>> }[] = [];
  const latest = createLatest((signal) => {
    const gate = createGate<string>();
    runs.push({ signal, gate });
    return gate.wait;
  });
  return { latest, runs };
};

describe('the latest run of a task', () => {
  it('is joined while it goes on, and started again afterwards', async () => {
    const { latest, runs } = setUp();
    const both = Promise.all([latest.join(), latest.join()]);
    await settle();
    assert.equal(runs.length, 1);
    runs[0]!.gate.open('first');
    assert.deepEqual(await both, ['first', 'first']);
    void latest.join();
    await settle();
    assert.equal(runs.length, 2);
  });

  it('gives its result to who waited for the runs before it', async () => {
    const { latest, runs } = setUp();
    const old = latest.join();
    await settle();
    const middle = latest.restart();
    await settle();
    const newest = latest.restart();
    await settle();
    assert.deepEqual(
      runs.map(({ signal }) => signal.aborted),
      [true, true, false],
    );
    runs[2]!.gate.open('newest');
    runs[1]!.gate.open('middle');
    runs[0]!.gate.open('old');
    assert.deepEqual(await Promise.all([old, middle, newest]), ['newest', 'newest', 'newest']);
  });

  it('is aborted by stop, and what it gives is its own', async () => {
    const { latest, runs } = setUp();
    const stopped = latest.join();
    await settle();
    latest.stop();
    assert.equal(runs[0]!.signal.aborted, true);
    runs[0]!.gate.open('late');
    assert.equal(await stopped, 'late');
  });

  it('may reject, and can be joined again', async () => {
    const { latest, runs } = setUp();
    const failing = latest.join();
    await settle();
    runs[0]!.gate.fail(new Error('no'));
    await assert.rejects(failing, /no/);
    const next = latest.join();
    await settle();
    runs[1]!.gate.open('yes');
    assert.equal(await next, 'yes');
  });
});
