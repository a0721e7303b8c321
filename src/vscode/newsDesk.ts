import type { News, NewsKind } from '../domain/changes.ts';
import type { NewsAction, NewsMessage } from '../views/newsText.ts';

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
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Tells news, one message at a time. */
export interface NewsDesk {
  /** Takes news, and tells them when their turn comes; to be called after each load, also without news. */
  take(news: readonly News[]): void;
  /** Forgets what waits. */
  clear(): void;
}

/** VS Code puts a message that nobody answers aside after fifteen seconds, and then says nothing more of it. */
const onScreen = 20_000;

/** News that wait at the most, the latest ones; in quiet hours they may become many. */
const mostWaiting = 200;

/** Makes a desk. While a message is on the screen, and in quiet hours, news wait; they are then told in one message. */
export const createNewsDesk = (options: NewsDeskOptions): NewsDesk => {
  let waiting: readonly News[] = [];
  let openSince = Number.NEGATIVE_INFINITY;
  let shown = 0;
  const show = async (message: NewsMessage): Promise<void> => {
    const own = ++shown;
    openSince = options.now();
    const chosen = await options.show(message);
    if (own === shown) openSince = Number.NEGATIVE_INFINITY;
    if (chosen) options.act(chosen, message.news);
    tell();
  };
  const tell = (): void => {
    if (options.isQuiet() || options.now() - openSince < onScreen) return;
    const news = waiting.filter((item) => options.isWanted(item.kind) && options.isCurrent(item));
    waiting = [];
    if (news.length > 0) void show(options.toMessage(news));
  };
  return {
    take: (news) => {
      // Of two news about one incident the later one counts.
      const later = new Set(news.map(toKey));
      waiting = [...waiting.filter((item) => !later.has(toKey(item))), ...news].slice(-mostWaiting);
      tell();
    },
    clear: () => {
      waiting = [];
    },
  };
};

const toKey = (news: News): string => (news.kind === 'shifts' ? `shift ${news.what}` : news.incident.id);
