/** What a page remembers while its tab is hidden and over a reload of the window; the extension reads `id` and `title`. */
export interface PageMemory {
  readonly id: string;
  readonly title: string;
  /** Pixels from the top. */
  readonly scroll: number;
  /** By id of the part: whether the reader has it unfolded. */
  readonly open: Readonly<Record<string, boolean>>;
}

/** Takes what was remembered, perhaps by an older version. */
export const readMemory = (remembered: unknown, id: string, title: string): PageMemory => {
  const { scroll, open } = (typeof remembered === 'object' && remembered !== null ? remembered : {}) as {
    readonly scroll?: unknown;
    readonly open?: unknown;
  };
  return {
    id,
    title,
    scroll: typeof scroll === 'number' ? scroll : 0,
    open: typeof open === 'object' && open !== null ? (open as PageMemory['open']) : {},
  };
};

/** Brings back what a page remembers, piece by piece as the content arrives. */
export interface Restorer {
  /** Call after each change of the content; gives what is remembered of each part to it once. */
  restore(): void;
  /** False until all is there and the place is reached, or the reader has gone elsewhere: till then the scroll position is nobody's wish. */
  readonly isDone: boolean;
  /** The reader has taken over. */
  stop(): void;
}

/** Makes a restorer of a page's memory as it stands when it is asked. */
export const createRestorer = (memory: () => PageMemory): Restorer => {
  const seen = new WeakSet<Element>();
  const wanted = memory().scroll;
  let isDone = wanted === 0;
  const restoreFolds = (): void => {
    for (const part of document.querySelectorAll('details')) {
      const isOpen = memory().open[part.id];
      if (!seen.has(part) && isOpen !== undefined) part.open = isOpen;
      seen.add(part);
    }
  };
  return {
    restore: () => {
      restoreFolds();
      if (isDone) return;
      window.scrollTo({ top: wanted });
      // What is still to come above would push the place away.
      isDone = document.querySelector('section') !== null && document.querySelector('[aria-busy]') === null;
    },
    get isDone() {
      return isDone;
    },
    stop: () => {
      isDone = true;
    },
  };
};
