import type { News, NewsKind } from '../domain/changes.ts';
import type { NewsAction, NewsMessage } from '../views/newsText.ts';

/** News, and the time of the load before; in milliseconds since 1970. */
export interface DatedNews {
  readonly news: News;
  readonly since: number;
}

/** What the telling of news needs; nothing in it knows the editor. */
export interface NewsDeskOptions {
  /** Shows a message, and gives what the person chose; undefined when they closed it. */
  readonly show: (message: NewsMessage) => PromiseLike<NewsAction | undefined>;
  readonly toMessage: (news: readonly News[]) => NewsMessage;
  readonly act: (action: NewsAction, news: readonly News[]) => void;
  readonly isWanted: (kind: NewsKind) => boolean;
  /** Whether nothing is to be told now. */
  readonly isQuiet: () => boolean;
  /** Whether news still hold; what is over is not told. */
  readonly isCurrent: (news: News) => boolean;
  /** Whether this window tells before the other windows of the person. */
  readonly isFirst: () => Promise<boolean>;
  /** Takes the telling upon this window; false where another window tells it, or where the person did it there. */
  readonly claim: (dated: DatedNews) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Tells news, one message at a time. */
export interface NewsDesk {
  /** Takes news, and tells them when their turn comes; to be called after each load, also without news. */
  take(news: readonly DatedNews[]): void;
  /** Forgets what waits. */
  clear(): void;
}

/** VS Code puts a message that nobody answers aside after fifteen seconds, and then says nothing more of it. */
const onScreen = 20_000;

/** News that wait at the most, the latest ones; in quiet hours they may become many. */
const mostWaiting = 200;

/** How long a window leaves news to the one that the person looked at last; windows look two minutes apart by default. */
const grace = 180_000;

interface Waiting extends DatedNews {
  readonly taken: number;
}

/** Makes a desk. While a message is on the screen, and in quiet hours, news wait; they are then told in one message. */
export const createNewsDesk = (options: NewsDeskOptions): NewsDesk => {
  const { now } = options;
  let waiting: readonly Waiting[] = [];
  let openSince = Number.NEGATIVE_INFINITY;
  let shown = 0;
  let turn = Promise.resolve();
  const show = async (message: NewsMessage): Promise<void> => {
    const own = ++shown;
    openSince = now();
    const chosen = await options.show(message);
    if (own === shown) openSince = Number.NEGATIVE_INFINITY;
    if (chosen) options.act(chosen, message.news);
    tell();
  };
  const tellNow = async (): Promise<void> => {
    if (options.isQuiet() || now() - openSince < onScreen) return;
    waiting = waiting.filter(({ news }) => options.isWanted(news.kind) && options.isCurrent(news));
    if (waiting.length === 0) return;
    const isFirst = await options.isFirst();
    const due = waiting.filter(({ taken }) => isFirst || now() - taken >= grace);
    const claimed = await Promise.all(due.map(options.claim));
    // What was cleared meanwhile is of another account, and of two news about one incident the later one is told.
    const own = due.filter((item, index) => claimed[index] && waiting.includes(item)).map(({ news }) => news);
    waiting = waiting.filter((item) => !due.includes(item));
    if (own.length > 0) void show(options.toMessage(own));
  };
  const tell = (): void => {
    turn = turn.then(tellNow);
  };
  return {
    take: (news) => {
      const later = new Set(news.map(toPlace));
      const dated = news.map((item) => ({ ...item, taken: now() }));
      waiting = [...waiting.filter((item) => !later.has(toPlace(item))), ...dated].slice(-mostWaiting);
      tell();
    },
    clear: () => {
      waiting = [];
    },
  };
};

const toPlace = ({ news }: DatedNews): string => (news.kind === 'shifts' ? `shift ${news.what}` : news.incident.id);
