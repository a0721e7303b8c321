import assert from 'node:assert/strict';
import type { Resource } from '../../../src/sandbox/state.ts';
import { eventually } from '../../support/eventually.ts';
import {
  asks,
  asksNothing,
  check,
  choose,
  fails,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  selectRows,
  useFlowAccount,
  write,
} from '../../support/flows.ts';
import { hands, press } from '../../support/hands.ts';
import { sandboxIncident } from '../../support/sandboxIncidents.ts';

describe('Acting on notes and alerts', () => {
  const account = useFlowAccount();
  const part = (name: string, of: string) =>
    account.sandbox.state.collection(`incidents/${sandboxIncident(account.sandbox, name).id}/${of}`);
  const alerts = (name: string): readonly Resource[] => [...part(name, 'alerts').values()];
  const triggered = async () => {
    const names = await namesUnder('Triggered');
    return names.find((name) => alerts(name).length > 2) ?? assert.fail('No incident has several alerts.');
  };
  const addNote = (name: string, content: string) =>
    part(name, 'notes').set('QNOTE1', {
      id: 'QNOTE1',
      type: 'note',
      content,
      user: null,
      created_at: '2026-03-02T10:00:00Z',
      channel: { summary: 'API', type: 'api' },
    });
  const retry = async (operationId: string) => {
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    return account.sent(operationId);
  };
  const shows = (text: string, is = true) =>
    eventually(async () => assert.equal((await hands.rows('Incidents')).join('\n').includes(text), is), 15_000);
  /** Titles of alerts that no other row shows. */
  const titles = (name: string) => {
    const [title] = [String(account.held(name).title)];
    return alerts(name).flatMap(({ summary }) => (String(summary) === title ? [] : [String(summary)]));
  };
  const statusOf = (name: string, title: string) => alerts(name).find(({ summary }) => summary === title)?.status;
  let opened: string | undefined;
  const unfold = async (name: string) => {
    opened = name;
    await focusRow(name);
    await press('ArrowRight');
    for (const group of ['Alerts', 'Notes', 'Timeline']) await shows(`    ${group}`);
    for (const list of ['listIncidentAlerts', 'listIncidentNotes', 'listIncidentLogEntries'])
      await eventually(() => assert.ok(account.bodies(list).length > 0));
    await shows('Loading', false);
  };
  afterEach(async () => {
    if (opened === undefined) return;
    await focusRow(opened);
    await press('ArrowLeft');
    opened = undefined;
  });

  it('changes a note from the button of its row', async () => {
    const name = await triggered();
    addNote(name, 'Old words');
    await unfold(name);
    await hands.rowAction('Incidents', 'Old words', 'Edit Note…');
    await write('New words');
    await press('Control+Enter');
    assert.match(await account.sent('updateIncidentNote'), /New words/);
    await shows('New words');
    await shows('Old words', false);
  });

  it('deletes a note only after a yes, all by keys, and again when it failed', async () => {
    const name = await triggered();
    addNote(name, 'Wrong incident');
    account.sandbox.faults.set({ deleteIncidentNote: { kind: '500' } });
    await focusRow(name);
    await runByKeys('Delete Note');
    await asks(/Whose note/);
    await choose(name);
    await asks(/Wrong incident/);
    await choose('Wrong incident');
    await asks(/It cannot be brought back/);
    await hands.screenshot('delete-note');
    await press('Escape');
    await asksNothing();
    assert.equal(account.bodies('deleteIncidentNote').length, 0);
    await isBackIn('Incidents');

    await unfold(name);
    await hands.rowMenu('Incidents', 'Wrong incident', 'Delete Note…');
    await asks(/It cannot be brought back/);
    await press('Enter');
    await fails(/PagerDuty failed with status 500/);
    await shows('Wrong incident');
    await retry('deleteIncidentNote');
    assert.equal(part(name, 'notes').has('QNOTE1'), false);
    await shows('Wrong incident', false);
  });

  it('resolves one alert by the button of its row, and again when it failed', async () => {
    const name = await triggered();
    const [title = ''] = titles(name);
    account.sandbox.faults.set({ updateIncidentAlerts: { kind: '500' } });
    await unfold(name);
    await hands.rowAction('Incidents', title, 'Resolve Alert');
    await fails(/PagerDuty failed with status 500/);
    assert.equal(statusOf(name, title), 'triggered');
    const body = await retry('updateIncidentAlerts');
    assert.equal(body.match(/"status":"resolved"/g)?.length, 1);
    assert.equal(statusOf(name, title), 'resolved');
    await shows(`${title} `);
    await eventually(async () =>
      assert.match((await hands.rows('Incidents')).find((row) => row.includes(title)) ?? '', /resolved/),
    );
  });

  it('resolves several alerts in one call', async () => {
    const name = await triggered();
    const [one = '', two = ''] = titles(name);
    await unfold(name);
    await selectRows([one]);
    await hands.clickRow('Incidents', two, ['Control']);
    await hands.rowMenu('Incidents', two, 'Resolve Alert');
    const body = await account.sent('updateIncidentAlerts');
    assert.equal(body.match(/"status":"resolved"/g)?.length, 2);
    assert.deepEqual([statusOf(name, one), statusOf(name, two)], ['resolved', 'resolved']);
  });

  it('moves an alert to another incident, from its menu and by keys', async () => {
    const name = await triggered();
    const target = (await namesUnder('Triggered')).find((other) => other !== name) ?? '';
    const [one = '', two = ''] = titles(name);
    await unfold(name);
    await hands.rowMenu('Incidents', one, 'Move Alert to Incident…');
    await asks(new RegExp(`Move an alert of ${name} to which incident`));
    await hands.screenshot('move-alert');
    await choose(target);
    assert.match(await account.sent('updateIncidentAlerts'), new RegExp(String(account.held(target).id)));
    assert.ok(alerts(target).some(({ summary }) => summary === one));

    await focusRow(name);
    await runByKeys('Move Alert to Incident');
    await asks(/Whose alerts/);
    await choose(name);
    await asks(/Which alerts do you move/);
    await check(two);
    await asks(/to which incident/);
    await choose(target);
    await account.sent('updateIncidentAlerts', 2);
    assert.ok(alerts(target).some(({ summary }) => summary === two));
    await isBackIn('Incidents');
  });
});
