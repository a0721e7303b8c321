import assert from 'node:assert/strict';
import { createClock } from '../../../src/sandbox/createClock.ts';
import { createRandom, toHash } from '../../../src/sandbox/createRandom.ts';
import { createState } from '../../../src/sandbox/createState.ts';

const clock = createClock({ start: 0, standing: true });

describe('createState', () => {
  it('gives the same ids and numbers for the same seed, others for another', () => {
    const [a, b, c] = [createState(7, clock), createState(7, clock), createState(8, clock)];
    const take = (state: typeof a): unknown[] => [state.nextId(), state.random(), state.nextId('R')];
    const first = take(a);
    assert.deepEqual(take(b), first);
    assert.notDeepEqual(take(c), first);
  });

  it('gives ids of PagerDuty\u2019s looks, none twice', () => {
    const state = createState(1, clock);
    const ids = Array.from({ length: 5000 }, () => state.nextId());
    for (const id of ids) assert.match(id, /^P[0-9A-Z]{6}$/);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('keeps a collection from its first use on', () => {
    const state = createState(1, clock);
    state.collection('teams').set('P1', { id: 'P1', type: 'team' });
    assert.deepEqual([...state.collection('teams').keys()], ['P1']);
    assert.equal(state.collection('users').size, 0);
  });
});

describe('createRandom', () => {
  it('spreads evenly over [0, 1)', () => {
    const random = createRandom(3);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random() * 10)]! += 1;
    for (const count of counts) assert.ok(count > 850 && count < 1150, String(counts));
  });

  it('hashes texts to numbers that stay', () => {
    assert.equal(toHash(''), 0x811c9dc5);
    assert.equal(toHash('a'), 0xe40c292c);
  });
});
