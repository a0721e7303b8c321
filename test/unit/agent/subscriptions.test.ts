import assert from 'node:assert/strict';
import { createSubscriptions } from '../../../src/agent/subscriptions.ts';

describe('subscriptions that read by themselves', () => {
  const open = () => {
    const tasks = new Map<number, () => void>();
    const clock = { now: 0 };
    const texts = new Map<string, string>();
    const told: string[] = [];
    let last = 0;
    const subscriptions = createSubscriptions({
      tell: (uri) => void told.push(uri),
      onDidChangeResources: undefined,
      read: async (uri) => texts.get(uri) ?? Promise.reject(new Error('gone')),
      now: () => clock.now,
      timers: {
        set: (task) => {
          last += 1;
          tasks.set(last, task);
          return last;
        },
        clear: (timer) => void tasks.delete(timer as number),
      },
    });
    const pass = async () => {
      clock.now += 120_000;
      const [[timer, task] = assert.fail('nothing waits')] = tasks;
      tasks.delete(timer);
      task();
      for (let i = 0; i < 20; i++) await Promise.resolve();
    };
    return { subscriptions, texts, told, tasks, pass };
  };

  it('tell of a change, and not of the first look or of a failed one', async () => {
    const { subscriptions, texts, told, pass } = open();
    texts.set('a', '1').set('b', '1');
    subscriptions.add('a');
    subscriptions.add('b');
    await pass();
    assert.deepEqual(told, []);
    texts.set('a', '2');
    texts.delete('b');
    await pass();
    assert.deepEqual(told, ['a']);
    texts.set('b', '1');
    await pass();
    assert.deepEqual(told, ['a']);
  });

  it('rest when nothing is left', async () => {
    const { subscriptions, texts, tasks, pass } = open();
    texts.set('a', '1');
    assert.equal(tasks.size, 0);
    subscriptions.add('a');
    assert.equal(tasks.size, 1);
    await pass();
    subscriptions.remove('a');
    assert.equal(tasks.size, 0);
    subscriptions.add('a');
    subscriptions.dispose();
    assert.equal(tasks.size, 0);
  });
});
