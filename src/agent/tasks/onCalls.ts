import type { Input } from '../../api/client.ts';
import { type OnCall, parseOnCall } from '../../domain/onCall.ts';
import { isFields } from '../fields.ts';
import { rowsOf, type TaskContext } from './task.ts';
import { nameOf, span, when } from './text.ts';

/** On-calls of a range, and whether there are more than were read. */
export interface OnCalls {
  readonly onCalls: readonly OnCall[];
  readonly isCut: boolean;
}

const most = 300;

/** Reads on-calls, sorted by policy, level and beginning. */
export const readOnCalls = async (context: TaskContext, input: Input): Promise<OnCalls> => {
  const answer = await context.call('listOnCalls', { ...input, limit: most });
  const onCalls = rowsOf<Parameters<typeof parseOnCall>[0]>(answer, 'oncalls')
    .flatMap((row) => parseOnCall(row) ?? [])
    .toSorted(
      (a, b) =>
        a.escalationPolicy.name.localeCompare(b.escalationPolicy.name) ||
        a.level - b.level ||
        (a.start ?? 0) - (b.start ?? 0),
    );
  return { onCalls, isCut: isFields(answer) && answer.more === true };
};

/** `until 2026-03-02 18:00Z, 7 h 30 min left`, counted from a time. */
export const toLeft = ({ end }: OnCall, from: number): string =>
  end === undefined ? 'always' : `until ${when(end)}, ${span(end - from)} left`;

/** `Ada (PUSER01) through Primary (PSCHED1)`. */
export const toHolder = ({ user, schedule }: OnCall): string =>
  `${nameOf(user)} (${user.id})${schedule ? ` through ${nameOf(schedule)} (${schedule.id})` : ''}`;
