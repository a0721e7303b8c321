import type * as vscode from 'vscode';

/** Notes that are being written on incidents' pages. */
export interface PageDrafts {
  get(incidentId: string): string;
  /** An empty text forgets the draft. */
  set(incidentId: string, text: string): void;
}

/** The drafts of all accounts. */
export interface AllPageDrafts {
  /** Those of the account that is named when one is asked for. */
  of(account: () => string | undefined): PageDrafts;
  /** Forgets an account's drafts. */
  clear(account: string): Promise<void>;
}

const prefix = 'pagerduty.page.draft.';

/** Keeps drafts in the given memory, so that they survive a failed call, a closed tab and a reload of the window. */
export const createPageDrafts = (memory: vscode.Memento): AllPageDrafts => ({
  of: (account) => {
    const toKey = (id: string): string => `${prefix}${account()}/${id}`;
    return {
      get: (id) => {
        const text = memory.get(toKey(id));
        return typeof text === 'string' ? text : '';
      },
      set: (id, text) => void memory.update(toKey(id), text || undefined),
    };
  },
  clear: async (account) => {
    const keys = memory.keys().filter((key) => key.startsWith(`${prefix}${account}/`));
    await Promise.all(keys.map((key) => memory.update(key, undefined)));
  },
});
