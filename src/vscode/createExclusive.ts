import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exclusive } from '../store/sessionState.ts';
import { isDone } from './isDone.ts';

/** Milliseconds after which a lock is what a window that has ended left behind; longer than any request may take. */
const lifetime = 30_000;

/** Milliseconds between two looks at a lock. */
const pause = 100;

/**
 * Makes what keeps the windows of this person from doing the same at once: they share a folder and nothing else. Where
 * the folder cannot be used the work is done all the same.
 */
export const createExclusive =
  (folder: string): Exclusive =>
  async (key, work) => {
    const file = path.join(folder, `lock-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`);
    const isOurs = await take(file);
    try {
      return await work();
    } finally {
      if (isOurs) await fs.promises.rm(file, { force: true });
    }
  };

/** Waits for the lock; gives false where there is none to be had. */
const take = async (file: string): Promise<boolean> => {
  if (!(await isDone(() => fs.promises.mkdir(path.dirname(file), { recursive: true })))) return false;
  for (const end = Date.now() + lifetime; Date.now() < end; await wait(pause)) {
    if (await isDone(() => fs.promises.writeFile(file, '', { flag: 'wx' }))) return true;
    await removeOld(file);
  }
  return false;
};

const removeOld = async (file: string): Promise<void> => {
  const made = await fs.promises.stat(file).catch(() => undefined); // Gone by now.
  if (made && Date.now() - made.mtimeMs > lifetime) await fs.promises.rm(file, { force: true });
};
