import type { Input, Send } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { createEmitter, type Event } from '../util/emitter.ts';

/** Knows which incidents this window has changed lately, so that nobody is told of what they did themselves. */
export interface OwnActs {
  readonly note: (ids: readonly string[]) => void;
  /** Whether an incident was changed after a time, in milliseconds since 1970. */
  readonly has: (id: string, since: number) => boolean;
  /** Fires the ids of what is being changed. */
  readonly onDidNote: Event<readonly string[]>;
}

/** Milliseconds: a call changes an incident before its answer is here, and lists may tell of it a little late. */
export const slack = 15_000;

/** Acts that are remembered; far more than one load can tell of. */
const most = 1000;

/** Makes a memory of acts. */
export const createOwnActs = (now: () => number): OwnActs => {
  const times = new Map<string, number>();
  const noted = createEmitter<readonly string[]>();
  return {
    note: (ids) => {
      for (const id of ids) {
        times.delete(id);
        times.set(id, now());
      }
      for (const id of times.keys()) {
        if (times.size <= most) break;
        times.delete(id);
      }
      if (ids.length > 0) noted.fire(ids);
    },
    has: (id, since) => (times.get(id) ?? Number.NEGATIVE_INFINITY) >= since - slack,
    onDidNote: noted.event,
  };
};

const idsIn = (value: unknown): readonly string[] =>
  [value].flat().flatMap((item) => {
    const id = (item as { readonly id?: unknown } | null | undefined)?.id;
    return typeof id === 'string' ? [id] : [];
  });

/** Ids of the incidents that a call names, and that its answer tells of. */
const toIds = (input: Input, answer: unknown): readonly string[] => {
  const { incident, incidents } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  return [input, input.incidents, incident, incidents].flatMap(idsIn);
};

/** Sends as before, and notes which incidents the calls change; a person's own and their agent's alike. */
export const toNotedSend =
  (send: Send, acts: OwnActs): Send =>
  async (operation: Operation, input, options) => {
    if (operation.effect === 'read' || operation.area !== 'incidents') return send(operation, input, options);
    acts.note(toIds(input, undefined));
    const answer = await send(operation, input, options);
    acts.note(toIds(input, answer));
    return answer;
  };
