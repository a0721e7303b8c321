import assert from 'node:assert/strict';
import type { DoorOptions } from '../../../src/agent/call.ts';
import { openDoor } from '../../support/door.ts';
import type { Answers } from '../../support/fakeSend.ts';

const team = { id: 'P1', type: 'team', name: 'Blue', description: null, parent: { id: 'PT', type: 'team_reference' } };

const open = (answers: Answers = {}, more: Partial<DoorOptions> = {}) => {
  const opened = openDoor(answers, more);
  const dry = async (tool: string, args: Record<string, unknown>) => {
    const outcome = await opened.call(tool, { ...args, dry_run: true });
    return { ...outcome, said: outcome.text.startsWith('{') ? JSON.parse(outcome.text) : undefined };
  };
  return { ...opened, dry };
};

describe('a dry run', () => {
  it('answers the exact request and what an update would change, and sends nothing but reads', async () => {
    const policy = { id: 'PE', type: 'escalation_policy_reference', summary: 'Usual' };
    const service = { id: 'P1', type: 'service', name: 'Blue', description: null, escalation_policy: policy };
    const { dry, far, records } = open({ getService: () => ({ service }) });
    const { said, note } = await dry('update_service', {
      id: 'P1',
      name: 'Red',
      description: '',
      escalation_policy: { id: 'PE' },
    });
    assert.deepEqual(
      [said.dry_run, said.would, said.changes],
      [true, 'be sent', { name: { from: 'Blue', to: 'Red' } }],
    );
    const { method, path, body } = said.request;
    assert.deepEqual(
      [method, path, body.service.name, body.service.escalation_policy],
      ['PUT', '/services/P1', 'Red', { id: 'PE', type: 'escalation_policy_reference' }],
    );
    assert.equal(note, 'Nothing was sent.');
    assert.deepEqual(
      far.calls.map(({ id }) => id),
      ['getService'],
    );
    assert.deepEqual(
      records.map(({ tool, decision, result, fields }) => [tool, decision, result, fields]),
      [['update_service', 'allowed', 'dryRun', ['id', 'name', 'description', 'escalation_policy']]],
    );
  });

  it('says so when nothing would change, and looks anew each time', async () => {
    const { dry, far } = open({ getTeam: () => ({ team }) });
    assert.match((await dry('update_team', { id: 'P1', name: 'Blue' })).note ?? '', /nothing would change/);
    await dry('update_team', { id: 'P1', name: 'Blue' });
    assert.equal(far.calls.length, 2);
  });

  it('goes without the present object where that cannot be read', async () => {
    const { dry } = open();
    assert.equal((await dry('update_team', { id: 'P1', name: 'Red' })).said.changes, undefined);
  });

  it('tells what would need a person, asks nobody and counts for no limit', async () => {
    const { dry, call } = open(
      { getService: () => ({ service: { id: 'P1', name: 'Checkout' } }), createTag: () => ({}) },
      {
        approve: () => assert.fail('nobody is asked'),
        limits: () => ({ writesPerMinute: 1, pagesPerHour: 0 }),
      },
    );
    const { said } = await dry('delete_service', { id: 'P1' });
    assert.deepEqual(
      [said.would, said.effect, said.request],
      [
        'be sent only after a person has allowed it',
        'This deletes “Checkout” (P1).',
        { method: 'DELETE', path: '/services/P1' },
      ],
    );
    await dry('create_tag', { label: 'x' });
    assert.equal((await call('create_tag', { label: 'x' })).isError, false);
  });

  it('tells what would be refused, and is refused itself where an area is off', async () => {
    const { dry, far } = open({}, { access: () => ({ teams: 'read', tags: 'off' }) });
    assert.equal((await dry('create_team', { name: 'x' })).said.would, 'be refused');
    assert.match((await dry('create_tag', { label: 'x' })).text, /tags is off for agents/);
    assert.deepEqual(far.calls, []);
  });

  it('is refused while all agents are stopped', async () => {
    const { dry } = open({}, { stopped: () => true });
    assert.match((await dry('create_team', { name: 'x' })).text, /has stopped all agents/);
  });

  it('shows no secrets', async () => {
    const { dry } = open();
    const { text } = await dry('send_event_v2', {
      routing_key: 'R'.repeat(32),
      event_action: 'trigger',
      payload: { summary: 'Down', source: 'x', severity: 'error' },
    });
    assert.doesNotMatch(text, /RRRR/);
    assert.match(text, /"routing_key":"\[secret\]"/);
  });

  it('checks the input as a call does', async () => {
    const { dry } = open();
    assert.match((await dry('update_team', { id: 'P1', nam: 'x' })).text, /did you mean `name`\?/);
    const wrong = await open().call('update_team', { id: 'P1', name: 'x', dry_run: 'yes' });
    assert.match(wrong.text, /`dry_run` must be true or false/);
    assert.match((await dry('update_team', { id: 'a/b', name: 'x' })).text, /id must be an id/);
  });

  it('is nothing that a read knows', async () => {
    const { dry } = open({ getTeam: () => ({ team }) });
    assert.match((await dry('get_team', { id: 'P1' })).text, /`dry_run` is not a field/);
  });

  it('false sends', async () => {
    const { call, far } = open({ createTag: () => ({}) });
    await call('create_tag', { label: 'x', dry_run: false });
    assert.deepEqual(
      far.calls.map(({ id, input }) => [id, input]),
      [['createTag', { label: 'x' }]],
    );
  });
});
