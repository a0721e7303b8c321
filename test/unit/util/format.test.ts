import assert from 'node:assert/strict';
import { createFormat, toAgeTick } from '../../../src/util/format.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 21, 12);

describe('the format of times', () => {
  const format = createFormat('en-GB', 'UTC');

  it('writes ages in their largest unit', () => {
    const ages = [-minute, 0, 59_000, minute, 59 * minute, hour, 23 * hour, day, 40 * day].map((age) =>
      format.age(age),
    );
    assert.deepEqual(ages, ['now', 'now', 'now', '1m', '59m', '1h', '23h', '1d', '40d']);
  });

  it('knows when an age says something else', () => {
    for (let span = 0; span < 3 * day; span += 20_000) {
      const [age, words] = [format.age(span), format.ageInWords(span)];
      const isSame = toAgeTick(span) === toAgeTick(span + 20_000);
      if (isSame) assert.deepEqual([format.age(span + 20_000), format.ageInWords(span + 20_000)], [age, words]);
      else assert.notEqual(format.age(span + 20_000), age);
    }
    assert.equal(format.ageInWords(3 * hour + minute), '3 hours');
  });

  it('writes spans in two neighbouring units', () => {
    const spans = [0, 5 * minute, hour, 3 * hour + 20 * minute, day + 5 * minute, 2 * day + 3 * hour + 9 * minute].map(
      (span) => format.span(span),
    );
    assert.deepEqual(spans, ['1 min', '5 mins', '1 hr', '3 hrs, 20 mins', '1 day', '2 days, 3 hrs']);
    assert.equal(format.words(3 * hour + minute), '3 hours, 1 minute');
  });

  it('writes clock times with as much of the day as is needed', () => {
    assert.equal(format.time(noon + 6 * hour, noon), '18:00');
    assert.equal(format.time(noon + 30 * hour, noon), 'Sun 18:00');
    assert.equal(format.time(noon + 20 * day, noon), '11 Dec, 12:00');
    assert.match(createFormat('en-US', 'UTC').time(noon + 6 * hour, noon), /^6:00\sPM$/);
    assert.match(format.dateTime(noon), /21 Nov 2026,? 12:00/);
  });

  it('counts days in its own time zone', () => {
    const auckland = createFormat('en-GB', 'Pacific/Auckland');
    assert.equal(auckland.time(noon - 30 * minute, noon), '00:30');
    assert.equal(auckland.time(noon - 2 * hour, noon), 'Sat 23:00');
  });

  it('speaks other languages', () => {
    const german = createFormat('de', 'UTC');
    assert.equal(german.words(3 * hour), '3 Stunden');
    assert.equal(german.count(12_345), '12.345');
    assert.equal(german.list(['Ada', 'Grace', 'Edsger']), 'Ada, Grace und Edsger');
  });

  it('sorts names as people expect', () => {
    const names = ['service 10', 'Zebra', 'Service 9', 'élan', 'echo'];
    assert.deepEqual(names.toSorted(format.compare), ['echo', 'élan', 'Service 9', 'service 10', 'Zebra']);
  });
});
