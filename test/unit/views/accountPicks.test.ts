import assert from 'node:assert/strict';
import { toAccountId } from '../../../src/store/accountFacts.ts';
import type { AccountFacts } from '../../../src/store/sessionState.ts';
import { toAccountNote, toAccountPicks } from '../../../src/views/accountPicks.ts';
import { ada } from '../../support/fakeAccount.ts';

const toEntry = (more: Partial<AccountFacts>) => {
  const facts: AccountFacts = {
    region: 'us',
    tokenKind: 'user',
    from: undefined,
    user: ada,
    hosts: undefined,
    issuer: undefined,
    ...more,
  };
  return { id: toAccountId(facts, facts.user), facts };
};

const us = toEntry({});
const eu = toEntry({ region: 'eu' });
const own = toEntry({ hosts: { rest: 'https://pagerduty.example.com:8443' } });
const bo = toEntry({ user: { ...ada, id: 'PBO', name: 'Bo Diaz', email: 'bo@example.com' } });
const nobody = toEntry({ user: undefined });

describe('accounts to choose from', () => {
  it('say whose they are, where, and which is in use', () => {
    assert.deepEqual(
      toAccountPicks([us, eu, own, nobody], eu.id).map(({ label, description }) => `${label} | ${description}`),
      [
        'Ada Lovelace | ada@example.com · example · US',
        'Ada Lovelace | $(check) in use · ada@example.com · example · EU',
        'Ada Lovelace | ada@example.com · example · pagerduty.example.com:8443',
        'US | US',
      ],
    );
  });

  it('are named in the view where there are several, as short as tells them apart', () => {
    assert.equal(toAccountNote([us], us.id), undefined);
    assert.equal(toAccountNote([us, eu], 'sample'), undefined);
    assert.equal(toAccountNote([us, eu], us.id), 'example · US');
    assert.equal(toAccountNote([us, bo], bo.id), 'Bo Diaz · example · US');
  });

  it('have ids that serve as keys and in addresses', () => {
    for (const { id } of [us, eu, own, bo, nobody]) assert.match(id, /^[\w.-]+$/);
    assert.equal(new Set([us, eu, own, bo, nobody].map(({ id }) => id)).size, 5);
  });
});
