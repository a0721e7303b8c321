import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Incident } from '../../../src/domain/incident.ts';
import { canFollow } from '../../../src/store/incidentChoices.ts';

describe('following', () => {
  it('is offered on open incidents that are not followed yet', () => {
    const can = (status: Incident['status'], ...followed: readonly string[]) =>
      canFollow({ id: 'P1', status } as Incident, { followed }); // Nothing else of it is looked at.
    assert.deepEqual([can('triggered'), can('acknowledged'), can('resolved')], [true, true, false]);
    assert.deepEqual([can('triggered', 'P2'), can('triggered', 'P1')], [true, false]);
  });

  it('is in the menu of the same rows', () => {
    const { menus } = JSON.parse(fs.readFileSync('package.json', 'utf8')).contributes;
    const entries: readonly { readonly command: string; readonly when: string }[] = menus['view/item/context'];
    const { when } = entries.find(({ command }) => command === 'pagerduty.incident.follow') ?? assert.fail();
    const pattern = new RegExp(/viewItem =~ \/(.+)\/$/.exec(when)?.[1] ?? assert.fail());
    assert.deepEqual(
      ['incident triggered', 'incident acknowledged stale', 'incident resolved', 'incident triggered followed'].map(
        (context) => pattern.test(context),
      ),
      [true, true, false, false],
    );
  });
});
