import assert from 'node:assert/strict';
import { createFormat } from '../../../src/util/format.ts';
import { createZone } from '../../../src/util/zone.ts';

describe('a time zone', () => {
  it('shows its own clocks, and finds the moment back', () => {
    for (const name of ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
      const { toWall, fromWall } = createZone(name);
      const start = Date.UTC(2026, 0, 1);
      for (let time = start; time < start + 366 * 86_400_000; time += 3 * 3_600_000) {
        const again = fromWall(toWall(time));
        // In a doubled hour the first of the two moments is found.
        assert.ok(again === time || (again < time && toWall(again) === toWall(time)), `${name} ${time}`);
      }
    }
    assert.equal(createZone('Asia/Kolkata').toWall(0), 5.5 * 3_600_000);
  });

  it('is told with what people type', () => {
    const time = Date.UTC(2026, 10, 21, 12);
    assert.match(createFormat('en-US', 'America/New_York').zoned(time), /^Nov 21, 2026, 7:00\sAM EST$/);
    assert.match(createFormat('en-GB', 'Europe/Berlin').zoned(time), /^21 Nov 2026, 13:00 CET$/);
    assert.equal(createFormat('en-US', 'America/New_York').zoneName(Date.UTC(2026, 6, 1)), 'EDT');
  });

  it('is refused where nobody knows it', () => {
    assert.throws(() => createFormat('en', 'Europe/Berln'), RangeError);
  });
});
