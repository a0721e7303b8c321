import assert from 'node:assert/strict';
import { createRateLimit } from '../../../src/sandbox/server/createRateLimit.ts';

describe('createRateLimit', () => {
  it('counts each token by itself and begins anew when the window ends', () => {
    let now = 0;
    const allow = createRateLimit(() => now, { calls: 2, seconds: 60 });
    assert.deepEqual(allow('a'), { limit: 2, remaining: 1, reset: 60, spent: false });
    now = 20_500;
    assert.deepEqual(allow('a'), { limit: 2, remaining: 0, reset: 40, spent: false });
    assert.deepEqual(allow('a'), { limit: 2, remaining: 0, reset: 40, spent: true });
    assert.equal(allow('b').remaining, 1);
    now = 60_000;
    assert.deepEqual(allow('a'), { limit: 2, remaining: 1, reset: 60, spent: false });
  });
});
