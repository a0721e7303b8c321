import type { Clock, State } from '../state.ts';

/** A time before the account's own, in which things can be made to happen. */
export interface History {
  /** The account as it was then; from `end` on it is the account as it is now. */
  readonly state: State;
  /** Lets time pass up to the present; what was planned for later happens by the account's own clock. */
  end(): void;
}

interface Task {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/** Begins a history at a time (milliseconds) that lies before the account's clock. */
export const createHistory = (state: State, start: number): History => {
  const { clock } = state;
  let tasks: Task[] = [];
  let now = start;
  let order = 0;
  let isOver = false;

  const past: Clock = {
    now: () => (isOver ? clock.now() : now),
    set: (time) => clock.set(time),
    at: (time, run) => {
      if (isOver) return clock.at(time, run);
      const task = { time, order: order++, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((t) => t !== task);
      };
    },
  };

  const takeNext = (until: number): Task | undefined => {
    let next: Task | undefined;
    for (const t of tasks) {
      if (t.time <= until && (!next || t.time < next.time || (t.time === next.time && t.order < next.order))) next = t;
    }
    if (next) tasks.splice(tasks.indexOf(next), 1);
    return next;
  };

  return {
    state: {
      clock: past,
      collection: (name) => state.collection(name),
      nextId: (prefix) => state.nextId(prefix),
      random: () => state.random(),
      deliver: (url, headers, body) => {
        if (isOver) state.deliver?.(url, headers, body);
      },
    },
    end: () => {
      const present = clock.now();
      for (let task = takeNext(present); task; task = takeNext(present)) {
        now = Math.max(now, task.time);
        task.run();
      }
      isOver = true;
      for (const { time, run } of tasks.sort((a, b) => a.order - b.order)) clock.at(time, run);
      tasks = [];
    },
  };
};
