import assert from 'node:assert/strict';
import type { Load } from '../../../src/store/load.ts';
import { createRefreshTouched } from '../../../src/vscode/createRefreshTouched.ts';
import { failure, loaded } from '../../support/viewStates.ts';

const idle: Load = { kind: 'idle' };

describe('a write past the views', () => {
  const setUp = (load: Load, mineLoad?: Load) => {
    const done: string[] = [];
    const store = (name: string) => ({
      state: mineLoad ? { load, mineLoad } : { load },
      reload: async () => done.push(`${name} reload`),
      look: async () => done.push(`${name} look`),
    });
    const touched = createRefreshTouched({
      incidents: store('incidents'),
      onCalls: store('onCalls'),
      services: store('services'),
    });
    return { done, touched };
  };

  it('loads anew what it touches, where somebody has loaded it', () => {
    for (const load of [loaded, { kind: 'failed', failure } as const]) {
      const { done, touched } = setUp(load, loaded);
      touched({ area: 'incidents' });
      assert.deepEqual(done, ['incidents reload', 'services reload']);
    }
  });

  it('looks only at what is mine where nobody has seen the view, and at nothing that nobody watches', () => {
    const watched = setUp(idle, loaded);
    watched.touched({ area: 'schedules' });
    assert.deepEqual(watched.done, ['onCalls look']);
    const unknown = setUp(idle);
    unknown.touched({ area: 'schedules' });
    assert.deepEqual(unknown.done, []);
  });
});
