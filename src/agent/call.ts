import type { Input, Send } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Operation } from '../api/operation.ts';
import { type Level, levelOf } from '../policy/access.ts';
import type { AgentClient, AuditDecision, AuditEntry } from '../policy/audit.ts';
import { toLines } from '../util/cleanText.ts';
import { untilAborted } from '../util/untilAborted.ts';
import { type Answer, toAnswer } from './answer.ts';
import { toAsk } from './ask.ts';
import { createDryRun, type DryCall, takeDryRun } from './dryRun.ts';
import { fetchRows } from './fetchRows.ts';
import { type Approve, checkRunning, createGate, type Gate, type GateOptions } from './gate.ts';
import { nearest } from './nearest.ts';
import { Refusal } from './refusal.ts';
import type { Entry, ToolBook } from './toolBook.ts';
import { createTouched } from './touched.ts';
import { type Trail, toAuditEntry } from './trail.ts';
import { validate } from './validate.ts';

/** What the door is made of. */
export interface DoorOptions extends GateOptions {
  /** All tools; asked for when they are first needed. */
  readonly tools: () => ToolBook;
  readonly send: Send;
  /** Keeps an audit line; what it throws is told to the agent beside the answer. */
  readonly record: (entry: AuditEntry) => void;
}

/** A call as it comes in. */
export interface AgentCall {
  readonly client: AgentClient;
  readonly tool: string;
  readonly args: Input;
  readonly signal: AbortSignal;
  /** Asks a person through the client itself, where it can. */
  readonly approve?: Approve | undefined;
  /** Told how many rows are gathered, where it takes several pages. */
  readonly onProgress?: ((rows: number, name: string) => void) | undefined;
  /** The task that this call is a part of; the audit names it. */
  readonly task?: string | undefined;
  /** Makes the answer of what PagerDuty sent, in place of the usual. */
  readonly shape?: typeof toAnswer | undefined;
}

/** What came of a call. */
export interface Outcome extends Answer {
  readonly isError: boolean;
}

/** The one way by which agents reach PagerDuty. It never throws: a failure is an outcome that says what to do. */
export type Door = (call: AgentCall) => Promise<Outcome>;

/** What is known about a call while it is on its way. */
interface Progress {
  decision: AuditDecision;
  /** The level that decided: it may be another one when the call ends. */
  level: Level | undefined;
  reason?: string;
  result: string;
  /** The input as it is judged and sent. */
  args: Input;
}

const mostProblems = 3;

/** A call whose input is wrong, with the first few problems. */
export const toInputRefusal = (tool: string, problems: readonly string[]): Refusal => {
  const more = problems.length > mostProblems ? `; and ${problems.length - mostProblems} more` : '';
  const told = `${problems.slice(0, mostProblems).join('; ')}${more}`;
  return new Refusal(`${tool} was not called: ${told}${told.endsWith('?') ? '' : '.'}`, 'invalid input');
};

/** The wrapper that PagerDuty's own documents show, and a top-level `type`, are put on by the client. */
const withoutWrapping = (row: Operation, args: Input): Input => {
  const wrapper = row.body?.wrapper;
  const inner = wrapper === undefined ? undefined : args[wrapper];
  const isWrapped =
    wrapper !== undefined &&
    !row.body?.fields.includes(wrapper) &&
    typeof inner === 'object' &&
    inner !== null &&
    !Array.isArray(inner);
  const { [wrapper ?? '']: _, ...rest } = args;
  const flat: Input = isWrapped ? { ...inner, ...rest } : args;
  if (!row.body?.constants?.some(([path]) => path === 'type') || row.body.fields.includes('type')) return flat;
  const { type: _type, ...others } = flat;
  return others;
};

/** What the door decides and answers with. */
interface Parts {
  readonly gate: Gate;
  readonly dryRun: (call: DryCall) => Promise<Answer>;
}

