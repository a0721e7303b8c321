import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { Access } from '../policy/access.ts';
import { type Approval, type Question, type Touched, toQuestion } from '../policy/approval.ts';
import type { AgentClient, AuditDecision } from '../policy/audit.ts';
import { type Decision, type Reason, toDecision, toRefusal } from '../policy/decision.ts';
import { costOf, type Limits, nothingSpent, type Spent, spend, toLimitRefusal } from '../policy/limits.ts';
import { untilAborted } from '../util/untilAborted.ts';
import { compact } from './compact.ts';
import { Refusal } from './refusal.ts';

/** A call that a person is asked about. */
export interface ApprovalRequest {
  readonly client: AgentClient;
  readonly tool: string;
  readonly row: Operation;
  readonly reason: Reason;
  /** The question in plain words. */
  readonly question: Question;
  /** Without secrets. */
  readonly input: Input;
  /** Aborted when the call is cancelled: the question then goes away. */
  readonly signal: AbortSignal;
}

/** Asks a person; whoever has nobody to ask leaves it out. */
export type Approve = (request: ApprovalRequest) => Promise<Approval>;

/** What decides over calls; what can change is asked at each. */
export interface GateOptions {
  readonly access: () => Access;
  /** Names the account in use: what a person allows for an hour is allowed in that one alone. */
  readonly account?: (() => string | undefined) | undefined;
  readonly limits: () => Limits;
  /** Where a person changes the access; told with every refusal. */
  readonly setting: string;
  readonly approve?: Approve | undefined;
  /** Whether a person has stopped all agents. */
  readonly stopped?: (() => boolean) | undefined;
  /** Finds out what a call touches, for the question. */
  readonly touched?:
    | ((row: Operation, input: Input, pages: boolean, signal: AbortSignal) => Promise<Touched>)
    | undefined;
  /** Words the question; in English when left out. */
  readonly toQuestion?: typeof toQuestion | undefined;
  /** Told when a person is asked; what it gives is called when they are asked no more. */
  readonly onAsk?: ((request: ApprovalRequest) => () => void) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The part of a call that the gate looks at. */
export interface Passing {
  readonly client: AgentClient;
  readonly tool: string;
  readonly row: Operation;
  readonly input: Input;
  readonly signal: AbortSignal;
  /** Asks a person through the client itself, where it can. */
  readonly approve?: Approve | undefined;
}

/** Grants, limits and approval, with what was spent and approved so far; one for all sessions of a window. */
export interface Gate {
  /** Says what the level of the area makes of the call; throws a Refusal for one that cannot pass. */
  check(passing: Passing): Decision;
  /** Counts the call, after asking a person where the decision says so; throws a Refusal for a no. */
  admit(passing: Passing, decision: Decision): Promise<AuditDecision>;
}

const hour = 3_600_000;

/** Throws where a person has stopped all agents. */
export const checkRunning = ({ stopped }: Pick<GateOptions, 'stopped'>): void => {
  if (stopped?.())
    throw new Refusal(
      'Nothing was called because the person who owns this account has stopped all agents; wait until they resume them.',
      'stopped',
    );
};

/** Input as a person may see it. */
const withoutSecrets = (row: Operation, input: Input): Input =>
  compact(input, '', { secret: new Set(row.secret), full: true, longest: Number.POSITIVE_INFINITY }) as Input; // An object stays one.

/**
 * Asks a person, and remembers what they allowed for an hour, by connection and operation: an agent's name is its own
 * word. Throws a Refusal for a no.
 */
const createAsk = (options: GateOptions): ((passing: Passing, reason: Reason) => Promise<void>) => {
  const approvedUntil = new Map<string, number>();
  return async (passing, reason) => {
    const { client, tool, row, input, signal } = passing;
    const key = JSON.stringify([client.name, client.connection, row.id, options.account?.()]);
    if ((approvedUntil.get(key) ?? 0) > options.now()) return;
    const approve = passing.approve ?? options.approve;
    if (!approve) throw new Refusal(toRefusal(tool, row, reason, options.setting), reason);
    const touched = (await options.touched?.(row, input, reason === 'pages', signal)) ?? { objects: [] };
    const question = (options.toQuestion ?? toQuestion)(client, row, reason, touched);
    const request = { client, tool, row, reason, question };
    const full = { ...request, input: withoutSecrets(row, input), signal };
    const done = options.onAsk?.(full);
    const answer = await untilAborted(approve(full), signal).finally(done);
    signal.throwIfAborted(); // A question that goes away is answered with no, but nobody has said so.
    if (answer === 'no')
      throw new Refusal(
        `${tool} was not called because the person who was asked did not allow it; do not try again unless they say so.`,
        'declined',
      );
    if (answer === 'hour') approvedUntil.set(key, options.now() + hour);
  };
};

/** Makes a gate with nothing spent and nothing approved. */
export const createGate = (options: GateOptions): Gate => {
  let spent: Spent = nothingSpent;

  const checkLimits = ({ row, input }: Passing): void => {
    const refusal = toLimitRefusal(costOf(row, input), spent, options.limits(), options.now());
    if (refusal) throw new Refusal(refusal, 'limit');
  };

  const ask = createAsk(options);

  const check = (passing: Passing): Decision => {
    checkRunning(options);
    const decision = toDecision(passing.row, options.access(), passing.input);
    if (decision.kind === 'deny')
      throw new Refusal(
        toRefusal(passing.tool, passing.row, decision.reason, options.setting),
        decision.reason,
        decision.level,
      );
    checkLimits(passing);
    return decision;
  };

  return {
    check,
    admit: async (passing, decision) => {
      if (decision.kind === 'ask') await ask(passing, decision.reason);
      passing.signal.throwIfAborted();
      if (decision.kind === 'ask') check(passing); // Much may have changed while the person thought.
      checkLimits(passing); // Others may have passed meanwhile.
      spent = spend(costOf(passing.row, passing.input), spent, options.now());
      return decision.kind === 'ask' ? 'approved' : 'allowed';
    },
  };
};
