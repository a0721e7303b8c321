import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';

const entry = path.join(import.meta.dirname, '../../../src/bin/sandbox.ts');

/** Runs the command until it ends, or until a line says where it serves. */
const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const serving = new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => {
      out += data;
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
      if (origin) resolve(origin);
    });
  });
  return {
    ended,
    origin: Promise.race([serving, ended.then(({ err: reason }) => Promise.reject(new Error(reason)))]),
    stop: () => child.kill('SIGTERM'),
  };
};

describe('the sandbox command', () => {
  it('serves until it is stopped, with the token and the faults it was told', async () => {
    const command = run([
      '--empty',
      '--standing',
      '--now',
      '2026-03-02T10:00:00Z',
      '--token',
      'sandbox-own-key',
      '--faults',
      '{"listTeams": {"kind": "503"}}',
    ]);
    const origin = await command.origin;
    const get = async (where: string, secret: string) =>
      (await fetch(origin + where, { headers: { authorization: `Token token=${secret}` } })).status;
    assert.deepEqual(
      [
        await get('/users', 'sandbox-own-key'),
        await get('/users', 'sandbox-user-key'),
        await get('/teams', 'sandbox-own-key'),
      ],
      [200, 401, 503],
    );
    assert.deepEqual(await (await fetch(`${origin}/_sandbox/clock`)).json(), { now: '2026-03-02T10:00:00.000Z' });
    command.stop();
    const { code, out } = await command.ended;
    assert.equal(code, 0);
    assert.match(out, /user key: sandbox-own-key/);
  });

  it('says in one sentence what it cannot read', async () => {
    for (const [args, reason] of [
      [['--port', 'x'], '--port needs a whole number.\n'],
      [['--now', 'soon'], '--now needs an ISO 8601 time, such as 2026-03-02T10:00:00Z.\n'],
      [['--faults', '{'], '--faults needs JSON, or @ and the name of a file with it.\n'],
      [['--faults', '{"nobody": {"kind": "500"}}'], 'Faults: no operation is called nobody.\n'],
    ] as const) {
      const { code, err } = await run(['--empty', ...args]).ended;
      assert.deepEqual([code, err], [2, reason]);
    }
  });

  it('explains itself', async () => {
    const { code, out } = await run(['--help']).ended;
    assert.equal(code, 0);
    assert.match(out, /^Usage: npm run sandbox -- \[options\]/);
  });
});