/** Takes a call from its name to its answer; `progress` is kept up to date for the audit. */
const pass = async (
  options: DoorOptions,
  { gate, dryRun }: Parts,
  call: AgentCall,
  entry: Entry | undefined,
  progress: Progress,
): Promise<Answer> => {
  if (!entry) {
    const near = nearest(call.tool, [...options.tools().keys()]);
    throw new Refusal(
      `There is no tool ${toLines(call.tool).slice(0, 64)}${near ? `; did you mean ${near}?` : '.'}`,
      'unknown tool',
    );
  }
  const { row, tool } = entry;
  const { args, isDry } = takeDryRun(call.tool, row, tool.inputSchema, call.args);
  const ask = toAsk(row, tool.inputSchema, withoutWrapping(row, args));
  progress.args = ask.input;
  const { client, signal, approve } = call;
  const passing = { client, tool: call.tool, row, input: ask.input, signal, approve };
  const decision = isDry ? undefined : gate.check(passing);
  const problems = [...ask.problems, ...validate(tool.inputSchema, ask.input)];
  if (problems.length > 0) throw toInputRefusal(call.tool, problems);
  if (!decision) {
    checkRunning(options);
    const answer = await untilAborted(dryRun(passing), call.signal);
    Object.assign(progress, { decision: 'allowed', result: 'dryRun' });
    return answer;
  }
  progress.decision = await gate.admit(passing, decision);
  progress.result = 'failed';
  const sent = ask.walks
    ? fetchRows(options.send, row, ask.input, ask.rows, call.signal, call.onProgress)
    : options.send(row, ask.input, { signal: call.signal });
  const answer = (call.shape ?? toAnswer)(row, ask, await untilAborted(sent, call.signal));
  progress.result = 'ok';
  return answer;
};

/** Turns what a call threw into what the agent is told and what the audit keeps. */
const toFailure = (error: unknown, call: AgentCall, progress: Progress): Outcome => {
  if (error instanceof Refusal) {
    progress.reason = error.reason;
    progress.level = error.level ?? progress.level;
    return { text: error.message, isError: true };
  }
  if (call.signal.aborted) {
    progress.result = 'cancelled';
    return { text: `${call.tool} was cancelled.`, isError: true };
  }
  if (error instanceof ApiError) {
    progress.result = error.kind;
    return { text: toLines(error.message), isError: true };
  }
  return { text: `${call.tool} failed in a way nobody foresaw: ${toLines(String(error))}.`, isError: true };
};

/** Keeps the audit line of a call, and gives the outcome: where the line cannot be written, that is told beside it. */
export const recorded = ({ record }: Pick<DoorOptions, 'record'>, trail: Trail, outcome: Outcome): Outcome => {
  try {
    record(toAuditEntry(trail));
    return outcome;
  } catch (error) {
    const note = `The audit line of this call could not be written: ${toLines(String(error))}.`;
    return { ...outcome, note: outcome.note === undefined ? note : `${outcome.note}\n${note}` };
  }
};

/** Makes the door: known tool, grant, limits, validation, approval, send, shape, record, in this order. */
export const createDoor = (options: DoorOptions): Door => {
  const touched = createTouched(options);
  const parts = { gate: createGate({ touched, ...options }), dryRun: createDryRun({ ...options, touched }) };
  return async (call) => {
    const [start, account] = [options.now(), options.account?.()];
    const entry = options.tools().get(call.tool);
    const level = entry && levelOf(options.access(), entry.row.area);
    const progress: Progress = { decision: 'denied', level, result: 'notSent', args: call.args };
    const outcome = await pass(options, parts, call, entry, progress).then(
      (answer): Outcome => ({ ...answer, isError: false }),
      (error: unknown) => toFailure(error, call, progress),
    );
    const tool = call.task ?? call.tool;
    const trail = { ...progress, client: call.client, account, tool, row: entry?.row, start, end: options.now() };
    return recorded(options, trail, outcome);
  };
};
