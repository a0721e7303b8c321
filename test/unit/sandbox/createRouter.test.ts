import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import type { Operation } from '../../../src/api/operation.ts';
import { createRouter } from '../../../src/sandbox/server/createRouter.ts';

const rows = Object.values(table).flatMap((area) => Object.values<Operation>(area));
const route = createRouter(rows);

const found = (method: string, path: string): string => {
  const match = route(method, path);
  return 'row' in match ? `${match.row.id} ${JSON.stringify(match.slots)}` : `none, allowed ${match.allowed.join(',')}`;
};

describe('createRouter', () => {
  it('lets fixed segments win over slots', () => {
    assert.equal(found('GET', '/users/me'), 'getCurrentUser {}');
    assert.equal(found('GET', '/users/PABC123'), 'getUser {"id":"PABC123"}');
    assert.equal(found('GET', '/teams/P1/members'), 'listTeamMembers {"id":"P1"}');
    assert.equal(found('GET', '/teams/P1/tags'), 'listEntityTags {"entity_type":"teams","id":"P1"}');
  });

  it('goes back to a slot where the fixed segment leads nowhere', () => {
    assert.equal(found('POST', '/services/P1/change_tags'), 'changeEntityTags {"entity_type":"services","id":"P1"}');
    assert.equal(found('GET', '/tags/P1/users'), 'listTaggedEntities {"id":"P1","entity_type":"users"}');
  });

  it('decodes slots', () => {
    assert.equal(found('GET', '/abilities/a%2Fb%20c'), 'getAbility {"id":"a/b c"}');
    assert.equal(found('GET', '/abilities/50%'), 'getAbility {"id":"50%"}');
  });

  it('knows which methods a path has', () => {
    assert.equal(found('PATCH', '/incidents'), 'none, allowed GET,PUT,POST');
    assert.equal(found('GET', '/nothing/here/at/all'), 'none, allowed ');
    assert.equal(found('GET', '/incidents//notes'), 'none, allowed ');
  });

  it('finds every row of the table by its own path', () => {
    for (const row of rows) {
      const path = row.path.replace(/\{(\w+)\}/g, 'X$1');
      const match = route(row.method, path);
      assert.ok('row' in match && match.row.id === row.id, `${row.method} ${path}`);
    }
  });
});
