import assert from 'node:assert/strict';
import type { News, NewsKind } from '../../../src/domain/changes.ts';
import { parseIncident } from '../../../src/domain/incident.ts';
import type { NewsAction } from '../../../src/views/newsText.ts';
import { createNewsWatch } from '../../../src/vscode/createNewsWatch.ts';
import { createNewsDesk, type DatedNews } from '../../../src/vscode/newsDesk.ts';
import { apiIncident, minutesAgo, noon } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { failure, incidentState, onCallState, toRows } from '../../support/viewStates.ts';

const news = (number: number, kind: 'assigned' | 'followed' = 'assigned'): News => ({
  kind,
  incident: parseIncident(apiIncident(number) as unknown as Parameters<typeof parseIncident>[0])!,
  before: undefined,
});
const dated = (item: News): DatedNews => ({ news: item, since: noon });
const idOf = (item: News): string => (item.kind === 'shifts' ? item.what : `${item.kind} ${item.incident.id}`);

const setUp = () => {
  const shown: string[] = [];
  const acted: string[] = [];
  const gates: ReturnType<typeof createGate<NewsAction | undefined>>[] = [];
  const world = {
    now: noon,
    quiet: false,
    first: true,
    over: new Set<string>(),
    muted: new Set<NewsKind>(),
    toldElsewhere: new Set<string>(),
  };
  const desk = createNewsDesk({
    show: ({ text }) => {
      shown.push(text);
      const gate = createGate<NewsAction | undefined>();
      gates.push(gate);
      return gate.wait;
    },
    toMessage: (items) => ({ text: items.map(idOf).join(' + '), severity: 'info', actions: ['open'], news: items }),
    act: (action, items) => void acted.push(`${action} ${items.map(idOf).join()}`),
    isWanted: (kind) => !world.muted.has(kind),
    isQuiet: () => world.quiet,
    isCurrent: (item) => !world.over.has(idOf(item)),
    isFirst: async () => world.first,
    claim: async ({ news: item }) => !world.toldElsewhere.has(idOf(item)),
    now: () => world.now,
  });
  /** Gives the desk news, and waits until it has thought them over. */
  const take = async (...items: readonly News[]): Promise<void> => {
    desk.take(items.map(dated));
    await settle();
  };
  const answer = async (action?: NewsAction): Promise<void> => {
    gates.at(-1)?.open(action);
    await settle();
  };
  return { desk, take, shown, acted, world, answer };
};

describe('the telling of news', () => {
  it('shows one message at a time, and what comes meanwhile in one more', async () => {
    const { take, shown, answer } = setUp();
    await take(news(1));
    await take(news(2));
    await take(news(3), news(4));
    assert.deepEqual(shown, ['assigned P1']);
    await answer();
    assert.deepEqual(shown, ['assigned P1', 'assigned P2 + assigned P3 + assigned P4']);
    await answer();
    assert.equal(shown.length, 2);
  });

  it('bundles what comes at once', async () => {
    const { take, shown } = setUp();
    await take(news(1), news(2));
    assert.deepEqual(shown, ['assigned P1 + assigned P2']);
  });

  it('does not wait for a message that nobody answers, once VS Code has put it aside', async () => {
    const { take, shown, world } = setUp();
    await take(news(1));
    await take(news(2));
    world.now += 21_000;
    await take();
    assert.deepEqual(shown, ['assigned P1', 'assigned P2']);
  });

  it('runs what the person chose, on what the message was about', async () => {
    const { take, acted, answer } = setUp();
    await take(news(1));
    await answer('open');
    assert.deepEqual(acted, ['open assigned P1']);
  });

  it('waits in quiet hours, and afterwards tells what still holds', async () => {
    const { take, shown, world } = setUp();
    world.quiet = true;
    await take(news(1), news(2));
    await take(news(3));
    assert.deepEqual(shown, []);
    world.quiet = false;
    world.over.add('assigned P2');
    await take();
    assert.deepEqual(shown, ['assigned P1 + assigned P3']);
  });

  it('tells the later of two news about one incident', async () => {
    const { take, shown, world } = setUp();
    world.quiet = true;
    await take(news(1));
    await take(news(1, 'followed'));
    world.quiet = false;
    await take();
    assert.deepEqual(shown, ['followed P1']);
  });

  it('leaves out the kinds that the person does not want', async () => {
    const { take, shown, world } = setUp();
    world.muted.add('assigned');
    await take(news(1), news(2, 'followed'));
    assert.deepEqual(shown, ['followed P2']);
  });

  it('forgets what waits when it is cleared', async () => {
    const { desk, take, shown, world } = setUp();
    world.quiet = true;
    await take(news(1));
    desk.clear();
    world.quiet = false;
    await take();
    assert.deepEqual(shown, []);
  });

  it('leaves news to the window that the person looked at last, and tells them where that one does not', async () => {
    const { take, shown, world } = setUp();
    world.first = false;
    await take(news(1), news(2));
    world.now += 179_000;
    await take(news(3));
    assert.deepEqual(shown, []);
    world.toldElsewhere.add('assigned P1');
    world.now += 1_000;
    await take();
    assert.deepEqual(shown, ['assigned P2']);
  });

  it('tells at once what it had left to another window when the person looks here', async () => {
    const { take, shown, world } = setUp();
    world.first = false;
    await take(news(1));
    world.first = true;
    await take();
    assert.deepEqual(shown, ['assigned P1']);
  });

  it('tells nothing that another window has told', async () => {
    const { take, shown, world } = setUp();
    world.toldElsewhere.add('assigned P1');
    await take(news(1));
    await take(news(2));
    assert.deepEqual(shown, ['assigned P2']);
  });

  it('tells nothing that was cleared while it asked the other windows', async () => {
    const { desk, take, shown } = setUp();
    const asking = take(news(1));
    desk.clear();
    await asking;
    assert.deepEqual(shown, []);
  });
});

describe('the watch for news', () => {
  const loadedAt = (at: number) => ({ mineLoad: { kind: 'loaded', at } as const });
  const one = toRows([apiIncident(1)]);
  const two = toRows([apiIncident(1), apiIncident(2, { created_at: minutesAgo(0) })]);

  it('tells nothing of the first load, nor of one twice, nor of what is not loaded', () => {
    const watch = createNewsWatch({ has: () => false });
    assert.deepEqual(watch.incidents(incidentState({ ...loadedAt(noon), mine: one })), []);
    const next = incidentState({ ...loadedAt(noon + 1), mine: two });
    assert.deepEqual(watch.incidents({ ...next, mineLoad: { kind: 'failed', failure } }), []);
    assert.deepEqual(
      watch.incidents(next).map(({ news: item }) => idOf(item)),
      ['assigned P2'],
    );
    assert.deepEqual(watch.incidents(next), []);
  });

  it('asks whether I did it since the load before', () => {
    const asked: unknown[] = [];
    const watch = createNewsWatch({
      has: (id, since) => {
        asked.push([id, since]);
        return true;
      },
    });
    watch.incidents(incidentState({ ...loadedAt(noon), mine: new Map() }));
    assert.deepEqual(watch.incidents(incidentState({ ...loadedAt(noon + 1), mine: one })), []);
    assert.deepEqual(asked, [['P1', noon]]);
  });

  it('begins anew with another account', () => {
    const watch = createNewsWatch({ has: () => false });
    watch.incidents(incidentState({ ...loadedAt(noon), mine: one }));
    watch.onCalls(onCallState(loadedAt(noon)));
    watch.clear();
    assert.deepEqual(watch.incidents(incidentState({ ...loadedAt(noon + 1), mine: two })), []);
  });
});
