import * as vscode from 'vscode';
import type { Disposable } from '../util/emitter.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';

/** Registers what leads a person to the walkthrough and to the settings. */
export const registerGuides = (extensionId: string, report: Report): Disposable =>
  registerCommands(report, {
    'pagerduty.getStarted': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false),
    // A menu gives its own arguments, a link the name of a part of the settings.
    'pagerduty.settings.open': (part?: unknown) =>
      vscode.commands.executeCommand(
        'workbench.action.openSettings',
        `@ext:${extensionId}${typeof part === 'string' ? ` pagerduty.${part}` : ''}`,
      ),
  });
