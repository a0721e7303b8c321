import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Reference } from '../domain/reference.ts';
import { type Assigned, type Cover, toCover } from '../domain/scheduleV3.ts';
import { fetchRendered, type ScheduleRef, toIso } from './renderedSchedule.ts';

/** A time for which somebody else is on call. Times are milliseconds since 1970. */
export interface OverrideDraft {
  readonly schedule: ScheduleRef;
  readonly user: Reference;
  /** Who is on call then; undefined for nobody, or whoever it is. */
  readonly instead?: Reference | undefined;
  readonly start: number;
  readonly end: number;
}

const overrideLayers = async (client: Client, { schedule, user, start, end }: OverrideDraft): Promise<void> => {
  const answer = await client.schedules.createScheduleOverride({
    id: schedule.id,
    overrides: [{ start: toIso(start), end: toIso(end), user: { id: user.id } }],
  });
  // The call succeeds as a whole; what became of each override stands in its own row ("Create one or more overrides").
  const [refused] = answer.filter(({ status }) => status !== undefined && status >= 400);
  if (!refused) return;
  const why = refused.errors?.join('; ') ?? l10n.t('choose other times');
  throw new ApiError(l10n.t('PagerDuty refused the override: {0}.', why), {
    kind: 'input',
    operationId: 'createScheduleOverride',
    status: refused.status,
  });
};

const toMember = (userId: string | undefined) =>
  userId === undefined ? ({ type: 'empty_member' } as const) : ({ type: 'user_member', user_id: userId } as const);

/** Throws once the account is another one than the override was begun in. */
type GoOn = () => void;

/** What an assignment comes from; of one that is an override already, what that one overrides. */
const findSource = async (client: Client, id: string, { source }: Assigned, goOn: GoOn) => {
  const { rotation_id, custom_shift_id, override_id } = source;
  if (rotation_id !== undefined) return { rotation_id };
  if (custom_shift_id !== undefined) return { custom_shift_id };
  if (override_id === undefined) return {};
  goOn();
  const { override } = await client.schedulesV3.getScheduleOverrideV3({ id, override_id });
  return {
    ...(override.rotation_id === undefined ? {} : { rotation_id: override.rotation_id }),
    ...(override.custom_shift_id === undefined ? {} : { custom_shift_id: override.custom_shift_id }),
  };
};

const overrideRotations = async (
  client: Client,
  id: string,
  userId: string,
  { replaced, added }: Cover,
  goOn: GoOn,
): Promise<void> => {
  const overrides = await Promise.all(
    replaced.map(async (row) => ({
      ...(await findSource(client, id, row, goOn)),
      start_time: toIso(row.start),
      end_time: toIso(row.end),
      overridden_member: toMember(row.userId),
      overriding_member: toMember(userId),
    })),
  );
  goOn();
  if (overrides.length > 0) await client.schedulesV3.createScheduleOverridesV3({ id, overrides });
  const custom_shifts = added.map(({ start, end }) => ({
    start_time: toIso(start),
    end_time: toIso(end),
    assignments: [{ member: toMember(userId) }],
  }));
  goOn();
  if (custom_shifts.length > 0) await client.schedulesV3.createScheduleCustomShifts({ id, custom_shifts });
};

/**
 * Puts somebody on call for a time, whichever way the schedule is made; throws the ApiError of a call that fails. Tried
 * again after that, it makes only what is still missing. `goOn` throws where no further call makes sense.
 */
export const createOverride = async (client: Client, draft: OverrideDraft, goOn: GoOn): Promise<void> => {
  const { schedule, user, instead, start, end } = draft;
  if (schedule.kind === 'layers') return overrideLayers(client, draft);
  const rendered = await fetchRendered(client, schedule, { since: start, until: end }, { goOn });
  goOn();
  if (rendered.kind === 'layers') return overrideLayers(client, draft);
  const cover = toCover(rendered.assigned, { userId: user.id, insteadId: instead?.id, start, end });
  await overrideRotations(client, schedule.id, user.id, cover, goOn);
};
