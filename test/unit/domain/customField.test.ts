import assert from 'node:assert/strict';
import { parseCustomField, parseFieldText, toFieldText } from '../../../src/domain/customField.ts';
import { createZone } from '../../../src/util/zone.ts';

const field = (data_type: string, field_type = 'single_value', value: unknown = null) =>
  parseCustomField({ id: 'F', display_name: 'Impact', data_type, field_type, value }) ?? assert.fail();
const noon = Date.UTC(2026, 10, 21, 12);
const told = (data_type: string, text: string, field_type?: string) =>
  parseFieldText(field(data_type, field_type), text, noon, createZone('UTC'));

describe('custom fields', () => {
  it('hold what PagerDuty gives, nested or not', () => {
    assert.equal(field('string', 'single_value', 'eu').value, 'eu');
    assert.equal(field('string', 'single_value', { value: 'eu\u202e' }).value, 'eu');
    assert.deepEqual(field('string', 'multi_value', ['a', 'b']).value, ['a', 'b']);
    assert.equal(field('boolean', 'single_value', false).value, false);
    assert.equal(field('string', 'single_value', {}).value, null);
    assert.equal(parseCustomField({}), undefined);
  });

  it('are shown as text', () => {
    assert.deepEqual([null, false, 3, 'a', ['a', 'b']].map(toFieldText), ['', 'false', '3', 'a', 'a, b']);
  });

  it('take what their type takes, and say what they take', () => {
    assert.deepEqual(told('integer', '12'), { value: 12 });
    assert.deepEqual(told('integer', '1.5'), { problem: 'Give a whole number.' });
    assert.deepEqual(told('float', '1.5'), { value: 1.5 });
    assert.deepEqual(told('float', 'x'), { problem: 'Give a number.' });
    assert.deepEqual(told('url', 'https://example.com/a'), { value: 'https://example.com/a' });
    assert.ok('problem' in told('url', 'example'));
    assert.deepEqual(told('datetime', '2h'), { value: new Date(noon + 7_200_000).toISOString() });
    assert.ok('problem' in told('datetime', 'soon'));
    assert.deepEqual(told('string', 'a, b,', 'multi_value'), { value: ['a', 'b'] });
    assert.deepEqual(told('string', ''), { value: null });
    assert.ok('problem' in told('string', 'x'.repeat(201)));
  });
});
