import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { toPaged } from '../../../src/domain/paging.ts';
import { findIncident, shownIncidents } from '../../../src/store/incidentState.ts';
import { setUpWork, type Work } from '../../support/sandboxWork.ts';

const nobody = { id: 'PNOBODY', name: 'Nobody', url: undefined };

describe('working on incidents, against the sandbox', () => {
  let it_: Work;
  beforeEach(async () => {
    it_ = await setUpWork();
  });
  afterEach(() => {
    it_.store.dispose();
    it_.directory.dispose();
    it_.sandbox.dispose();
  });
  const two = () => it_.open('triggered').slice(0, 2);
  const first = () => two()[0] ?? assert.fail('Nothing is triggered.');

  it('resolves many with a line on how, in one call', async () => {
    const ids = two();
    const done = it_.work.resolve(ids, 'Rolled back');
    assert.deepEqual(
      ids.map((id) => findIncident(it_.store.state, id)?.status),
      ['resolved', 'resolved'],
    );
    assert.deepEqual(await done, []);
    assert.equal(it_.callsOf('updateIncidents').length, 1);
    assert.deepEqual(
      ids.map((id) => it_.held(id).status),
      ['resolved', 'resolved'],
    );
    assert.match(JSON.stringify(it_.callsOf('updateIncidents')[0]?.body), /"resolution":"Rolled back"/);
  });

  it('reopens what was resolved', async () => {
    const [id = ''] = it_.open('resolved');
    await it_.work.trigger([id], 'reopening…');
    assert.equal(it_.held(id).status, 'triggered');
  });

  it('snoozes, and ends the snooze by triggering again', async () => {
    const id = first();
    const done = it_.store.snooze([id], 3600);
    assert.equal(it_.store.state.pending.get(id)?.doing, 'snoozing…');
    assert.equal(findIncident(it_.store.state, id)?.snoozedUntil, it_.sandbox.clock.now() + 3_600_000);
    await done;
    assert.equal(it_.held(id).status, 'acknowledged');
    await it_.store.refresh();
    assert.equal(it_.store.state.mine.get(id)?.snoozedUntil, it_.sandbox.clock.now() + 3_600_000, 'it says so still');
    await it_.work.trigger([id], 'triggering…');
    assert.equal(it_.held(id).status, 'triggered');
  });

  it('reassigns to people, and shows them at once', async () => {
    const ids = two();
    const { rows } = await it_.directory.users('', new AbortController().signal);
    const other = rows.find((user) => user.id !== it_.me.id) ?? assert.fail();
    const done = it_.work.reassign(ids, { kind: 'people', people: [other] });
    assert.deepEqual(
      findIncident(it_.store.state, ids[0] ?? '')?.assignees.map(({ name }) => name),
      [other.name],
    );
    await done;
    assert.equal(it_.callsOf('updateIncidents').length, 1);
    for (const id of ids) assert.match(JSON.stringify(it_.held(id).assignments), new RegExp(other.id));
  });

  it('reassigns to a policy, and escalates in it', async () => {
    const id = first();
    const { rows } = await it_.directory.policies('', new AbortController().signal);
    const policy = rows[0] ?? assert.fail();
    await it_.work.reassign([id], { kind: 'policy', policy });
    assert.match(JSON.stringify(it_.held(id).escalation_policy), new RegExp(policy.id));
    const levels = await it_.directory.levels(policy.id);
    assert.ok(levels.length >= 2);
    await it_.directory.levels(policy.id);
    assert.equal(it_.callsOf('getEscalationPolicy').length, 2, 'levels may have come or gone meanwhile');
    await it_.work.escalate([id], 2);
    assert.deepEqual(it_.callsOf('updateIncidents').at(-1)?.body, {
      incidents: [{ id, type: 'incident', escalation_level: 2 }],
    });
  });

  it('merges into a target, which keeps the alerts', async () => {
    const [target = '', source = ''] = it_.open('triggered');
    await it_.work.merge(target, [source, target]);
    assert.equal(it_.held(source).status, 'resolved');
    assert.equal(it_.held(target).status, 'triggered');
    assert.equal(JSON.stringify(it_.callsOf('mergeIncidents')[0]?.body).match(/"id"/g)?.length, 1);
  });

  it('changes title, urgency, priority and type, and shows each at once', async () => {
    const id = first();
    const shown = () => findIncident(it_.store.state, id);
    const renamed = it_.work.setTitle(id, 'Checkout is down');
    assert.equal(shown()?.title, 'Checkout is down');
    await renamed;
    assert.equal(it_.held(id).title, 'Checkout is down');
    await it_.work.setUrgency([id], 'low');
    assert.equal(it_.held(id).urgency, 'low');
    const [priority] = await it_.directory.priorities();
    await it_.work.setPriority([id], priority);
    assert.equal(shown()?.priority, priority?.name);
    await it_.work.setPriority([id], undefined);
    assert.equal(it_.held(id).priority, null);
    const [type] = await it_.directory.incidentTypes();
    await it_.work.setType([id], type?.name ?? '');
    assert.deepEqual(it_.held(id).incident_type, { name: type?.name });
  });

  it('changes a custom field, with the options of its definition', async () => {
    const id = first();
    const fields = await it_.directory.customFields(id);
    assert.ok(fields.length > 0);
    const text = fields.find(({ dataType, options }) => dataType === 'string' && options.length === 0);
    const fixed = fields.find(({ options, isMany }) => options.length > 0 && !isMany);
    const chosen = text ?? fixed ?? assert.fail('No field to change.');
    const value = text ? 'eu-west-1' : (fixed?.options[0] ?? '');
    await it_.work.setField(id, chosen.id, value);
    const after = (await it_.directory.customFields(id)).find((field) => field.id === chosen.id);
    assert.equal(after?.value, value);
  });

  it('asks for help, knows who has not answered, and cancels that', async () => {
    const id = first();
    const { rows } = await it_.directory.users('', new AbortController().signal);
    const other = rows.find((user) => user.id !== it_.me.id) ?? assert.fail();
    await it_.work.requestResponders(id, it_.me.id, [{ ...other, kind: 'user' }], 'Please look');
    assert.deepEqual(
      (await it_.directory.waitedFor(id)).map((user) => user.id),
      [other.id],
    );
    const asked = await it_.directory.waitedFor(id);
    assert.deepEqual(await it_.work.cancelResponders(id, it_.me.id, asked), []);
    assert.deepEqual(await it_.directory.waitedFor(id), []);
    assert.deepEqual(await it_.work.cancelResponders(id, it_.me.id, asked), asked, 'it says what it did not cancel');
  });

  it('takes a request to a policy back by the policy', async () => {
    const id = first();
    const { rows } = await it_.directory.policies('', new AbortController().signal);
    const onCalls = await it_.directory.onCalls(rows.map((policy) => policy.id));
    const policy = rows.find((row) => toPaged(onCalls, row.id).people.length > 0) ?? assert.fail();
    await it_.work.requestResponders(id, it_.me.id, [{ ...policy, kind: 'policy' }], 'Please look');
    const asked = await it_.directory.waitedFor(id);
    assert.deepEqual(
      asked.map(({ id: of, kind, name }) => [of, kind, name]),
      [[policy.id, 'policy', policy.name]],
    );
    assert.ok((asked[0]?.people.length ?? 0) > 0);
    assert.deepEqual(await it_.work.cancelResponders(id, it_.me.id, asked), []);
    assert.deepEqual(await it_.directory.waitedFor(id), []);
  });

  it('starts a workflow that may be started by hand, and publishes a status update by template', async () => {
    const id = first();
    const [workflow] = await it_.directory.workflows(id);
    await it_.work.startWorkflow(id, workflow?.id ?? assert.fail('No workflow.'));
    assert.equal(it_.callsOf('startIncidentWorkflow')[0]?.status, 201);
    const [template] = await it_.directory.templates();
    const filled = await it_.directory.fillTemplate(template?.id ?? '', id);
    assert.notEqual(filled.message, '');
    await it_.work.publishStatusUpdate(id, filled);
    assert.ok(Number(it_.callsOf('createIncidentStatusUpdate')[0]?.status) < 300);
  });

  it('changes and deletes notes, and resolves and moves single alerts', async () => {
    const id = first();
    await it_.store.addNote(id, 'First');
    await it_.store.openDetails(id);
    const [note] = it_.store.state.details.get(id)?.notes.rows ?? [];
    await it_.store.updateNote(id, note?.id ?? '', 'Second');
    await it_.store.openDetails(id);
    assert.equal(it_.store.state.details.get(id)?.notes.rows[0]?.content, 'Second');
    await it_.work.deleteNote(id, note?.id ?? '');
    assert.ok(!(await it_.directory.notes(id)).some((row) => row.id === note?.id));
    const alerts = await it_.directory.alerts(id);
    const [alert] = alerts;
    await it_.work.resolveAlerts(id, [alert?.id ?? assert.fail('No alert.')]);
    assert.equal((await it_.directory.alerts(id)).length, alerts.length - 1);
    const [, target = ''] = it_.open('triggered');
    const [moved] = await it_.directory.alerts(target);
    const [, , other = ''] = it_.open('triggered');
    await it_.work.moveAlerts(target, [moved?.id ?? assert.fail('No alert.')], other);
    assert.ok((await it_.directory.alerts(other)).some((row) => row.id === moved?.id));
  });

  it('sets a conference bridge, which the page then shows', async () => {
    const id = first();
    await it_.work.setBridge(id, { url: 'https://meet.example.com/a', number: '' });
    assert.equal((await it_.directory.incident(id)).bridge?.url, 'https://meet.example.com/a');
  });

  it('tells the truth again when a call fails', async () => {
    const id = first();
    const before = shownIncidents(it_.store.state).find((incident) => incident.id === id);
    it_.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    const failing = it_.work.setTitle(id, 'Never');
    assert.equal(findIncident(it_.store.state, id)?.title, 'Never');
    await assert.rejects(failing, ApiError);
    assert.equal(findIncident(it_.store.state, id)?.title, before?.title);
    assert.equal(it_.store.state.pending.size, 0);
  });

  it('says what PagerDuty says of what is not there', async () => {
    await assert.rejects(it_.work.reassign([first()], { kind: 'people', people: [nobody] }), ApiError);
  });

  for (const kind of ['500', 'reset', 'resetAfter', 'truncated'] as const)
    it(`sends no request for help twice by itself (${kind})`, async () => {
      const id = first();
      it_.sandbox.faults.set({ createIncidentResponderRequest: { kind } });
      await assert.rejects(it_.work.requestResponders(id, it_.me.id, [{ ...it_.me, kind: 'user' }], 'Help'), ApiError);
      assert.equal(it_.callsOf('createIncidentResponderRequest').length, 1);
    });

  it('goes on no more once the account is another one', async () => {
    const id = first();
    const failing = it_.work.setTitle(id, 'Other');
    it_.session.become({ kind: 'signedOut' });
    await assert.rejects(failing, /account was changed/);
  });

  it('does not call a request for help failed that was made before the account was changed', async () => {
    const id = first();
    it_.sandbox.faults.set({ createIncidentResponderRequest: { kind: 'latency', ms: 100 } });
    const asking = it_.work.requestResponders(id, it_.me.id, [{ ...it_.me, kind: 'user' }], 'Help');
    while (it_.callsOf('createIncidentResponderRequest').length === 0) await new Promise(setImmediate);
    it_.session.become({ kind: 'signedOut' });
    await asking; // Else who reads that it failed asks, and pages, again.
  });
});
