import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOpen } from '../store/openSession.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { Target } from './acts/target.ts';
import type { IncidentPages, IncidentPagesOptions } from './incidentPages.ts';
import { createPageDrafts } from './pageDrafts.ts';
import { createPickIncidents } from './pickIncidents.ts';
import { registerCommands } from './registerCommands.ts';
import type { Row } from './treeRows.ts';

/** The pages of incidents, before the first is opened. */
export interface RegisteredPages extends Disposable {
  /** Forgets an account's drafts of notes. */
  clear(account: string): Promise<void>;
  /** What a command acts on that is called with nothing, as from the palette: the page in the active tab. */
  active(): Target | undefined;
}

/**
 * Registers the command that shows an incident's page, and takes up pages after a reload of the window. The pages' half
 * of the code is loaded with the first page.
 */
export const registerIncidentPages = (
  options: Omit<IncidentPagesOptions, 'drafts'>,
  memory: vscode.Memento,
): RegisteredPages => {
  const { session, incidents, moment, report } = options;
  const drafts = createPageDrafts(memory);
  const pick = createPickIncidents(incidents, moment);
  let loaded: Promise<IncidentPages> | undefined;
  let shown: IncidentPages | undefined;
  const load = async (): Promise<IncidentPages> => {
    const { createIncidentPages } = await import('./incidentPages.ts');
    shown = createIncidentPages({ ...options, drafts });
    return shown;
  };
  const pages = (): Promise<IncidentPages> => (loaded ??= load());
  const toId = async (incident: Row | string | undefined): Promise<string | undefined> => {
    if (typeof incident === 'string') return incident;
    if (incident) return incident.node.objectId;
    return (await pick({ question: l10n.t('Which incident do you want to see?') }))[0]?.id;
  };
  const registered = joinDisposables(
    registerCommands(report, {
      'pagerduty.incident.showPage': async (incident?: Row | string, how?: unknown) => {
        const id = await toId(incident);
        if (id !== undefined) (await pages()).show(id, { preview: how === 'preview' });
      },
    }),
    vscode.window.registerWebviewPanelSerializer('pagerduty.incident', {
      deserializeWebviewPanel: async (panel, remembered: unknown) => {
        // A page is of one account: that must be known first. Where secrets cannot be read, the page says so itself.
        if (!isOpen(session.state)) await session.restore().catch(() => undefined);
        (await pages()).restore(panel, remembered);
      },
    }),
    { dispose: () => void loaded?.then((open) => open.dispose()) },
  );
  const active = (): Target | undefined => {
    const target = shown?.active();
    return target && { ...target, isAssumed: true };
  };
  return { clear: drafts.clear, active, dispose: registered.dispose };
};
