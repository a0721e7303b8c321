import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Disposable } from '../util/emitter.ts';
import { isDone } from './isDone.ts';

/**
 * Agrees with the other windows of this person on who tells what. The windows share a folder and nothing else: VS Code
 * tells a window nothing of what another one remembers. Where the folder cannot be used, each window tells for itself.
 */
export interface Telling extends Disposable {
  /** Says that the person looks at this window now. */
  attend(): Promise<void>;
  /** Whether the person looked at this window last, or at none that is still open. */
  isFirst(): Promise<boolean>;
  /** Takes the telling of something upon this window; false where another window has told it lately. */
  claim(key: string): Promise<boolean>;
  /** Says that the person changed these incidents in this window. */
  noteActs(incidentIds: readonly string[]): Promise<void>;
  /** Whether the person changed an incident in another window after a time, in milliseconds since 1970. */
  actedElsewhere(incidentId: string, since: number): Promise<boolean>;
}

/** What a window's part in the agreement is made of. */
export interface TellingOptions {
  /** A folder of the account's own; it is made where it is missing. */
  readonly folder: string;
  /** Tells this window from the others. */
  readonly window: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Longer than any two windows lie apart in seeing the same; afterwards the same may come true again. In milliseconds. */
const lifetime = 15 * 60_000;

const toName = (kind: 'act' | 'told', key: string): string =>
  `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;

/** Whose a mark is, and when it was made; undefined where there is none. */
const readMark = async (file: string): Promise<{ readonly window: string; readonly at: number } | undefined> => {
  let text = '';
  const isThere = await isDone(async () => {
    text = await fs.promises.readFile(file, 'utf8');
  });
  const [window = '', at] = text.split(' ');
  return isThere ? { window, at: Number(at) } : undefined;
};

/** Makes a window's part in the agreement, and removes what earlier windows left in the folder. */
export const createTelling = ({ folder, window, now }: TellingOptions): Telling => {
  const attended = path.join(folder, 'attended');
  const mark = (): string => `${window} ${now()}`;
  const write = async (name: string): Promise<void> => {
    const file = path.join(folder, name);
    const own = `${file}.${window}`;
    await isDone(async () => {
      await fs.promises.mkdir(folder, { recursive: true });
      await fs.promises.writeFile(own, mark());
      await fs.promises.rename(own, file); // Nobody reads half of it.
    });
  };
  const claim = async (name: string, isRepeat = false): Promise<boolean> => {
    const file = path.join(folder, name);
    const isNew = await isDone(async () => {
      await fs.promises.mkdir(folder, { recursive: true });
      await fs.promises.writeFile(file, mark(), { flag: 'wx' });
    });
    if (isNew) return true;
    const other = await readMark(file);
    if (!other || other.window === window) return true; // Told twice is better than not told.
    // A mark that is just being made has no time yet.
    if (isRepeat || !(now() - other.at >= lifetime)) return false;
    await isDone(() => fs.promises.rm(file));
    return claim(name, true);
  };
  void isDone(() => removeOld(folder, now() - lifetime));
  return {
    attend: () => write('attended'),
    isFirst: async () => ((await readMark(attended))?.window ?? window) === window,
    claim: (key) => claim(toName('told', key)),
    noteActs: async (ids) => void (await Promise.all(ids.map((id) => write(toName('act', id))))),
    actedElsewhere: async (id, since) => {
      const act = await readMark(path.join(folder, toName('act', id)));
      return act !== undefined && act.window !== window && act.at >= since;
    },
    dispose: () => release(attended, window),
  };
};

/** A window that closes makes room for the others at once; there is no time to wait for anything. */
const release = (attended: string, window: string): void => {
  try {
    if (fs.readFileSync(attended, 'utf8').startsWith(`${window} `)) fs.rmSync(attended);
  } catch {
    // Another window was attended to meanwhile.
  }
};

const removeOld = async (folder: string, before: number): Promise<void> => {
  for (const name of await fs.promises.readdir(folder)) {
    const file = path.join(folder, name);
    if (name !== 'attended' && (await fs.promises.stat(file)).mtimeMs < before) await fs.promises.rm(file);
  }
};
