import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import {
  answer,
  asks,
  asksNothing,
  check,
  choose,
  fails,
  focusRow,
  isBackIn,
  namesUnder,
  rowOf,
  runByKeys,
  selectRows,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';

/** Waits until the status bar says what was done, and that there is a way back. */
const undoShows = (done: RegExp): Promise<void> =>
  eventually(async () => {
    const told = (await hands.statusBar()).find((text) => done.test(text)) ?? '';
    assert.match(told, /· Undo$/);
  });

/** Slow enough to be seen on its way, and wrong in the end. */
const slowFailure = [{ kind: 'latency', ms: 400 }, { kind: '500' }] as const;

describe('Changing incidents', () => {
  const account = useFlowAccount();
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const priorityOf = (name: string) => (account.held(name).priority as { summary: string } | null)?.summary;

  it('turns the row at once, tells the truth when that fails, retries and takes it back', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: slowFailure });
    await hands.rowMenu('Incidents', name, 'Change…', 'Change Urgency…');
    await asks(/Notifies by the rules/);
    await hands.screenshot('change-urgency');
    await choose('Low');
    await eventually(async () => assert.match(await rowOf(name), /changing urgency….*low urgency/));
    await fails(/^PagerDuty failed with status 500; try again in a moment\.$/);
    await eventually(async () => assert.doesNotMatch(await rowOf(name), /changing|low urgency/));
    assert.equal(account.held(name).urgency, 'high');
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    assert.match(await account.sent('updateIncidents'), /"urgency":"low"/);
    await eventually(async () => assert.match(await rowOf(name), /low urgency/));
    await focusRow(name);
    await press('Shift+Z');
    await account.sent('updateIncidents', 2);
    assert.equal(account.held(name).urgency, 'high');
  });

  it('changes the priority of several in one call by keys, and takes back each its own', async () => {
    const names = (await namesUnder('Triggered')).slice(0, 3);
    const before = names.map(priorityOf);
    assert.ok(new Set(before).size > 1, before.join());
    await selectRows(names);
    await press('Shift+P');
    await asks(/Priority of 3 incidents/);
    await choose('P5');
    assert.equal((await account.sent('updateIncidents')).match(/"priority":{/g)?.length, 3);
    assert.deepEqual(names.map(priorityOf), ['P5', 'P5', 'P5']);
    await isBackIn('Incidents');
    await press('Shift+Z');
    await eventually(() => assert.deepEqual(names.map(priorityOf), before));
    assert.equal(account.bodies('updateIncidents').length, 1 + new Set(before).size);
  });

  it('changes the urgency of the rows that the mouse has selected in one call', async () => {
    const names = (await namesUnder('Triggered')).slice(0, 2);
    await selectByMouse(names);
    await hands.rowMenu('Incidents', names[1] ?? '', 'Change…', 'Change Urgency…');
    await choose('Low');
    assert.equal((await account.sent('updateIncidents')).match(/"urgency":"low"/g)?.length, 2);
  });

  it('changes the type of several in one call by keys from the palette, and gives the focus back', async () => {
    const [name = '', other = ''] = await namesUnder('Triggered');
    account.sandbox.faults.set({ updateIncidents: { kind: '503' } });
    await focusRow(name);
    await runByKeys('Change Type');
    await asks(/Which incidents get another type/);
    await check(name, other);
    await asks(/Type of 2 incidents[\s\S]*Security Incident/);
    await hands.screenshot('change-type');
    await choose('Security Incident');
    await fails(/^PagerDuty failed with status 503/);
    await isBackIn('Incidents');
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    const body = await account.sent('updateIncidents');
    assert.equal(body.match(/"incident_type":{"name":"security_incident"}/g)?.length, 2);
  });

  it('tells of a renaming whose box was left while it was on its way, and keeps what was typed', async () => {
    const name = await first();
    const before = account.held(name).title;
    const rename = async () => {
      await hands.rowMenu('Incidents', name, 'Change…', 'Change Title…');
      await asks(/Press Enter to rename/);
      await answer('Cards fail in Europe');
      await eventually(async () => assert.match(await rowOf(name), /renaming…/));
      await press('Escape');
      await asksNothing();
    };
    account.sandbox.faults.set({ updateIncidents: [{ kind: 'latency', ms: 1500 }, { kind: '500' }] });
    await rename();
    await fails(/^PagerDuty failed with status 500/);
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    await account.sent('updateIncidents');
    assert.equal(account.held(name).title, 'Cards fail in Europe');
    await undoShows(/Renamed #/);
    await hands.runCommand('PagerDuty: Undo');
    await eventually(() => assert.equal(account.held(name).title, before));
    account.sandbox.log.clear();
    account.sandbox.faults.set({ updateIncidents: { kind: 'latency', ms: 1500 } });
    await rename();
    await account.sent('updateIncidents');
    await undoShows(/Renamed #/);
  });

  it('renames once, however often Enter is pressed', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: 'latency', ms: 500 } });
    await hands.rowMenu('Incidents', name, 'Change…', 'Change Title…');
    await asks(/Press Enter to rename/);
    await press('Control+A');
    await typeText('Ingress is back');
    await press('Enter', 'Enter', 'Enter');
    assert.match(await account.sent('updateIncidents'), /"title":"Ingress is back"/);
    await asksNothing();
    await eventually(async () => assert.match(await rowOf(name), /Ingress is back/));
    assert.equal(account.bodies('updateIncidents').length, 1);
  });

  const openFields = async (name: string) => {
    await hands.rowMenu('Incidents', name, 'Change…', 'Change Custom Field…');
    await asks(/Customers affected/);
  };
  const value = async (times: number) => {
    const { custom_fields } = JSON.parse(await account.sent('updateIncidentCustomFieldValues', times));
    return custom_fields[0].value;
  };

  it('fills each kind of custom field, and says what is wrong with a value before it is sent', async () => {
    const name = await first();
    await openFields(name);
    await hands.screenshot('custom-fields');
    await choose('Impact');
    await asks(/Some customers/);
    await choose('Some customers');
    assert.equal(await value(1), 'Some customers');

    await openFields(name);
    await choose('Customers affected');
    await asks(/Customers affected of #/);
    await typeText('many');
    await asks(/Give a whole number/);
    await hands.screenshot('custom-field-wrong');
    await answer('1200');
    assert.equal(await value(2), 1200);

    await openFields(name);
    await choose('Regions');
    await asks(/eu-central/);
    await check('eu-central', 'us-east');
    assert.deepEqual(await value(3), ['eu-central', 'us-east']);

    await openFields(name);
    await asks(/Some customers[\s\S]*1200[\s\S]*eu-central, us-east/);
    await choose('Ticket');
    await asks(/Ticket of #/);
    await typeText('T-12');
    await asks(/Give a link/);
    await answer('https://tickets.example.com/T-12');
    assert.equal(await value(4), 'https://tickets.example.com/T-12');
  });

  it('puts a custom field back, and tries again one that failed', async () => {
    const name = await first();
    const fields = account.sandbox.state.collection(`incidents/${account.held(name).id}/custom_fields/values`);
    const before = [...fields.values()].find((field) => field.name === 'impact')?.value;
    account.sandbox.faults.set({ updateIncidentCustomFieldValues: { kind: '500' } });
    await openFields(name);
    await choose('Impact');
    await asks(/Nobody yet/);
    await choose('Nobody yet');
    await fails(/^PagerDuty failed with status 500/);
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    assert.equal(await value(1), 'Nobody yet');
    await undoShows(/Impact Nobody yet/);
    await hands.runCommand('PagerDuty: Undo');
    assert.equal(await value(2), before);
  });
});

const selectByMouse = async (names: readonly string[]): Promise<void> => {
  for (const [place, name] of names.entries()) await hands.clickRow('Incidents', name, place === 0 ? [] : ['Control']);
};
