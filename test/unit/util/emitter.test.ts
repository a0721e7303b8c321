import assert from 'node:assert/strict';
import { createEmitter, type Disposable, joinEvents } from '../../../src/util/emitter.ts';

describe('an emitter', () => {
  it('calls listeners in their order, and none that an earlier one let go of', () => {
    const emitter = createEmitter<number>();
    const told: string[] = [];
    const others: Disposable[] = [];
    emitter.event((value) => {
      told.push(`first ${value}`);
      for (const other of others) other.dispose();
    });
    others.push(emitter.event((value) => told.push(`second ${value}`)));
    emitter.event((value) => told.push(`third ${value}`));
    emitter.fire(1);
    assert.deepEqual(told, ['first 1', 'third 1']);
  });

  it('tells a listener that comes while it fires of the next value', () => {
    const emitter = createEmitter<number>();
    const told: number[] = [];
    const first = emitter.event(() => {
      first.dispose();
      emitter.event((value) => told.push(value));
    });
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(told, [2]);
  });
});

describe('an emitter whose listener throws', () => {
  it('tells the others and who fires all the same, and leaves the error to be seen', async () => {
    const emitter = createEmitter<number>();
    const told: number[] = [];
    emitter.event(() => {
      throw new Error('a mistake');
    });
    emitter.event((value) => told.push(value));
    const guards = process.rawListeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const seen = new Promise((resolve) => process.once('unhandledRejection', resolve));
    try {
      emitter.fire(1);
      assert.deepEqual(told, [1]);
      assert.equal(String(await seen), 'Error: a mistake');
    } finally {
      for (const guard of guards) process.on('unhandledRejection', guard as () => void);
    }
  });
});

describe('joined events', () => {
  it('fire when any of them does, until they are let go of', () => {
    const [a, b] = [createEmitter<string>(), createEmitter<string>()];
    const told: string[] = [];
    const subscription = joinEvents(a.event, b.event)((value) => told.push(value));
    a.fire('a');
    b.fire('b');
    subscription.dispose();
    a.fire('late');
    assert.deepEqual(told, ['a', 'b']);
  });
});
