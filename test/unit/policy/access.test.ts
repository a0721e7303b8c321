import assert from 'node:assert/strict';
import { levelOf, lowerAccess, readAccess } from '../../../src/policy/access.ts';

const areas = ['incidents', 'services'];

describe('levelOf', () => {
  it('takes the named area, then the star, then guarded', () => {
    assert.equal(levelOf({ incidents: 'full', '*': 'off' }, 'incidents'), 'full');
    assert.equal(levelOf({ incidents: 'full', '*': 'off' }, 'services'), 'off');
    assert.equal(levelOf({}, 'services'), 'guarded');
  });

  it('is not fooled by what every object has', () => {
    assert.equal(levelOf({ '*': 'off' }, 'constructor'), 'off');
  });
});

describe('readAccess', () => {
  it('reads levels by area', () => {
    assert.deepEqual(readAccess({ incidents: 'full', '*': 'read' }, areas), {
      access: { incidents: 'full', '*': 'read' },
      problems: [],
    });
  });

  it('is the default where nothing is set', () => {
    assert.deepEqual(readAccess(undefined, areas), { access: {}, problems: [] });
  });

  it('leaves out unknown areas and names them', () => {
    const { access, problems } = readAccess({ incident: 'full' }, areas);
    assert.deepEqual(access, {});
    assert.match(problems[0] ?? '', /“incident” is not an area; the areas are incidents, services/);
  });

  it('turns off what has no valid level', () => {
    const { access, problems } = readAccess({ incidents: 'everything', services: 1 }, areas);
    assert.deepEqual(access, { incidents: 'off', services: 'off' });
    assert.equal(problems.length, 2);
    assert.match(
      problems[0] ?? '',
      /"everything" is not a level of incidents; the levels are off, read, guarded, full/,
    );
  });

  it('turns everything off where it is no object', () => {
    for (const value of ['full', ['full'], 3, true]) {
      const { access, problems } = readAccess(value, areas);
      assert.deepEqual(access, { '*': 'off' });
      assert.equal(problems.length, 1);
    }
  });
});

describe('lowerAccess', () => {
  const at = (user: object, cap: object, area: string) =>
    levelOf(lowerAccess(readAccess(user, areas).access, readAccess(cap, areas).access), area);

  it('takes the lower of both', () => {
    assert.equal(at({ incidents: 'full' }, { incidents: 'read' }, 'incidents'), 'read');
    assert.equal(at({ incidents: 'read' }, { incidents: 'full' }, 'incidents'), 'read');
  });

  it('never raises, by an area or by the star', () => {
    assert.equal(at({ '*': 'off' }, { incidents: 'full', '*': 'full' }, 'incidents'), 'off');
    assert.equal(at({}, { '*': 'full' }, 'services'), 'guarded');
  });

  it('lowers named areas by the star', () => {
    assert.equal(at({ incidents: 'full' }, { '*': 'read' }, 'incidents'), 'read');
  });

  it('leaves alone what the cap does not name', () => {
    assert.equal(at({ '*': 'full' }, { incidents: 'off' }, 'services'), 'full');
    assert.equal(at({ '*': 'full' }, { incidents: 'off' }, 'incidents'), 'off');
  });
});
