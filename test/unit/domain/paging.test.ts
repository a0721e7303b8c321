import assert from 'node:assert/strict';
import type { OnCall } from '../../../src/domain/onCall.ts';
import { toPaged } from '../../../src/domain/paging.ts';
import { createFormat } from '../../../src/util/format.ts';
import { toPagedText } from '../../../src/views/pagedText.ts';

const named = (id: string) => ({ id, name: id, url: undefined });
const onCall = (user: string, level: number, policy = 'P'): OnCall => ({
  user: named(user),
  escalationPolicy: named(policy),
  level,
  schedule: undefined,
  start: undefined,
  end: undefined,
});
const namesOf = (...values: Parameters<typeof toPaged>): readonly string[] =>
  toPaged(...values).people.map(({ name }) => name);
const format = createFormat('en-US', 'UTC');
const textOf = (names: readonly string[]): string => toPagedText({ people: names.map(named) }, 'Ada', format);

describe('whom an act would page', () => {
  it('is everybody on the first level, each once', () => {
    const onCalls = [onCall('Ada', 1), onCall('Bo', 1), onCall('Ada', 1), onCall('Cy', 2), onCall('Di', 1, 'Other')];
    assert.deepEqual(namesOf(onCalls, 'P'), ['Ada', 'Bo']);
  });

  it('is the next level where nobody is on the first', () => {
    assert.deepEqual(namesOf([onCall('Cy', 2), onCall('Di', 3)], 'P'), ['Cy']);
    assert.deepEqual(namesOf([onCall('Cy', 2)], 'P', 1, true), []);
    assert.deepEqual(namesOf([onCall('Cy', 2), onCall('Di', 3)], 'P', 3, true), ['Di']);
    assert.deepEqual(namesOf([], 'P'), []);
  });

  it('is told with me first, and with a count where there are many', () => {
    assert.equal(textOf(['Bo', 'Ada']), 'Pages you and Bo');
    assert.equal(textOf(['Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gus']), 'Pages Bo, Cy, Di, Ed, and 2 more');
    assert.equal(textOf([]), 'Pages nobody: nobody is on call there now');
  });
});
