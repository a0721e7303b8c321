import assert from 'node:assert/strict';
import { parseIncident } from '../../../src/domain/incident.ts';
import { toPending } from '../../../src/store/wishes.ts';
import { toIncidentNode } from '../../../src/views/incidentNode.ts';
import { apiIncident } from '../../support/fakeAccount.ts';
import { moment } from '../../support/viewStates.ts';

const told = parseIncident(apiIncident(1) as Parameters<typeof parseIncident>[0]) ?? assert.fail();
const bo = { id: 'PBO', name: 'Bo Diaz', url: undefined };
const row = (...wishes: Parameters<typeof toPending>[0]) => {
  const { label, description, context } = toIncidentNode(told, moment, {
    id: 'incident:P1',
    withService: false,
    pending: toPending(wishes),
  });
  return `${label} — ${description} [${context}]`;
};

describe('a row under a wish', () => {
  it('shows what is asked for, and what is being done', () => {
    assert.equal(
      row({ ids: ['P1'], fields: { assignees: [bo] }, doing: 'reassigning…' }),
      '#1 Incident number 1 — reassigning… · 1m · Bo Diaz [incident triggered pending]',
    );
    assert.equal(
      row({ ids: ['P1'], fields: { title: 'Checkout is down', priority: 'P1' }, doing: 'renaming…' }),
      '#1 Checkout is down — renaming… · 1m · P1 · Ada Lovelace [incident triggered pending]',
    );
    assert.equal(
      row({ ids: ['P1'], doing: 'escalating…' }),
      '#1 Incident number 1 — escalating… · 1m · Ada Lovelace [incident triggered pending]',
    );
  });

  it('shows all of several wishes, and of two for the same the later one', () => {
    assert.equal(
      row(
        { ids: ['P1'], fields: { title: 'First', urgency: 'low' }, doing: 'renaming…' },
        { ids: ['P1'], status: 'resolved' },
        { ids: ['P1'], fields: { title: 'Second' }, doing: 'renaming…' },
      ),
      '#1 Second — renaming… · 1m · low urgency · Ada Lovelace [incident resolved pending]',
    );
  });

  it('is as told where nothing is asked for', () => {
    assert.equal(row(), '#1 Incident number 1 — 1m · Ada Lovelace [incident triggered]');
    assert.equal(row({ ids: ['P2'], doing: 'escalating…' }), row());
  });
});
