import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createExclusive } from '../../../src/vscode/createExclusive.ts';

describe('work that one window does at a time', () => {
  let folder = '';
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'exclusive-')), 'refresh');
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }));

  /** Works of two windows, and in which order they began and ended. */
  const run = async (keys: readonly string[]): Promise<readonly string[]> => {
    const told: string[] = [];
    await Promise.all(
      keys.map((key, place) =>
        createExclusive(folder)(key, async () => {
          told.push(`begins ${place}`);
          await new Promise((resolve) => setTimeout(resolve, 20));
          told.push(`ends ${place}`);
        }),
      ),
    );
    return told;
  };

  it('waits for the same work of another window, and leaves nothing behind', async () => {
    const told = await run(['a', 'a']);
    const [first = ''] = told;
    const [one, other] = first.endsWith('0') ? [0, 1] : [1, 0];
    assert.deepEqual(told, [`begins ${one}`, `ends ${one}`, `begins ${other}`, `ends ${other}`]);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('does not wait for other work', async () => {
    assert.deepEqual(
      (await run(['a', 'b'])).map((text) => text.split(' ')[0]),
      ['begins', 'begins', 'ends', 'ends'],
    );
  });

  it('gives and throws what the work does, and makes room after a failure', async () => {
    const exclusive = createExclusive(folder);
    await assert.rejects(
      exclusive('a', () => Promise.reject(new Error('no network'))),
      /no network/,
    );
    assert.equal(await exclusive('a', async () => 7), 7);
  });

  it('takes over what a window that has ended left behind', async () => {
    await run(['a']);
    let name = '';
    await createExclusive(folder)('a', async () => {
      [name = ''] = fs.readdirSync(folder);
    });
    fs.writeFileSync(path.join(folder, name), '');
    fs.utimesSync(path.join(folder, name), 1, 1);
    assert.equal(await createExclusive(folder)('a', async () => 7), 7);
  });

  it('is done all the same where the folder cannot be used', async () => {
    fs.writeFileSync(folder, 'a file in its place');
    assert.equal(await createExclusive(folder)('a', async () => 7), 7);
  });
});
