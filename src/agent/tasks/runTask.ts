import { toToolName } from '../../api/toolName.ts';
import { toLines } from '../../util/cleanText.ts';
import { type Answer, marking } from '../answer.ts';
import type { AgentCall, Door, Outcome } from '../call.ts';
import type { ToolBook } from '../toolBook.ts';
import { addNote } from './addNote.ts';
import { acknowledge, resolve } from './changeStatus.ts';
import { handoff } from './handoff.ts';
import { incidentBrief } from './incidentBrief.ts';
import { lookup } from './lookup.ts';
import { myWork } from './myWork.ts';
import { page } from './page.ts';
import { takeShift } from './takeShift.ts';
import { PartFailure, type RunTask, type TaskContext } from './task.ts';
import type { TaskName } from './taskTools.ts';
import { whoIsOnCall } from './whoIsOnCall.ts';

const runs: { readonly [N in TaskName]: RunTask } = {
  who_is_on_call: whoIsOnCall,
  my_work: myWork,
  incident_brief: incidentBrief,
  lookup,
  acknowledge,
  resolve,
  add_note: addNote,
  page,
  take_shift: takeShift,
  handoff,
};

/** Told where a text was cut. */
const cutTexts =
  'Texts that end in … are cut; get_incident, list_incident_alerts and list_incident_notes with detail: "full" give them whole.';

/** What doing a task needs. */
export interface TaskOptions {
  readonly door: Door;
  readonly tools: () => ToolBook;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What was told beside the task's own words. */
interface Told {
  /** Such as that the audit could not be written. */
  readonly notes: Set<string>;
  /** Requests that a dry run would have sent. */
  readonly requests: string[];
}

const createContext = ({ door, tools, now }: TaskOptions, task: TaskName, call: AgentCall, told: Told): TaskContext => {
  const ask = async (more: Partial<AgentCall> & Pick<AgentCall, 'tool' | 'args'>): Promise<string> => {
    const outcome = await door({ ...call, task, ...more });
    call.signal.throwIfAborted();
    if (outcome.isError) throw new PartFailure(outcome.text);
    return [outcome.text, outcome.note].filter(Boolean).join('\n');
  };
  return {
    now,
    call: async (operationId, input = {}) => {
      const tool = toToolName(operationId);
      if (call.args.dry_run === true && tools().get(tool)?.row.effect !== 'read') {
        told.requests.push(`${tool}: ${await ask({ tool, args: { ...input, dry_run: true } })}`);
        return {};
      }
      let raw: unknown;
      const shape = (_row: unknown, _ask: unknown, answer: unknown): Answer => {
        raw = answer;
        return { text: '' };
      };
      const note = await ask({ tool, args: input, shape });
      if (note !== '') told.notes.add(note);
      return raw;
    },
  };
};

/**
 * Does a task by calls through the door, each held against grant and limits and kept in the audit by itself. The
 * arguments must be valid ones of the task.
 */
export const runTask = async (options: TaskOptions, task: TaskName, call: AgentCall): Promise<Outcome> => {
  const told: Told = { notes: new Set(), requests: [] };
  const note = (text: string): string => [...told.notes, ...(text.includes('…') ? [cutTexts] : []), marking].join('\n');
  try {
    const { text, isError = false } = await runs[task](createContext(options, task, call, told), call.args);
    const dry =
      told.requests.length > 0
        ? `Nothing was sent. ${task} would make these calls:\n${told.requests.join('\n')}`
        : undefined;
    return { text: dry ?? text, isError: dry === undefined && isError, note: note(dry ?? text) };
  } catch (error) {
    if (call.signal.aborted)
      return { text: `${task} was cancelled; what it had done until then stays.`, isError: true };
    if (error instanceof PartFailure) return { text: error.message, isError: true, note: note(error.message) };
    return { text: `${task} failed in a way nobody foresaw: ${toLines(String(error))}.`, isError: true };
  }
};
