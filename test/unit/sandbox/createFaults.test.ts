import assert from 'node:assert/strict';
import { createFaults } from '../../../src/sandbox/createFaults.ts';
import { createRandom } from '../../../src/sandbox/createRandom.ts';

const ids = ['listIncidents', 'createIncident'];
const create = (plan = {}, seed = 1) => createFaults(ids, createRandom(seed), plan);

describe('createFaults', () => {
  it('strikes an operation, or all', () => {
    const faults = create({ listIncidents: { kind: 'reset' }, '*': { kind: '500' } });
    assert.equal(faults.draw('listIncidents').fault?.kind, 'reset');
    assert.equal(faults.draw('createIncident').fault?.kind, '500');
    faults.clear();
    assert.deepEqual(faults.draw('listIncidents'), { delay: 0 });
  });

  it('counts: skips some calls, strikes some times', () => {
    const faults = create({ '*': { kind: '503', skip: 1, times: 2 } });
    const kinds = Array.from({ length: 5 }, () => faults.draw('listIncidents').fault?.kind);
    assert.deepEqual(kinds, [undefined, '503', '503', undefined, undefined]);
  });

  it('strikes the share it is told, the same calls for the same seed', () => {
    const draw = (): (string | undefined)[] => {
      const faults = create({ '*': { kind: '429', rate: 0.1 } }, 5);
      return Array.from({ length: 2000 }, () => faults.draw('listIncidents').fault?.kind);
    };
    const struck = draw().filter(Boolean).length;
    assert.ok(struck > 150 && struck < 250, String(struck));
    assert.deepEqual(draw(), draw());
  });

  it('adds latency to what comes after it', () => {
    const faults = create({
      listIncidents: [{ kind: 'latency', ms: 5 }, { kind: 'latency', ms: [10, 20] }, { kind: '502' }],
    });
    const { delay, fault } = faults.draw('listIncidents');
    assert.ok(delay >= 15 && delay <= 25, String(delay));
    assert.equal(fault?.kind, '502');
  });

  it('refuses what it cannot read and keeps the plan it had', () => {
    const plan = { '*': { kind: '500' as const } };
    const faults = create(plan);
    const bad: readonly [Record<string, unknown>, RegExp][] = [
      [{ '*': null }, /kind must be one of 402/],
      [{ '*': '500' }, /kind must be one of 402/],
      [{ nobody: { kind: '500' } }, /no operation is called nobody/],
      [{ '*': { kind: '418' } }, /kind must be one of 402/],
      [{ '*': { kind: '500', rate: 2 } }, /rate must lie between 0 and 1/],
      [{ '*': { kind: '500', times: -1 } }, /times and skip are counts/],
      [{ '*': { kind: 'latency' } }, /latency needs ms/],
    ];
    for (const [wrong, message] of bad) assert.throws(() => faults.set(wrong as never), message);
    assert.equal(faults.plan(), plan);
  });
});
