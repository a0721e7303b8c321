import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { handshake, runAgentProcess } from '../support/agentProcess.ts';

describe('the program', () => {
  const token = { PAGERDUTY_TOKEN: 'sandbox-user-key' };

  it('says what is missing and ends with 2', async () => {
    const { code, stdout, stderr } = await runAgentProcess([], {});
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^PAGERDUTY_TOKEN is not set: [^\n]+\.\n$/);
  });

  for (const args of [
    ['--nonsense'],
    ['--surface', 'all'],
    ['--access', '{'],
    ['--access', '{"incident":"full"}'],
    ['--access', '{"incidents":"all"}'],
  ])
    it(`ends with 2 for ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runAgentProcess(args, token);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^[^\n]+\.\n$/);
    });

  it('prints help and version', async () => {
    const help = await runAgentProcess(['--help'], {});
    assert.equal(help.code, 0);
    for (const word of ['--surface', '--access', '--audit', 'PAGERDUTY_TOKEN', 'PAGERDUTY_REGION', 'incidents'])
      assert.ok(help.stdout.includes(word), word);
    const { version } = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    assert.equal((await runAgentProcess(['--version'], {})).stdout, `${version}\n`);
  });

  it('says nothing but JSON-RPC on stdout, and answers before it ends', async () => {
    const input = `${handshake}nonsense\n${JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'find_operations', arguments: { query: 'snooze' } } })}\n`;
    const { code, stdout, stderr } = await runAgentProcess([], token, input);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ jsonrpc, id }) => [jsonrpc, id]),
      [
        ['2.0', 1],
        ['2.0', 2],
        ['2.0', 3],
      ],
    );
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('never shows the token', async () => {
    const env = { PAGERDUTY_TOKEN: 'very-secret-token', PAGERDUTY_API_URL: 'http://127.0.0.1:9' };
    const call = JSON.stringify({
      jsonrpc: '2.0',
      id: 3,
      method: 'tools/call',
      params: { name: 'call_operation', arguments: { name: 'list_teams' } },
    });
    const { stdout, stderr } = await runAgentProcess([], env, `${handshake}${call}\n`);
    assert.match(stdout, /"isError":true/);
    assert.doesNotMatch(stdout + stderr, /very-secret-token/);
  });
});
