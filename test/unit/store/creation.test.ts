import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { toPaged } from '../../../src/domain/paging.ts';
import { sampleRoutingKey } from '../../../src/sandbox/sample/sample.ts';
import type { IncidentDraft } from '../../../src/store/creation.ts';
import { setUpWork, type Work } from '../../support/sandboxWork.ts';

const hour = 3_600_000;

describe('creating, against the sandbox', () => {
  let it_: Work;
  beforeEach(async () => {
    it_ = await setUpWork();
  });
  afterEach(() => {
    it_.store.dispose();
    it_.directory.dispose();
    it_.sandbox.dispose();
  });

  const toDraft = async (fields: Partial<IncidentDraft> = {}): Promise<IncidentDraft> => {
    const { rows } = await it_.directory.services('', new AbortController().signal);
    const service = rows.find(({ status }) => status !== 'maintenance' && status !== 'disabled') ?? assert.fail();
    return {
      key: 'key-1',
      service,
      title: 'Checkout is down',
      urgency: 'high',
      priority: undefined,
      details: '',
      assignment: undefined,
      ...fields,
    };
  };
  const titled = (title: string) =>
    [...it_.sandbox.state.collection('incidents').values()].filter((incident) => incident.title === title);

  it('opens an incident with all that was told', async () => {
    const [priority] = await it_.directory.priorities();
    const draft = await toDraft({ priority, details: 'Since 14:20', assignment: { kind: 'people', people: [it_.me] } });
    const made = await it_.creation.incident(draft);
    const held = it_.held(made?.id ?? '');
    assert.equal(held.title, 'Checkout is down');
    assert.match(JSON.stringify(held.body), /Since 14:20/);
    assert.match(JSON.stringify(held.priority), new RegExp(priority?.id ?? '-'));
    assert.match(JSON.stringify(held.assignments), new RegExp(it_.me.id));
  });

  it('foretells who is paged when nobody is chosen', async () => {
    const draft = await toDraft();
    const { rows } = await it_.directory.services('', new AbortController().signal);
    const policy = rows.find(({ id }) => id === draft.service.id)?.escalationPolicy ?? assert.fail();
    const { people } = toPaged(await it_.directory.onCalls([policy.id]), policy.id);
    const made = await it_.creation.incident(draft);
    assert.deepEqual(made?.assignees.map(({ id }) => id).sort(), people.map(({ id }) => id).sort());
  });

  it('foretells who is paged for several incidents of one policy', async () => {
    const { rows } = await it_.directory.policies('', new AbortController().signal);
    const id = rows[0]?.id ?? assert.fail();
    assert.deepEqual(await it_.directory.onCalls([id, id]), await it_.directory.onCalls([id]));
  });

  for (const kind of ['500', 'reset', 'resetAfter', 'truncated'] as const)
    it(`never opens two from one wish, whatever goes wrong (${kind})`, async () => {
      const draft = await toDraft();
      it_.sandbox.faults.set({ createIncident: { kind, times: 1 } });
      await assert.rejects(it_.creation.incident(draft), ApiError);
      assert.equal(it_.callsOf('createIncident').length, 1, 'it is not sent again by itself');
      // The person tries again, not knowing whether it was done.
      const made = await it_.creation.incident(draft);
      assert.deepEqual(
        titled(draft.title).map(({ id }) => id),
        [made?.id],
      );
    });

  it('waits out a limit, because nothing was done then', async () => {
    it_.sandbox.faults.set({ createIncident: { kind: '429', times: 1 } });
    await it_.creation.incident(await toDraft());
    assert.equal(titled('Checkout is down').length, 1);
  });

  it('triggers, acknowledges and resolves by routing key', async () => {
    const event = { routingKey: sampleRoutingKey, dedupKey: 'disk-1', source: 'db-3', severity: 'error' } as const;
    assert.equal(await it_.creation.event({ ...event, action: 'trigger', summary: 'Disk is full' }), 'disk-1');
    assert.equal(titled('Disk is full')[0]?.status, 'triggered');
    await it_.creation.event({ ...event, action: 'acknowledge', summary: '' });
    assert.equal(titled('Disk is full')[0]?.status, 'acknowledged');
    await it_.creation.event({ ...event, action: 'resolve', summary: '' });
    assert.equal(titled('Disk is full')[0]?.status, 'resolved');
  });

  it('tells the cure for a wrong routing key without repeating it', async () => {
    const routingKey = 'f'.repeat(32);
    const event = { routingKey, dedupKey: 'a', source: 'b', severity: 'error', summary: 'c' } as const;
    await assert.rejects(it_.creation.event({ ...event, action: 'trigger' }), (error: Error) => {
      assert.ok(error instanceof ApiError);
      assert.doesNotMatch(JSON.stringify(error) + error.message, /fff/);
      return true;
    });
  });

  it('sends a change event with its link', async () => {
    const details = { commit: 'abc' };
    const link = 'https://git.example.com/a/b/commit/abc';
    await it_.creation.change(sampleRoutingKey, { summary: 'Deployed 4.2.1', source: 'a/b', link, details });
    const made = [...it_.sandbox.state.collection('change_events').values()].find(
      ({ summary }) => summary === 'Deployed 4.2.1',
    );
    assert.match(JSON.stringify(made), /abc/);
    assert.match(JSON.stringify(made?.links), /commit\/abc/);
  });

  it('plans a maintenance window', async () => {
    const { service } = await toDraft();
    const start = it_.sandbox.clock.now();
    await it_.creation.maintenanceWindow({ services: [service], start, end: start + hour, description: 'Upgrade' });
    const { rows } = await it_.directory.services('', new AbortController().signal);
    assert.equal(rows.find(({ id }) => id === service.id)?.status, 'maintenance');
  });

  it('puts somebody else on call, as the schedule then says', async () => {
    const now = it_.sandbox.clock.now();
    const { rows } = await it_.directory.schedules('', new AbortController().signal);
    const schedule = rows[0] ?? assert.fail();
    const { rows: users } = await it_.directory.users('', new AbortController().signal);
    const user = users.at(-1) ?? assert.fail();
    await it_.creation.override({ schedule, user, start: now + hour, end: now + 2 * hour });
    const shifts = await it_.directory.shifts(schedule, now, now + 3 * hour);
    assert.ok(shifts.some((shift) => shift.user.id === user.id && shift.start === now + hour));
    await assert.rejects(it_.creation.override({ schedule, user, start: now, end: now - hour }), ApiError);
  });

  it('finds by a part of the name, and asks for short lists once', async () => {
    const { signal } = new AbortController();
    const { rows } = await it_.directory.users('', signal);
    const name = rows[3]?.name ?? '';
    assert.ok((await it_.directory.users(name, signal)).rows.some((user) => user.name === name));
    await Promise.all([it_.directory.priorities(), it_.directory.priorities()]);
    assert.equal(it_.callsOf('listPriorities').length, 1);
    it_.session.become({ kind: 'signedOut' });
    await it_.directory.priorities();
    assert.equal(it_.callsOf('listPriorities').length, 2, 'another account has other priorities');
  });

  it('does not keep a list that failed', async () => {
    it_.sandbox.faults.set({ listPriorities: { kind: 'notJson', times: 9 } });
    await assert.rejects(it_.directory.priorities(), ApiError);
    it_.sandbox.faults.clear();
    assert.ok((await it_.directory.priorities()).length > 0);
  });
});
