import type { Answer } from './answer.ts';
import {
  type AgentCall,
  createDoor,
  type Door,
  type DoorOptions,
  type Outcome,
  recorded,
  toInputRefusal,
} from './call.ts';
import { isFields } from './fields.ts';
import { createFinder, type LocalTool } from './finder.ts';
import { checkRunning } from './gate.ts';
import { Refusal } from './refusal.ts';
import { isTaskName, type TaskName, taskTools } from './tasks/taskTools.ts';
import type { ReadWhole } from './toolBook.ts';
import { validate } from './validate.ts';

const isLocal = (tool: string): tool is LocalTool => tool === 'find_operations' || tool === 'describe_operation';

/** What the tools of all surfaces are answered with. */
export interface RouteOptions extends DoorOptions {
  /** Reads an operation with all its words. */
  readonly whole?: ReadWhole | undefined;
}

/** Answers out of the table, with an audit line like every call. */
const answerLocally = (options: DoorOptions, call: AgentCall, answer: () => Answer): Outcome => {
  const [start, account] = [options.now(), options.account?.()];
  const end = (outcome: Outcome, decision: 'allowed' | 'denied', reason?: string): Outcome => {
    const result = decision === 'allowed' ? 'ok' : 'notSent';
    const trail = { ...call, account, row: undefined, decision, reason, result, start, end: options.now() };
    return recorded(options, trail, outcome);
  };
  try {
    checkRunning(options);
    return end({ ...answer(), isError: false }, 'allowed');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return end({ text: error.message, isError: true }, 'denied', error.reason);
  }
};

/** The operation that `call_operation` names, as a call of its own; undefined where the arguments do not say one. */
const toInnerCall = (call: AgentCall): AgentCall | undefined => {
  const { name, input = {}, ...others } = call.args;
  return typeof name === 'string' && isFields(input) && Object.keys(others).length === 0
    ? { ...call, tool: name, args: input }
    : undefined;
};

/** Does a task; the calls that it is made of pass the door one by one. Wrong input ends before any of them. */
const passTask = async (options: DoorOptions, door: Door, task: TaskName, call: AgentCall): Promise<Outcome> => {
  const problems = validate(taskTools[task].tool.inputSchema, call.args);
  if (problems.length > 0)
    return answerLocally(options, call, () => {
      throw toInputRefusal(task, problems);
    });
  const { runTask } = await import('./tasks/runTask.ts'); // Loaded when a task is first done.
  return runTask({ door, now: options.now, tools: options.tools }, task, call);
};

/** Takes every tool of every surface to where it is answered; whatever reaches PagerDuty goes through the one door. */
export const createRoute = (options: RouteOptions): Door => {
  const door = createDoor(options);
  let finder: ReturnType<typeof createFinder> | undefined;
  return async (call) => {
    if (isLocal(call.tool)) {
      finder ??= createFinder(options.tools(), options.access, options.whole); // Made when first asked: most clients never search.
      const { [call.tool]: answer } = finder;
      return answerLocally(options, call, () => answer(call.args));
    }
    if (isTaskName(call.tool)) return passTask(options, door, call.tool, call);
    if (call.tool !== 'call_operation') return door(call);
    const inner = toInnerCall(call);
    if (inner) return door(inner);
    return answerLocally(options, call, () => {
      throw new Refusal(
        'call_operation takes `name`, the name of an operation, and `input`, an object of its fields.',
        'invalid input',
      );
    });
  };
};
