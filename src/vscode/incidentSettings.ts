import * as vscode from 'vscode';
import { parseIncidentQueries } from '../domain/incidentQuery.ts';
import type { IncidentSettings } from '../store/incidentSettings.ts';

const toTexts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((item) =>
    typeof item === 'string' && item.trim() !== '' ? [item.trim()] : [],
  );

/** Reads what the user and the workspace have set about the incident list. */
export const readIncidentSettings = (): IncidentSettings => {
  const settings = vscode.workspace.getConfiguration('pagerduty');
  const folders = vscode.workspace.workspaceFolders ?? [undefined];
  const services = folders.flatMap((folder) =>
    toTexts(vscode.workspace.getConfiguration('pagerduty', folder).get('workspaceServices')),
  );
  const badge = String(settings.get('incidents.badge') ?? '').trim();
  const minutes = Number(settings.get('incidents.staleAfter'));
  return {
    queries: parseIncidentQueries(settings.get('incidents.queries')),
    workspaceServices: [...new Set(services)],
    badge: badge === '' ? undefined : badge,
    staleAfter: minutes > 0 ? minutes * 60_000 : undefined,
  };
};
