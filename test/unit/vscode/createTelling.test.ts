import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTelling, type Telling } from '../../../src/vscode/createTelling.ts';
import { eventually } from '../../support/eventually.ts';
import { noon } from '../../support/fakeAccount.ts';

const minute = 60_000;

describe('the windows’ agreement on who tells', () => {
  let home: string;
  let clock: { now: number };
  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'pd-'));
    clock = { now: noon };
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));
  const open = (window: string): Telling =>
    createTelling({ folder: path.join(home, 'news'), window, now: () => clock.now });
  const firsts = (...windows: readonly Telling[]) => Promise.all(windows.map((one) => one.isFirst()));

  it('lets the window tell that the person looked at last', async () => {
    const [a, b] = [open('a'), open('b')];
    await a.attend();
    await b.attend();
    assert.deepEqual(await firsts(a, b), [false, true]);
    await a.attend();
    assert.deepEqual(await firsts(a, b), [true, false]);
  });

  it('lets any window tell before the person has looked at one, and after that one was closed', async () => {
    const [a, b] = [open('a'), open('b')];
    assert.deepEqual(await firsts(a, b), [true, true]);
    await a.attend();
    b.dispose();
    assert.deepEqual(await firsts(a, b), [true, false]);
    a.dispose();
    assert.deepEqual(await firsts(a, b), [true, true]);
  });

  it('lets one window tell a thing, however many try at the same moment', async () => {
    const windows = Array.from({ length: 8 }, (_, index) => open(`w${index}`));
    for (const key of ['waits P1', 'waits P2', 'stale P1']) {
      const won = await Promise.all(windows.map((one) => one.claim(key)));
      assert.equal(won.filter(Boolean).length, 1, key);
    }
  });

  it('lets the same window tell it again, and another one once it was long ago', async () => {
    const [a, b] = [open('a'), open('b')];
    assert.deepEqual(
      [await a.claim('waits P1'), await a.claim('waits P1'), await b.claim('waits P1')],
      [true, true, false],
    );
    clock.now += 14 * minute;
    assert.equal(await b.claim('waits P1'), false);
    clock.now += minute;
    assert.equal(await b.claim('waits P1'), true);
    assert.equal(await a.claim('waits P1'), false);
  });

  it('knows what the person did in another window since the last look', async () => {
    const [a, b] = [open('a'), open('b')];
    await a.noteActs(['P1', 'P2']);
    assert.equal(await b.actedElsewhere('P1', noon - minute), true);
    assert.equal(await b.actedElsewhere('P1', noon + 1), false);
    assert.equal(await b.actedElsewhere('P3', noon - minute), false);
    assert.equal(await a.actedElsewhere('P1', noon - minute), false, 'its own acts the window knows better');
  });

  it('tells where the folder cannot be used', async () => {
    fs.writeFileSync(path.join(home, 'news'), 'a file in its place');
    const a = open('a');
    await a.attend();
    await a.noteActs(['P1']);
    assert.deepEqual(
      [await a.isFirst(), await a.claim('waits P1'), await a.actedElsewhere('P1', 0)],
      [true, true, false],
    );
    a.dispose();
  });

  it('keeps no ids of incidents in the names of its files, and removes what is old', async () => {
    const a = open('a');
    await Promise.all([a.claim('waits P1'), a.noteActs(['P1']), a.attend()]);
    const folder = path.join(home, 'news');
    const names = fs.readdirSync(folder).sort();
    assert.deepEqual(
      names.map((name) => name.replace(/[0-9a-f]{32}$/, '…')),
      ['act-…', 'attended', 'told-…'],
    );
    for (const name of names) fs.utimesSync(path.join(folder, name), 1, 1);
    open('b');
    await eventually(() => assert.deepEqual(fs.readdirSync(folder), ['attended']));
  });
});
