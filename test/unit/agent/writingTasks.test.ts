import assert from 'node:assert/strict';
import type { ApprovalRequest } from '../../../src/agent/gate.ts';
import { openTaskRoute, type TaskRoute } from '../../support/taskRoute.ts';

interface Made {
  readonly id: string;
  readonly incident_number: number;
  readonly status: string;
  readonly title: string;
}

describe('the tasks that write', () => {
  let route: TaskRoute;
  beforeEach(async () => {
    route = await openTaskRoute();
  });
  afterEach(() => route.dispose());
  const incidents = (status: string): readonly Made[] =>
    [...route.sandbox.state.collection('incidents').values()]
      .map((incident) => incident as unknown as Made)
      .filter((incident) => incident.status === status);
  const incident = (id: string | undefined): Made =>
    route.sandbox.state.collection('incidents').get(id ?? '') as unknown as Made;
  const notes = (id: string | undefined): string =>
    JSON.stringify([...route.sandbox.state.collection(`incidents/${id}/notes`).values()]);
  const writes = () =>
    route.sandbox.log
      .calls()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);

  it('acknowledge: one by number, in one call', async () => {
    const [one] = incidents('triggered');
    const { text, isError } = await route.call('acknowledge', { incidents: [one?.incident_number] });
    assert.equal(isError, false);
    assert.match(text, /^Done:\n {2}#\d+ “.+” \(\w+\): acknowledged$/);
    assert.equal(incident(one?.id).status, 'acknowledged');
    assert.deepEqual(writes(), [`PUT /incidents/${one?.id}`]);
  });

  it('acknowledge: many in one call, each part told', async () => {
    const [one, two] = incidents('triggered');
    const [known] = incidents('acknowledged');
    const { text, isError } = await route.call('acknowledge', {
      incidents: [`#${one?.incident_number}`, two?.id, known?.id, two?.incident_number, 999_999],
    });
    assert.equal(isError, false);
    const [head, ...lines] = text.split('\n');
    assert.equal(head, 'Done in part, 3 of 4:');
    assert.deepEqual(
      lines.map((line) => line.replace(/^.*\): /, '').replace(/^ +Incident .*/, 'failed')),
      ['acknowledged', 'acknowledged', 'was acknowledged already', 'failed'],
    );
    assert.deepEqual(writes(), ['PUT /incidents']);
  });

  it('acknowledge: says for each what PagerDuty refused', async () => {
    route.sandbox.faults.set({ updateIncidents: { kind: '503' } });
    const [one, two] = incidents('triggered');
    const { text, isError } = await route.call('acknowledge', { incidents: [one?.id, two?.id] });
    assert.equal(isError, true);
    assert.match(text, /^Nothing was done:\n {2}.+: not acknowledged: .+\n {2}.+: not acknowledged: /);
  });

  it('resolve: with a note on each; half of it done is told so', async () => {
    const [one, two] = incidents('triggered');
    const whole = await route.call('resolve', { incidents: [one?.id], note: 'Rolled back.' });
    assert.match(whole.text, /^Done:\n.+: resolved; note written$/);
    assert.equal(incident(one?.id).status, 'resolved');
    assert.match(notes(one?.id), /Rolled back\./);
    route.sandbox.faults.set({ createIncidentNote: { kind: '503' } });
    const half = await route.call('resolve', { incidents: [two?.id], note: 'Rolled back.' });
    assert.match(half.text, /^Done in part:\n.+: resolved; the note was not written: /);
    assert.equal(half.isError, false);
    const again = await route.call('resolve', { incidents: [one?.id] });
    assert.match(again.text, /was resolved already$/);
    const late = await route.call('acknowledge', { incidents: [one?.id] });
    assert.match(late.text, /^Nothing was done:\n.+was resolved already$/);
  });

  it('acknowledge: writes no note on what could not be acknowledged', async () => {
    route.sandbox.faults.set({ updateIncidents: { kind: '503' } });
    const ids = incidents('triggered').map(({ id }) => id);
    const { text, isError } = await route.call('acknowledge', { incidents: ids.slice(0, 2), note: 'Looking.' });
    assert.match(text, /^Nothing was done:\n.+: not acknowledged: .+\n.+: not acknowledged: /);
    assert.doesNotMatch(text, /note/);
    assert.equal(isError, true);
    assert.deepEqual([...new Set(writes())], ['PUT /incidents']);
  });

  it('acknowledge: beyond the limit of notes it changes first, and a second call writes no note again', async () => {
    route.dispose();
    route = await openTaskRoute({ limits: () => ({ writesPerMinute: 3, pagesPerHour: 5 }) });
    const ids = incidents('triggered').map(({ id }) => id);
    const args = { incidents: ids.slice(0, 2), note: 'Looking.' };
    const { text, isError } = await route.call('acknowledge', args);
    assert.match(text, /^Done in part, 1 of 2:\n/);
    assert.match(text, /: acknowledged; note written\n.+: acknowledged; the note was not written: Agents may write 3/);
    assert.equal(isError, false);
    const again = await route.call('acknowledge', args);
    assert.match(again.text, /^Nothing was done:\n.+: was acknowledged already; the note was not written, add_note/);
    assert.deepEqual(
      ids.slice(0, 2).map((id) => incident(id).status),
      ['acknowledged', 'acknowledged'],
    );
    assert.equal(writes().filter((write) => write.endsWith('/notes')).length, 1);
  });

  it('acknowledge: more than the limit has left is not begun', async () => {
    route.dispose();
    route = await openTaskRoute({ limits: () => ({ writesPerMinute: 1, pagesPerHour: 5 }) });
    const ids = incidents('triggered').map(({ id }) => id);
    const { text } = await route.call('acknowledge', { incidents: ids.slice(0, 2), note: 'Looking.' });
    assert.match(text, /^Nothing was done:\n.+this call counts as 2 and 1 is left: nothing was sent; try again with/);
    assert.deepEqual(writes(), []);
  });

  it('add_note: by words of the title', async () => {
    const [one] = incidents('triggered');
    const { text } = await route.call('add_note', { incident: one?.title, note: 'Looking.' });
    assert.match(text, /^Note written on #\d+ “/);
    assert.match(notes(one?.id), /Looking\./);
    const none = await route.call('add_note', { incident: 'no such words', note: 'x' });
    assert.match(none.text, /^No open incident has "no such words" in its title/);
  });

  it('page: people and policies by name', async () => {
    const [one] = incidents('triggered');
    const { text } = await route.call('page', {
      incident: one?.incident_number,
      who: ['Jordan Whitaker', 'Payments', 'nobody at all'],
      message: 'Acquirer down',
    });
    assert.match(text, /^Done in part, 2 of 3: #\d+ “/);
    assert.match(text, /asked user Jordan Whitaker .+\n {2}asked escalation policy Payments .+\n {2}Nothing is called/);
    assert.deepEqual(writes(), [`POST /incidents/${one?.id}/responder_requests`]);
  });

  it('page: asks a person first where incidents are guarded', async () => {
    route.dispose();
    const asked: ApprovalRequest[] = [];
    route = await openTaskRoute({
      access: () => ({}),
      approve: async (request) => {
        asked.push(request);
        return 'no';
      },
    });
    const [one] = incidents('triggered');
    const { text, isError } = await route.call('page', { incident: one?.id, who: ['Jordan Whitaker'] });
    assert.equal(isError, true);
    assert.match(text, /did not allow it/);
    assert.equal(asked[0]?.row.id, 'createIncidentResponderRequest');
    assert.deepEqual(writes(), []);
    const { tool, operation, decision, reason } = route.records.at(-1) ?? {};
    assert.deepEqual(
      [tool, operation, decision, reason],
      ['page', 'createIncidentResponderRequest', 'denied', 'declined'],
    );
  });

  it('take_shift: the rest of the shift under way on a layer-based schedule, for me', async () => {
    const { text, isError } = await route.call('take_shift', { schedule: 'Payments Secondary' });
    assert.equal(isError, false, text);
    assert.match(
      text,
      /^Maya Lindqvist \(\w+\) is on call on Payments Secondary \(\w+\) from 2026-03-02 10:00Z to 2026-03-02 12:00Z, 2 h\.$/,
    );
    const after = await route.call('who_is_on_call', { of: 'Payments Secondary' });
    assert.match(after.text, /level 2: Maya Lindqvist/);
  });

  it('take_shift: for somebody else on a rotation-based schedule', async () => {
    const range = { from: '2026-03-02T12:00:00Z', until: '2026-03-03T12:00:00Z' };
    const args = { schedule: 'Support Escalations', user: 'Noor', ...range };
    const { text, isError } = await route.call('take_shift', args);
    assert.equal(isError, false, text);
    const after = await route.call('who_is_on_call', { of: 'Support Escalations', at: '2026-03-02T13:00:00Z' });
    assert.match(after.text, /Noor van Dijk/);
    assert.match((await route.call('take_shift', args)).text, /has no shift of somebody else between/);
    const wrong = await route.call('take_shift', { schedule: 'Support Escalations', until: '2026-03-01T00:00:00Z' });
    assert.match(wrong.text, /`until` must be after `from`/);
  });

  it('show what they would send, and send nothing', async () => {
    const [one] = incidents('triggered');
    for (const [task, args, request] of [
      ['acknowledge', { incidents: [one?.id] }, `"method":"PUT","path":"/incidents/${one?.id}"`],
      ['resolve', { incidents: [one?.id], note: 'x' }, `"path":"/incidents/${one?.id}/notes"`],
      ['add_note', { incident: one?.id, note: 'x' }, `"path":"/incidents/${one?.id}/notes"`],
      ['page', { incident: one?.id, who: ['Jordan Whitaker'] }, 'responder_requests'],
      ['take_shift', { schedule: 'Payments Secondary' }, 'overrides'],
    ] as const) {
      const { text, isError } = await route.call(task, { ...args, dry_run: true });
      assert.equal(isError, false, text);
      assert.ok(text.startsWith(`Nothing was sent. ${task} would make these calls:\n`), text);
      assert.ok(text.includes(request), text);
    }
    assert.deepEqual(writes(), []);
  });

  it('are held against the limits like every call', async () => {
    route.dispose();
    route = await openTaskRoute({ limits: () => ({ writesPerMinute: 1, pagesPerHour: 5 }) });
    const [one] = incidents('triggered');
    const { text, isError } = await route.call('resolve', { incidents: [one?.id], note: 'Rolled back.' });
    assert.equal(isError, false);
    assert.match(text, /^Done in part:\n.+: resolved; the note was not written: Agents may write 1 times a minute/);
  });
});
