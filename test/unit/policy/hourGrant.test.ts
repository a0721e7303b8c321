import assert from 'node:assert/strict';
import { levelOf } from '../../../src/policy/access.ts';
import { withGrant } from '../../../src/policy/hourGrant.ts';

describe('a grant for an hour', () => {
  const grant = { access: { incidents: 'full' }, until: 100 } as const;

  it('raises the areas that it names, and ends by itself', () => {
    const access = { '*': 'read', incidents: 'guarded', teams: 'off' } as const;
    const raised = withGrant(access, grant, 99);
    assert.deepEqual(
      ['incidents', 'teams', 'tags'].map((area) => levelOf(raised, area)),
      ['full', 'off', 'read'],
    );
    assert.equal(withGrant(access, grant, 100), access);
    assert.equal(withGrant(access, undefined, 0), access);
  });

  it('leaves what nobody set at the default', () => {
    const raised = withGrant({}, grant, 0);
    assert.deepEqual([levelOf(raised, 'incidents'), levelOf(raised, 'tags')], ['full', 'guarded']);
  });

  it('lowers nothing', () => {
    const raised = withGrant({ incidents: 'full' }, { access: { incidents: 'read' }, until: 100 }, 0);
    assert.equal(levelOf(raised, 'incidents'), 'full');
  });

  it('raises all areas, also those with a level of their own', () => {
    const raised = withGrant(
      { '*': 'read', teams: 'off', tags: 'full' },
      { access: { '*': 'guarded' }, until: 100 },
      0,
    );
    assert.deepEqual(
      ['teams', 'tags', 'users'].map((area) => levelOf(raised, area)),
      ['guarded', 'full', 'guarded'],
    );
  });
});
