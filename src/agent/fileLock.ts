import fs from 'node:fs';
import os from 'node:os';

/** Milliseconds after which a lock counts as left behind: it is held for the writing of one line. */
const stale = 1000;
/** Milliseconds that are waited for another process; longer than it takes to see that its lock was left behind. */
const patience = 1500;
/** Milliseconds that are waited where no lock can be made: Windows says so for a moment after one was removed. */
const shortPatience = 50;

/** Names this process among those that may write to one folder. */
const owner = (): string => `${os.hostname()} ${process.pid}`;

/** What a call of the file system gives; undefined where it fails, mostly because another process was faster. */
const quietly = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

type Taking = 'mine' | 'held' | 'refused';

const take = (lock: string): Taking => {
  try {
    fs.writeFileSync(lock, owner(), { flag: 'wx', mode: 0o600 });
    return 'mine';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'held' : 'refused';
  }
};

/** Whether a lock was left behind; one from the future is, after the clock was set back. */
const isStale = (lock: string): boolean => {
  const made = quietly(() => fs.statSync(lock).mtimeMs);
  return made !== undefined && Math.abs(Date.now() - made) > stale;
};

/** Takes away a lock that was left behind; one that turns out to be another process's new one is put back. */
const removeStale = (lock: string): void => {
  if (!isStale(lock)) return;
  const aside = `${lock}.${process.pid}`;
  const isMoved = quietly(() => {
    fs.renameSync(lock, aside);
    return true;
  });
  if (!isMoved) return;
  if (!isStale(aside)) quietly(() => fs.linkSync(aside, lock));
  quietly(() => fs.rmSync(aside));
};

const release = (lock: string): void => {
  quietly(() => {
    if (fs.readFileSync(lock, 'utf8') === owner()) fs.rmSync(lock);
  });
};

/**
 * Does synchronous work while no other process does its own under the same lock, a file that is there for as long. A
 * lock that was left behind is taken over. One that cannot be had in time, or cannot be made at all, does not keep the
 * work from being done: a record that may break a chain is better than none.
 */
export const withFileLock = <T>(lock: string, work: () => T): T => {
  const begin = performance.now();
  let taking = take(lock);
  while (taking !== 'mine' && performance.now() - begin < (taking === 'held' ? patience : shortPatience)) {
    removeStale(lock);
    taking = take(lock);
  }
  try {
    return work();
  } finally {
    if (taking === 'mine') release(lock);
  }
};
