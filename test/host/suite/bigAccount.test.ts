import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type BigAccount, openBigAccount } from '../../support/bigAccount.ts';
import { heapInUse } from '../../support/collectGarbage.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { hasScreen } from '../../support/screen.ts';
import { closeTestAccount, setHosts, signInAsUser } from '../../support/testAccount.ts';

describe('An account of 10,000 open incidents and 5,000 services', () => {
  let account: BigAccount;
  before(async function () {
    if (!hasScreen()) return this.skip();
    account = await openBigAccount();
    await setHosts(account.origin);
    await signInAsUser();
  });
  after(async () => {
    if (!account) return;
    await show('Mine', /#\d+/);
    await closeTestAccount({ dispose: () => void account[Symbol.asyncDispose]() });
  });

  const show = async (scope: string, rows: RegExp): Promise<void> => {
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    await hands.pick(scope);
    await eventually(async () => assert.match((await hands.rows('Incidents')).join('\n'), rows), 20_000);
  };

  it('never holds up the extension host for 50 ms while it is loaded page by page', async () => {
    const longest: number[] = [];
    for (let round = 0; round < 4; round++) {
      await show('My Teams', /^You are in|#\d+|Your teams/);
      await wait(1000); // Until the rest of that list is there.
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await show('All', /^Triggered \d{3}/);
      await wait(1500);
      delay.disable();
      longest.push(delay.max / 1e6);
    }
    // The best round tells the code from a busy machine and from a first run that compiles.
    assert.ok(Math.min(...longest) < 50, longest.map((ms) => ms.toFixed(0)).join(', '));
  });

  it('leaves less than 5 MB behind after a hundred refreshes', async function () {
    this.timeout(180_000);
    const refresh = async (times: number): Promise<void> => {
      const ids = await account.openIds();
      for (let turn = 0; turn < times; turn++) {
        await account.rename(ids[turn] ?? '', `Changed in turn ${turn}`);
        await vscode.commands.executeCommand('pagerduty.incidents.refresh');
      }
    };
    await refresh(10);
    const before = await heapInUse();
    await refresh(100);
    const growth = (await heapInUse()) - before;
    assert.ok(growth < 5_000_000, `${growth} bytes`);
  });
});
