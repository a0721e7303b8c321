import assert from 'node:assert/strict';
import { isNamed } from '../../../src/domain/isNamed.ts';
import {
  findStoredQuery,
  placeOfQuery,
  replaceQuery,
  toQueryList,
  toStored,
  withoutQuery,
  withQuery,
} from '../../../src/domain/queryList.ts';

const loud = { name: 'Loud', urgency: 'high', 'written by hand': { kept: true } };
const twin = { name: ' Loud ', urgency: 'low' };
const list = [{ comment: 'no name' }, loud, 7, twin];

describe('the list of queries in the settings', () => {
  it('is empty where the setting holds something else', () => {
    for (const value of [undefined, null, 'all', { name: 'Loud' }]) assert.deepEqual(toQueryList(value), []);
    assert.equal(toQueryList(list), list);
  });

  it('gives the first query of a name as it was written', () => {
    assert.deepEqual(findStoredQuery(list, 'Loud'), loud);
    assert.equal(findStoredQuery(list, 'Quiet'), undefined);
    assert.equal(placeOfQuery(list, 'Loud'), 1);
  });

  it('keeps everything else when one is added, replaced, removed and put back', () => {
    const quiet = { name: 'Quiet', since: '7d' };
    assert.deepEqual(withQuery(list, quiet), [...list, quiet]);
    assert.deepEqual(replaceQuery(list, 'Loud', { ...loud, urgency: undefined }), [
      list[0],
      { name: 'Loud', 'written by hand': { kept: true } },
      7,
      twin,
    ]);
    const without = withoutQuery(list, 'Loud') ?? [];
    assert.deepEqual(without, [list[0], 7, twin]);
    assert.deepEqual(withQuery(without, loud, 1), list);
    assert.deepEqual(list[1], loud, 'nothing is changed in place');
  });

  it('says where a query is gone that another hand has removed', () => {
    assert.equal(replaceQuery(list, 'Quiet', loud), undefined);
    assert.equal(withoutQuery(list, 'Quiet'), undefined);
  });

  it('leaves out what a form has emptied, and puts the name first', () => {
    assert.deepEqual(Object.keys(toStored({ since: '7d', teams: undefined, name: 'A' })), ['name', 'since']);
  });
});

describe('what people write for something', () => {
  it('is its id, or its name or address in any case', () => {
    const ada = { id: 'PADA001', name: 'Ada Lovelace', email: 'ada@example.com' };
    for (const word of ['PADA001', 'ada lovelace', 'ADA@example.com']) assert.ok(isNamed(ada, word), word);
    for (const word of ['pada001', 'Ada', '']) assert.ok(!isNamed(ada, word), word);
    assert.ok(!isNamed({ id: 'P1', name: 'Search' }, 'undefined'));
  });
});
