import * as vscode from 'vscode';
import { isSurface, type Surface } from '../agent/surface.ts';
import { areas } from '../api/generated/table.ts';
import { type Access, lowerAccess, readAccess } from '../policy/access.ts';
import { defaultLimits, type Limits } from '../policy/limits.ts';
import type { Disposable, Event } from '../util/emitter.ts';

/** What agents may do, as it is set now. */
export interface AgentSettings extends Disposable {
  readonly access: () => Access;
  readonly limits: () => Limits;
  readonly surface: () => Surface;
  readonly onDidChange: Event<void>;
}

/** A setting as it stands in each scope. */
const inspect = (key: string): Scopes =>
  vscode.workspace.getConfiguration('pagerduty.agent').inspect<unknown>(key) ?? {};

interface Scopes {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** The user's access; a workspace may lower it in any area, and never raise it. */
const toAccess = ({ globalValue, workspaceValue, workspaceFolderValue }: Scopes): Access => {
  const read = (value: unknown): Access => readAccess(value, Object.keys(areas)).access;
  return [workspaceValue, workspaceFolderValue]
    .filter((value) => value !== undefined)
    .reduce((access: Access, cap) => lowerAccess(access, read(cap)), read(globalValue));
};

const toLimit = ({ globalValue, workspaceValue, workspaceFolderValue }: Scopes, otherwise: number): number => {
  const own = typeof globalValue === 'number' ? globalValue : otherwise;
  const caps = [workspaceValue, workspaceFolderValue].filter((value) => typeof value === 'number');
  return Math.max(0, Math.min(own, ...caps));
};

/** Reads the settings under `pagerduty.agent.` each time they are asked for. */
export const createAgentSettings = (): AgentSettings => {
  const changed = new vscode.EventEmitter<void>();
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('pagerduty.agent')) changed.fire();
  });
  return {
    access: () => toAccess(inspect('access')),
    limits: () => ({
      writesPerMinute: toLimit(inspect('writesPerMinute'), defaultLimits.writesPerMinute),
      pagesPerHour: toLimit(inspect('pagesPerHour'), defaultLimits.pagesPerHour),
    }),
    surface: () => {
      const surface = vscode.workspace.getConfiguration('pagerduty.agent').get('surface');
      return isSurface(surface) ? surface : 'everything';
    },
    onDidChange: (listener) => changed.event(listener),
    dispose: () => vscode.Disposable.from(subscription, changed).dispose(),
  };
};
