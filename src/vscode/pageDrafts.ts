import type * as vscode from 'vscode';

/** Notes that are being written on incidents' pages. */
export interface PageDrafts {
  get(incidentId: string): string;
  /** An empty text forgets the draft. */
  set(incidentId: string, text: string): void;
  clear(): Promise<void>;
}

const prefix = 'pagerduty.page.draft.';

/** Keeps drafts in the given memory, so that they survive a failed call, a closed tab and a reload of the window. */
export const createPageDrafts = (memory: vscode.Memento): PageDrafts => ({
  get: (id) => {
    const text = memory.get(prefix + id);
    return typeof text === 'string' ? text : '';
  },
  set: (id, text) => void memory.update(prefix + id, text || undefined),
  clear: async () => {
    const keys = memory.keys().filter((key) => key.startsWith(prefix));
    await Promise.all(keys.map((key) => memory.update(key, undefined)));
  },
});
