import assert from 'node:assert/strict';
import { createFindMentions } from '../../../src/domain/mentions.ts';

const found = (text: string, ...prefixes: readonly string[]): readonly string[] =>
  createFindMentions(prefixes)(text).map(
    ({ start, end, incident }) => `${text.slice(start, end)} = ${'id' in incident ? incident.id : incident.number}`,
  );

describe('mentions of incidents', () => {
  it('are the addresses of their pages, in any account and region', () => {
    assert.deepEqual(found('see https://acme.pagerduty.com/incidents/PABC123, now'), [
      'https://acme.pagerduty.com/incidents/PABC123 = PABC123',
    ]);
    assert.deepEqual(found('(https://acme.eu.pagerduty.com/incidents/Q1W2E3R4T5Y6/timeline?x=1#y)'), [
      'https://acme.eu.pagerduty.com/incidents/Q1W2E3R4T5Y6/timeline?x=1#y = Q1W2E3R4T5Y6',
    ]);
    assert.deepEqual(
      found('[one](https://acme.pagerduty.com/incidents/PONE1) `https://acme.pagerduty.com/incidents/PTWO2`'),
      ['https://acme.pagerduty.com/incidents/PONE1 = PONE1', 'https://acme.pagerduty.com/incidents/PTWO2 = PTWO2'],
    );
  });

  it('are not the pages of others', () => {
    for (const text of [
      'http://acme.pagerduty.com/incidents/PABC123',
      'https://pagerduty.com/incidents/PABC123',
      'https://acme.pagerduty.com.evil.example/incidents/PABC123',
      'https://evil.example/?https:acme.pagerduty.com/incidents/PABC123',
      'https://acme.pagerduty.com/incidents/',
      'https://acme.pagerduty.com/services/PABC123',
    ])
      assert.deepEqual(found(text), [], text);
  });

  it('are numbers behind a prefix, as whole words', () => {
    assert.deepEqual(found('INC-12, INC-13. (INC-14)', 'INC-'), ['INC-12 = 12', 'INC-13 = 13', 'INC-14 = 14']);
    for (const text of ['SINC-12', 'INC-12a', 'INC-', 'inc-12', '_INC-12', 'INC-12_3', 'äINC-1'])
      assert.deepEqual(found(text, 'INC-'), [], text);
  });

  it('take several prefixes literally, the longer first', () => {
    assert.deepEqual(found('PD#7 and PD#1#8 and a.9 and ab9', 'PD#', 'PD#1#', 'a.'), [
      'PD#7 = 7',
      'PD#1#8 = 8',
      'a.9 = 9',
    ]);
    assert.deepEqual(found('INC-12', '', '  '), [], 'no prefix, no numbers');
    assert.deepEqual(found('INC12', 'INC1'), [], 'a prefix that ends in a digit cannot be told from its number');
    assert.deepEqual(found('x(1)5', 'x(1)'), ['x(1)5 = 5']);
  });

  it('do not overlap', () => {
    assert.deepEqual(found('https://acme.pagerduty.com/incidents/PABC123?INC-12', 'INC-').length, 1);
  });

  it('are found fast in long texts that only look alike', () => {
    const text = `${'https://a.pagerduty.com/incidents/'.repeat(5000)}${'INC-'.repeat(20_000)}`;
    const start = performance.now();
    found(text, 'INC-');
    assert.ok(performance.now() - start < 1000);
  });
});
