import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { findIncident } from '../../../src/store/incidentState.ts';
import { setUpWork, type Work } from '../../support/sandboxWork.ts';

/** One act on rows: its call, what the row says meanwhile, and what it says once PagerDuty has done it. */
interface Case {
  readonly name: string;
  readonly operationId: string;
  readonly status?: string;
  readonly run: (work: Work, ids: readonly string[]) => Promise<unknown>;
  readonly meanwhile: (row: Incident, doing: string | undefined) => unknown;
  readonly says: unknown;
  /** What of the row the act changes; undefined where the row does not tell it. */
  readonly of?: (row: Incident | undefined) => unknown;
}

const statusOf = (row: Incident | undefined): unknown => row?.status ?? 'gone';
const { signal } = new AbortController();

const cases: readonly Case[] = [
  {
    name: 'acknowledge',
    operationId: 'updateIncidents',
    run: ({ store }, ids) => store.acknowledge(ids),
    meanwhile: statusOf,
    says: 'acknowledged',
    of: statusOf,
  },
  {
    name: 'resolve',
    operationId: 'updateIncidents',
    run: ({ store }, ids) => store.resolve(ids),
    meanwhile: statusOf,
    says: 'resolved',
    of: statusOf,
  },
  {
    name: 'resolve with a note',
    operationId: 'updateIncidents',
    run: ({ work }, ids) => work.resolve(ids, 'Rolled back\nand watched'),
    meanwhile: statusOf,
    says: 'resolved',
    of: statusOf,
  },
  {
    name: 'snooze',
    operationId: 'snoozeIncident',
    run: ({ store }, [id = '']) => store.snooze([id], 3600),
    meanwhile: ({ status }, doing) => `${status} ${doing}`,
    says: 'acknowledged snoozing…',
    of: statusOf,
  },
  {
    name: 'trigger again',
    operationId: 'updateIncidents',
    status: 'acknowledged',
    run: ({ work }, ids) => work.trigger(ids, 'triggering…'),
    meanwhile: ({ status }, doing) => `${status} ${doing}`,
    says: 'triggered triggering…',
    of: statusOf,
  },
  {
    name: 'reassign to people',
    operationId: 'updateIncidents',
    run: async ({ work, directory }, ids) => {
      const { rows } = await directory.users('Hiroshi', signal);
      return work.reassign(ids, { kind: 'people', people: rows });
    },
    meanwhile: ({ assignees }) => assignees.map(({ name }) => name).join(),
    says: 'Hiroshi Endo',
    of: (row) => row?.assignees.map(({ name }) => name).join(),
  },
  {
    name: 'reassign to a policy',
    operationId: 'updateIncidents',
    run: async ({ work, directory }, ids) => {
      const { rows } = await directory.policies('Data', signal);
      const [policy] = rows;
      return policy && work.reassign(ids, { kind: 'policy', policy });
    },
    meanwhile: ({ escalationPolicy }) => /Data/.test(escalationPolicy?.name ?? ''),
    says: true,
    of: (row) => row?.escalationPolicy?.name,
  },
  {
    name: 'escalate',
    operationId: 'updateIncidents',
    run: ({ work }, ids) => work.escalate(ids, 2),
    meanwhile: (_, doing) => doing,
    says: 'escalating…',
  },
  {
    name: 'merge',
    operationId: 'mergeIncidents',
    run: ({ work, open }, [id = '']) => work.merge(open('acknowledged')[0] ?? '', [id]),
    meanwhile: ({ status }, doing) => `${status} ${doing}`,
    says: 'resolved merging…',
    of: statusOf,
  },
  {
    name: 'change the title',
    operationId: 'updateIncidents',
    run: ({ work }, [id = '']) => work.setTitle(id, 'Never mind'),
    meanwhile: ({ title }) => title,
    says: 'Never mind',
    of: (row) => row?.title,
  },
  {
    name: 'change the urgency',
    operationId: 'updateIncidents',
    run: ({ work }, ids) => work.setUrgency(ids, 'low'),
    meanwhile: ({ urgency }) => urgency,
    says: 'low',
    of: (row) => row?.urgency,
  },
  {
    name: 'change the priority',
    operationId: 'updateIncidents',
    run: async ({ work, directory }, ids) =>
      work.setPriority(
        ids,
        (await directory.priorities()).find(({ name }) => name === 'P5'),
      ),
    meanwhile: ({ priority }) => priority,
    says: 'P5',
    of: (row) => row?.priority,
  },
  {
    name: 'change the type',
    operationId: 'updateIncidents',
    run: ({ work }, ids) => work.setType(ids, 'security_incident'),
    meanwhile: (_, doing) => doing,
    says: 'changing type…',
  },
];

describe('a row whose act fails', () => {
  let it_: Work;
  beforeEach(async () => {
    it_ = await setUpWork();
  });
  afterEach(() => {
    it_.store.dispose();
    it_.directory.dispose();
    it_.sandbox.dispose();
  });
  const row = (id: string) => findIncident(it_.store.state, id);
  const begin = async ({ run, status = 'triggered' }: Case) => {
    const id = it_.open(status).find((one) => row(one)?.urgency === 'high') ?? assert.fail(`Nothing is ${status}.`);
    const before = row(id);
    const laid = new Promise<void>((resolve) => {
      it_.store.onDidChange(({ after }) => after.pending.has(id) && resolve());
    });
    const done = run(it_, [id]);
    done.catch(() => undefined); // Looked at below.
    await laid;
    return { id, before, done };
  };

  for (const act of cases)
    it(`turns at once and tells the truth again: ${act.name}`, async () => {
      it_.sandbox.faults.set({ [act.operationId]: { kind: '500' } });
      const { id, before, done } = await begin(act);
      const shown = row(id) ?? assert.fail('The row is gone.');
      assert.deepEqual(act.meanwhile(shown, it_.store.state.pending.get(id)?.doing), act.says);
      await assert.rejects(done, ApiError);
      assert.equal(it_.store.state.pending.size, 0);
      assert.deepEqual(row(id), before);
      await it_.store.refresh();
      assert.deepEqual(row(id), before);
    });

  for (const act of cases.filter(({ of }) => of))
    it(`tells what was done though the answer was lost: ${act.name}`, async () => {
      it_.sandbox.faults.set({ [act.operationId]: { kind: 'resetAfter' } });
      const { id, before, done } = await begin(act);
      await done.catch(() => undefined); // What may be repeated is repeated, in vain.
      await it_.store.reload();
      const told = act.of?.(row(id));
      assert.notDeepEqual(told, act.of?.(before));
      assert.equal(it_.store.state.pending.size, 0);
    });
});
