import * as vscode from 'vscode';
import { isSurface, type Surface } from '../agent/surface.ts';
import { table } from '../api/generated/table.ts';
import { type Access, lowerAccess, type ReadAccess, readAccess } from '../policy/access.ts';
import { type HourGrant, withGrant } from '../policy/hourGrant.ts';
import { defaultLimits, type Limits } from '../policy/limits.ts';
import type { Disposable, Event } from '../util/emitter.ts';

/** What agents may do, as it is set now. */
export interface AgentSettings extends Disposable {
  /** @param grant raises the user's levels; what the workspace lowers stays lowered */
  readonly access: (grant?: HourGrant) => Access;
  /** What is wrong with the setting, a sentence each. */
  readonly problems: () => readonly string[];
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

const read = (value: unknown): ReadAccess => readAccess(value, Object.keys(table));

/** The user's access; a workspace may lower it in any area, and never raise it. */
const toAccess = (
  { globalValue, workspaceValue, workspaceFolderValue }: Scopes,
  grant: HourGrant | undefined,
): Access => {
  return [workspaceValue, workspaceFolderValue]
    .filter((value) => value !== undefined)
    .reduce(
      (access: Access, cap) => lowerAccess(access, read(cap).access),
      withGrant(read(globalValue).access, grant, Date.now()),
    );
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
    access: (grant) => toAccess(inspect('access'), grant),
    problems: () => {
      const { globalValue, workspaceValue, workspaceFolderValue } = inspect('access');
      return [globalValue, workspaceValue, workspaceFolderValue].flatMap((value) => read(value).problems);
    },
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
