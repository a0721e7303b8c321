import assert from 'node:assert/strict';
import {
  answer,
  asks,
  asksNothing,
  check,
  choose,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';

describe('Planning times', () => {
  const account = useFlowAccount();
  const begin = async (command: string) => {
    await focusRow((await namesUnder('Triggered'))[0] ?? '');
    await runByKeys(command);
  };
  const minute = 60_000;

  it('plans maintenance of several services, says what cannot be, and keeps all when it fails', async () => {
    account.sandbox.faults.set({ createMaintenanceWindow: { kind: '500', times: 1 } });
    await begin('Create Maintenance Window');
    await asks(/Cart Service/);
    await check('Cart Service', 'Checkout API');
    await asks(/, now$/);
    await press('Enter');
    await asks(/, in /);
    await press('Control+A');
    await typeText('soon');
    await asks(/That is no time/);
    await press('Control+A');
    await typeText('2h');
    await asks(/, in 2 ?h/);
    await hands.screenshot('maintenance-end');
    await press('Enter');
    await asks(/No incidents from now/);
    await choose('Start');
    await asks(/, now$/);
    await answer('3h');
    await asks(/The end must come after the start/);
    await press('Enter');
    await asks(/The end must come after the start/);
    assert.equal(account.bodies('createMaintenanceWindow').length, 0);
    await choose('Start');
    await asks(/, in /);
    await answer('30m');
    await asks(/No incidents from/);
    await press('Enter');
    await asks(/That did not work[\s\S]*PagerDuty failed with status 500[\s\S]*Cart Service and Checkout API/);
    account.sandbox.log.clear();
    await press('Enter', 'Enter');
    const { maintenance_window: made } = JSON.parse(await account.sent('createMaintenanceWindow'));
    assert.equal(made.services.length, 2);
    const length = (Date.parse(made.end_time) - Date.parse(made.start_time)) / minute;
    assert.ok(Math.abs(length - 90) <= 1, String(length));
    await asksNothing();
    await isBackIn('Incidents');
  });

  it('lets somebody else cover a part of a shift, and tries again what failed', async () => {
    account.sandbox.faults.set({ createScheduleOverride: { kind: '500', times: 1 } });
    await begin('Cover for');
    await asks(/Data On-Call/);
    await choose('Data On-Call');
    await asks(/now –/);
    await press('Enter');
    await asks(/adaeze\.nwosu/);
    await choose('Adaeze Nwosu');
    await asks(/Adaeze Nwosu is on call instead of/);
    await choose('End');
    await asks(/, in /);
    await answer('90m');
    await asks(/from now to/);
    await hands.screenshot('cover-review');
    await press('Enter');
    await asks(/That did not work[\s\S]*PagerDuty failed with status 500/);
    await asks(/Data On-Call[\s\S]*Adaeze Nwosu/);
    account.sandbox.log.clear();
    await press('Enter', 'Enter');
    const { overrides } = JSON.parse(await account.sent('createScheduleOverride'));
    assert.equal(overrides.length, 1);
    const length = (Date.parse(overrides[0].end) - Date.parse(overrides[0].start)) / minute;
    assert.ok(Math.abs(length - 90) <= 1, String(length));
    await asksNothing();
    await isBackIn('Incidents');
  });
});
