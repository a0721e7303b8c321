interface Task {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/** Tasks by the time they are due at, in milliseconds. */
export interface TaskQueue {
  /** Gives a function that takes the task back. */
  add(time: number, run: () => void): () => void;
  /** When the next task is due. */
  next(): number | undefined;
  /** The time of the task that runs now. */
  running(): number | undefined;
  /** Runs all tasks that are due, those they add included, none earlier than `floor`; says whether there were any. */
  runUntil(time: number, floor: number): boolean;
  clear(): void;
}

const isBefore = (a: Task, b: Task): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/** Makes a queue; tasks of the same time keep the order they were added in. */
export const createTaskQueue = (): TaskQueue => {
  const tasks = new Set<Task>();
  let order = 0;
  let current: number | undefined;
  let known: Task | undefined;

  /** Looked for again only where the one that was known is gone: an account holds thousands of tasks. */
  const first = (): Task | undefined => {
    if (known && tasks.has(known)) return known;
    known = undefined;
    for (const task of tasks) if (!known || isBefore(task, known)) known = task;
    return known;
  };

  const runUntil = (time: number, floor: number): boolean => {
    let ran = false;
    try {
      for (let task = first(); task && task.time <= time; task = first()) {
        tasks.delete(task);
        current = Math.max(task.time, floor);
        ran = true;
        task.run();
      }
    } finally {
      current = undefined;
    }
    return ran;
  };

  const add = (time: number, run: () => void): (() => void) => {
    const task: Task = { time, order: order++, run };
    const before = first();
    tasks.add(task);
    if (!before || isBefore(task, before)) known = task;
    return () => void tasks.delete(task);
  };

  return { add, runUntil, next: () => first()?.time, running: () => current, clear: () => tasks.clear() };
};
