import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import { createOwnActs, toNotedSend } from '../../../src/store/ownActs.ts';
import { noon } from '../../support/fakeAccount.ts';
import { createFakeSend } from '../../support/fakeSend.ts';
import { setUpActions } from '../../support/incidentStore.ts';

describe('own acts', () => {
  const setUp = () => {
    const world = { now: noon };
    const acts = createOwnActs(() => world.now);
    const fake = createFakeSend({
      listIncidents: () => ({ incidents: [{ id: 'PREAD' }] }),
      createIncident: () => ({ incident: { id: 'PNEW' } }),
      updateIncidents: () => ({ incidents: [{ id: 'P1' }, { id: 'P2' }, null] }),
      snoozeIncident: () => ({ incident: { id: 'P3' } }),
      updateService: () => ({ service: { id: 'PSVC' } }),
    });
    return { world, acts, send: toNotedSend(fake.send, acts) };
  };

  it('are noted by what a call names and what its answer tells', async () => {
    const { acts, send } = setUp();
    const { listIncidents, createIncident, updateIncidents, snoozeIncident } = table.incidents;
    await send(listIncidents, {});
    await send(createIncident, { title: 'Down' });
    await send(updateIncidents, { incidents: [{ id: 'P9', status: 'resolved' }] });
    await send(snoozeIncident, { id: 'P8', duration: 60 });
    await send(table.services.updateService, { id: 'PSVC' });
    const noted = ['PREAD', 'PNEW', 'P1', 'P2', 'P9', 'P8', 'P3', 'PSVC'].filter((id) => acts.has(id, noon));
    assert.deepEqual(noted, ['PNEW', 'P1', 'P2', 'P9', 'P8', 'P3']);
  });

  it('count for the loads after them, and not for ever', () => {
    const { world, acts } = setUp();
    acts.note(['P1']);
    assert.equal(acts.has('P1', noon - 60_000), true);
    assert.equal(acts.has('P1', noon + 10_000), true, 'a list may lag');
    assert.equal(acts.has('P1', noon + 60_000), false);
    world.now += 120_000;
    acts.note(['P1']);
    assert.equal(acts.has('P1', noon + 60_000), true);
    assert.equal(acts.has('P2', 0), false);
  });

  it('are forgotten where they are very many, the oldest first', () => {
    const { acts } = setUp();
    acts.note(Array.from({ length: 1200 }, (_, n) => `P${n}`));
    assert.deepEqual([acts.has('P0', noon), acts.has('P1199', noon)], [false, true]);
  });

  it('are noted also where the call fails', async () => {
    const { acts } = setUp();
    const fake = createFakeSend({});
    await assert.rejects(toNotedSend(fake.send, acts)(table.incidents.snoozeIncident, { id: 'P5', duration: 1 }));
    assert.equal(acts.has('P5', noon), true);
  });
});

describe('snoozing', () => {
  it('turns the rows at once and calls for each', async () => {
    const { fake, store, statuses } = await setUpActions([1, 2], {
      snoozeIncident: ({ id }) => ({ incident: { id, type: 'incident', status: 'acknowledged', title: `${id}` } }),
    });
    const done = store.snooze(['P1', 'P2'], 3600);
    assert.equal(statuses(), 'P1 acknowledged, P2 acknowledged');
    await done;
    assert.deepEqual(
      fake.callsOf('snoozeIncident').map(({ input }) => input),
      [
        { id: 'P1', duration: 3600 },
        { id: 'P2', duration: 3600 },
      ],
    );
  });

  it('tells the truth when it fails', async () => {
    const { store, statuses } = await setUpActions();
    await assert.rejects(store.snooze(['P1'], 3600), /Nothing answers snoozeIncident/);
    assert.equal(statuses(), 'P1 triggered, P2 triggered');
  });
});
