import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { Access } from '../policy/access.ts';
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
  /** Without secrets. */
  readonly input: Input;
  /** Aborted when the call is cancelled: the question then goes away. */
  readonly signal: AbortSignal;
}

/** Asks a person; whoever has nobody to ask leaves it out. */
export type Approve = (request: ApprovalRequest) => Promise<'once' | 'hour' | 'no'>;

/** What decides over calls; what can change is asked at each. */
export interface GateOptions {
  readonly access: () => Access;
  readonly limits: () => Limits;
  /** Where a person changes the access; told with every refusal. */
  readonly setting: string;
  readonly approve?: Approve | undefined;
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
}

/** Grants, limits and approval, with what was spent and approved so far; one for all sessions of a window. */
export interface Gate {
  /** Says what the level of the area makes of the call; throws a Refusal for one that cannot pass. */
  check(passing: Passing): Decision;
  /** Counts the call, after asking a person where the decision says so; throws a Refusal for a no. */
  admit(passing: Passing, decision: Decision): Promise<AuditDecision>;
}

const hour = 3_600_000;

/** Makes a gate with nothing spent and nothing approved. */
export const createGate = (options: GateOptions): Gate => {
  let spent: Spent = nothingSpent;
  const approvedUntil = new Map<string, number>();

  const checkLimits = ({ row, input }: Passing): void => {
    const refusal = toLimitRefusal(costOf(row, input), spent, options.limits(), options.now());
    if (refusal) throw new Refusal(refusal, 'limit');
  };

  const ask = async ({ client, tool, row, input, signal }: Passing, reason: Reason): Promise<void> => {
    if ((approvedUntil.get(row.id) ?? 0) > options.now()) return;
    if (!options.approve) throw new Refusal(toRefusal(tool, row, reason, options.setting), reason);
    const shown = compact(input, '', {
      secret: new Set(row.secret),
      full: true,
      longest: Number.POSITIVE_INFINITY,
    }) as Input; // An object stays one.
    const answer = await untilAborted(options.approve({ client, tool, row, reason, input: shown, signal }), signal);
    if (answer === 'no')
      throw new Refusal(
        `${tool} was not called because the person who was asked did not allow it; do not try again unless they say so.`,
        'declined',
      );
    if (answer === 'hour') approvedUntil.set(row.id, options.now() + hour);
  };

  return {
    check: (passing) => {
      const decision = toDecision(passing.row, options.access(), passing.input);
      if (decision.kind === 'deny')
        throw new Refusal(toRefusal(passing.tool, passing.row, decision.reason, options.setting), decision.reason);
      checkLimits(passing);
      return decision;
    },
    admit: async (passing, decision) => {
      if (decision.kind === 'ask') await ask(passing, decision.reason);
      passing.signal.throwIfAborted();
      checkLimits(passing); // Others may have passed while the person thought.
      spent = spend(costOf(passing.row, passing.input), spent, options.now());
      return decision.kind === 'ask' ? 'approved' : 'allowed';
    },
  };
};
