import type { OnCall } from '../domain/onCall.ts';
import type { Schedule, Shift } from '../domain/schedule.ts';
import type { User } from '../domain/user.ts';
import type { Failure, Load } from './load.ts';

/** What the on-call view lists below me: escalation policies with their levels, or schedules with the coming week. */
export type OnCallGrouping = 'policy' | 'schedule';

/** What the user chose to see; remembered over restarts. */
export interface OnCallChoices {
  readonly grouping: OnCallGrouping;
}

/** The coming week of an opened schedule. Times are milliseconds since 1970. */
export interface Week {
  readonly kind: 'loading' | 'loaded' | 'failed';
  readonly shifts: readonly Shift[];
  readonly since: number;
  readonly until: number;
  /** Of a week that could not be loaded. */
  readonly failure?: Failure;
}

/** All that the on-call view shows. */
export interface OnCallState {
  readonly load: Load;
  /** How far my shifts are known: by a load of all on-calls, or by a look at mine alone. */
  readonly mineLoad: Load;
  readonly choices: OnCallChoices;
  readonly me: User | undefined;
  /** Who is on call now, on every level of every escalation policy. */
  readonly onCalls: readonly OnCall[];
  /** Whether more are on call than PagerDuty lists. */
  readonly more: boolean;
  /** When I am on call in the next weeks, soonest first; those under way too. */
  readonly shifts: readonly OnCall[];
  /** By id, in the server's order; undefined until they are asked for. */
  readonly schedules: ReadonlyMap<string, Schedule> | undefined;
  /** Of the schedules that are opened, by id. */
  readonly weeks: ReadonlyMap<string, Week>;
}

/** My on-calls that go on at a time, in milliseconds since 1970. */
export const myOnCalls = ({ shifts }: Pick<OnCallState, 'shifts'>, now: number): readonly OnCall[] =>
  shifts.filter(({ start, end }) => (start === undefined || start <= now) && (end === undefined || end > now));
