import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import {
  answer,
  asks,
  asksNothing,
  choose,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';

describe('Sending events', () => {
  const account = useFlowAccount();
  const begin = async (command: string) => {
    await focusRow((await namesUnder('Triggered'))[0] ?? '');
    await runByKeys(command);
  };
  const routingKey = () => {
    const { state } = account.sandbox;
    const integrations = [...state.collection('services').values()].flatMap(({ id }) => [
      ...state.collection(`services/${id}/integrations`).values(),
    ]);
    const key = integrations.map(({ integration_key }) => integration_key).find((value) => typeof value === 'string');
    return String(key ?? assert.fail('No integration has a key.'));
  };
  const titled = (title: string) =>
    [...account.sandbox.state.collection('incidents').values()].filter((incident) => incident.title === title);
  const giveKey = async () => {
    await asks(/kept nowhere/);
    await typeText(routingKey());
    await press('Enter');
  };
  const setField = async (label: string, text: string) => {
    await choose(label);
    await asks(/Events of the same key are one alert/);
    await answer(text);
    await asks(new RegExp(`Change before sending[\\s\\S]*${text}`));
  };

  it('triggers, acknowledges and resolves by routing key, all by keys and each once', async () => {
    account.sandbox.faults.set({ sendEventV2: { kind: '500', times: 1 } });
    await begin('Send Event');
    await asks(/Opens an alert/);
    await hands.screenshot('event-kind');
    await choose('Trigger');
    await giveKey();
    await asks(/it becomes the title/);
    await typeText('Disk of db-3 is full');
    await press('Enter');
    await asks(/Pages whoever is on call for the integration’s service/);
    await setField('Key', 'disk-db-3');
    await press('Enter');
    await asks(/That did not work[\s\S]*PagerDuty failed with status 500/);
    await asks(/Disk of db-3 is full[\s\S]*disk-db-3/);
    assert.ok(!(await hands.quickInput()).includes(routingKey()));
    await hands.screenshot('event-failed');
    account.sandbox.log.clear();
    await press('Enter', 'Enter');
    assert.match(await account.sent('sendEventV2'), /"event_action":"trigger"[\s\S]*|"dedup_key":"disk-db-3"/);
    await asksNothing();
    assert.deepEqual(
      titled('Disk of db-3 is full').map(({ status }) => status),
      ['triggered'],
    );
    await isBackIn('Incidents');

    for (const [kind, status] of [
      ['Acknowledge', 'acknowledged'],
      ['Resolve', 'resolved'],
    ] as const) {
      await runByKeys('Send Event');
      await asks(/Opens an alert/);
      await choose(kind);
      await giveKey();
      await asks(/Give the key of the alert that this is about/);
      await setField('Key', 'disk-db-3');
      await asks(/Pages nobody/);
      await press('Enter');
      await eventually(() => assert.equal(titled('Disk of db-3 is full')[0]?.status, status));
      await isBackIn('Incidents');
    }
  });

  it('sends nothing by a key that is none, and says what a key is', async () => {
    await begin('Send Event');
    await asks(/Opens an alert/);
    await choose('Trigger');
    await asks(/kept nowhere/);
    await typeText('not a key');
    await asks(/A routing key has 32 letters and digits/);
    await press('Enter');
    await asks(/A routing key has 32 letters and digits/);
    await press('Escape');
    await asksNothing();
    await isBackIn('Incidents');
    assert.equal(account.bodies('sendEventV2').length, 0);
  });

  it('tells of a change again when it failed, with all that was told', async () => {
    account.sandbox.faults.set({ sendChangeEvent: { kind: '503', times: 1 } });
    await begin('Send Change Event');
    await giveKey();
    await asks(/What was changed|Pages nobody/);
    if (/What was changed/.test(await hands.quickInput())) await answer('Deployed 4.2.1');
    await asks(/Pages nobody/);
    await choose('Summary');
    await asks(/What was changed, in one line/);
    await answer('Deployed checkout 4.2.2');
    await asks(/Deployed checkout 4\.2\.2/);
    await choose('Link');
    await asks(/Page of the change/);
    await press('Control+A');
    await typeText('ftp://example.com');
    await asks(/Give a link that begins with https/);
    await answer('https://ci.example.com/422');
    await asks(/ci\.example\.com/);
    await press('Enter');
    await asks(/That did not work[\s\S]*PagerDuty failed with status 503[\s\S]*Deployed checkout 4\.2\.2/);
    account.sandbox.log.clear();
    await press('Enter');
    const body = await account.sent('sendChangeEvent');
    assert.match(body, /"summary":"Deployed checkout 4\.2\.2"/);
    assert.match(body, /https:\/\/ci\.example\.com\/422/);
    await isBackIn('Incidents');
  });
});
