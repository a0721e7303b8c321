import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readGitHead } from '../../../src/vscode/acts/gitHead.ts';
import { eventually } from '../../support/eventually.ts';
import { asks, asksNothing, runByKeys, useFlowAccount } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';

/** The part of the built-in Git extension's API that is used here. */
interface Git {
  getAPI(version: 1): {
    openRepository(root: vscode.Uri): Promise<unknown>;
    readonly repositories: readonly { readonly state: { readonly HEAD?: { readonly commit?: string } | undefined } }[];
  };
}

describe('A change event in a workspace with Git', () => {
  const account = useFlowAccount();
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
  const git = (...values: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada Lovelace', '-c', 'user.email=ada@example.com', ...values], {
      cwd: folder().fsPath,
      encoding: 'utf8',
    }).trim();
  let hash: string;
  before(async function () {
    const extension = vscode.extensions.getExtension<Git>('vscode.git');
    if (!extension) return this.skip();
    git('init', '--initial-branch=release');
    git('remote', 'add', 'origin', 'git@git.example.com:shop/checkout.git');
    await writeFile(path.join(folder().fsPath, 'retry.txt'), 'three times\n');
    git('add', 'retry.txt');
    git('commit', '--message', 'Retry the payment provider\n\nIt answers with 503 under load.');
    hash = git('rev-parse', 'HEAD');
    const api = (await extension.activate()).getAPI(1);
    await api.openRepository(folder());
    await eventually(() => assert.equal(api.repositories[0]?.state.HEAD?.commit, hash), 20_000);
    assert.equal((await readGitHead())?.hash, hash);
  });
  after(async () => {
    for (const name of ['.git', 'retry.txt'])
      await rm(path.join(folder().fsPath, name), { recursive: true, force: true });
  });

  const routingKey = (): string => {
    const { state } = account.sandbox;
    const integrations = [...state.collection('services').keys()].flatMap((id) => [
      ...state.collection(`services/${id}/integrations`).values(),
    ]);
    const key = integrations.map(({ integration_key }) => integration_key).find((value) => typeof value === 'string');
    return String(key ?? assert.fail('No integration has a key.'));
  };

  it('is filled from the commit that the workspace stands on', async () => {
    await runByKeys('Send Change Event');
    await asks(/kept nowhere/);
    await typeText(routingKey());
    await press('Enter');
    await asks(/What was changed, in one line/);
    await eventually(async () => assert.equal(await hands.typed(), 'Retry the payment provider'));
    await press('Enter');
    await asks(/shop\/checkout/);
    await asks(new RegExp(`https://git\\.example\\.com/shop/checkout/commit/${hash}`));
    await asks(new RegExp(`Pages nobody.*with commit ${hash.slice(0, 8)}`));
    await hands.screenshot('change-event-from-git');
    await press('Enter');
    await account.sent('sendChangeEvent');
    await asksNothing();
    const [body] = account.bodies('sendChangeEvent') as readonly {
      readonly payload: Readonly<Record<string, unknown>>;
      readonly links: unknown;
    }[];
    assert.equal(body?.payload.summary, 'Retry the payment provider');
    assert.equal(body?.payload.source, 'shop/checkout');
    const details = body?.payload.custom_details as Readonly<Record<string, unknown>>;
    assert.deepEqual(
      [details.commit, details.branch, details.author, details.repository],
      [hash, 'release', 'Ada Lovelace', 'https://git.example.com/shop/checkout'],
    );
    assert.match(JSON.stringify(body?.links), new RegExp(`"https://git\\.example\\.com/shop/checkout/commit/${hash}"`));
  });
});
