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

/** Unfolds and folds parts as the reader left them. */
export const restoreFolds = ({ open }: PageMemory): void => {
  for (const [id, isOpen] of Object.entries(open)) {
    const part = document.getElementById(id);
    if (part instanceof HTMLDetailsElement) part.open = isOpen;
  }
};
