import * as vscode from 'vscode';
import { createSandbox } from '../../src/sandbox/main.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/options.ts';
import type { Disposable } from '../../src/util/emitter.ts';
import { eventually } from './eventually.ts';
import { hands } from './hands.ts';

/** The extension's id. */
export const extensionId = 'oncall-for-pagerduty.oncall-for-pagerduty';

const hostSettings = ['apiUrl', 'eventsUrl', 'appUrl'];

/** Starts a sandbox, and points the extension to it as a person would: by the user settings. */
export async function openTestAccount(options: SandboxOptions = {}): Promise<Sandbox> {
  await vscode.commands.executeCommand('notifications.clearAll'); // Those of the suite before.
  const sandbox = await createSandbox(options);
  await setHosts(sandbox.origin);
  return sandbox;
}

/** Signs out of all accounts, takes the settings back and stops the sandbox. */
export async function closeTestAccount(sandbox: Disposable): Promise<void> {
  for (const { id } of await vscode.authentication.getAccounts('pagerduty'))
    await vscode.commands.executeCommand('pagerduty.signOut', id);
  await vscode.commands.executeCommand('pagerduty.signOut'); // The sample account too.
  await setHosts(undefined);
  sandbox.dispose();
}

/** Signs in by typing the token into the input box. */
export async function signIn(secret: string): Promise<void> {
  await hands.openContainer('On-Call');
  await hands.runCommand('PagerDuty: Sign In');
  await hands.type(secret);
}

/** Signs in as the sandbox's first user, and waits until the incidents are there. */
export async function signInAsUser(): Promise<void> {
  await signIn('sandbox-user-key');
  await eventually(async () => {
    const rows = await hands.rows('Incidents');
    if (!rows.some((row) => row.includes('#'))) throw new Error(`No incidents in: ${rows.join('\n')}`);
  });
}

/** Points the extension to a server, or back to PagerDuty. */
export async function setHosts(origin: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('pagerduty');
  for (const name of hostSettings) await settings.update(name, origin, vscode.ConfigurationTarget.Global);
}
