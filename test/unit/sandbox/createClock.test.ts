import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClock } from '../../../src/sandbox/createClock.ts';

describe('createClock', () => {
  it('runs what is due in the order of time, each task at its own time', () => {
    const clock = createClock({ start: 1000, standing: true });
    const seen: string[] = [];
    clock.at(3000, () => seen.push(`b at ${clock.now()}`));
    clock.at(2000, () => {
      seen.push(`a at ${clock.now()}`);
      clock.at(2500, () => seen.push(`a2 at ${clock.now()}`));
    });
    clock.at(9000, () => seen.push('never'));
    clock.set(4000);
    assert.deepEqual(seen, ['a at 2000', 'a2 at 2500', 'b at 3000']);
    assert.equal(clock.now(), 4000);
  });

  it('keeps the order of tasks of the same time', () => {
    const clock = createClock({ start: 0, standing: true });
    const seen: number[] = [];
    for (const n of [1, 2, 3]) clock.at(10, () => seen.push(n));
    clock.advance(10);
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('takes tasks back', () => {
    const clock = createClock({ start: 0, standing: true });
    let ran = false;
    const takeBack = clock.at(10, () => {
      ran = true;
    });
    takeBack();
    clock.set(20);
    assert.equal(ran, false);
  });

  it('tells once that tasks ran, with the clock where it was set', () => {
    const told: number[] = [];
    const clock = createClock({ start: 0, standing: true, onDidRun: () => told.push(clock.now()) });
    clock.at(10, () => undefined);
    clock.at(11, () => undefined);
    clock.set(20);
    clock.set(30);
    assert.deepEqual(told, [20]);
  });

  it('refuses to go back, or to be moved by a task', () => {
    const clock = createClock({ start: 1000, standing: true });
    assert.throws(() => clock.set(999), RangeError);
    clock.at(1500, () => assert.throws(() => clock.set(5000), RangeError));
    clock.set(2000);
  });

  it('runs with real time, also after it was moved', async () => {
    const clock = createClock({ start: 5_000_000 });
    const seen: string[] = [];
    clock.at(5_000_020, () => seen.push('near'));
    clock.at(6_000_020, () => seen.push('far'));
    await sleep(60);
    assert.deepEqual(seen, ['near']);
    clock.set(6_000_000);
    await sleep(60);
    assert.deepEqual(seen, ['near', 'far']);
    assert.ok(clock.now() >= 6_000_050 && clock.now() < 6_010_000);
  });

  it('forgets everything when it is cleared', async () => {
    const clock = createClock({ start: 0 });
    clock.at(10, () => assert.fail('ran'));
    clock.clear();
    await sleep(40);
    assert.ok(clock.now() >= 30);
  });
});
