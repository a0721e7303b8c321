import * as l10n from '@vscode/l10n';
import type { Reference } from '../../domain/reference.ts';
import type { Schedule, Shift } from '../../domain/schedule.ts';
import { toGaps } from '../../domain/schedule.ts';
import type { WindowDraft } from '../../store/creation.ts';
import type { Done } from './act.ts';
import { toLoad, toWhoLoad, type Who } from './choices.ts';
import type { Creating } from './creating.ts';
import { type Field, fillForm } from './fillForm.ts';
import { choiceField, textField, timeField } from './formFields.ts';
import { type Entry, pickMany, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

const hour = 3_600_000;

/** Why two times are no span that can be planned. */
const toSpanProblem = (start: number, end: number, now: number): string | undefined => {
  if (end <= start) return l10n.t('The end must come after the start: change one of them.');
  return end <= now ? l10n.t('The end must lie in the future: change it.') : undefined;
};

const toSpan = ({ moment }: Creating, start: number, end: number): string => {
  const { now, format } = moment();
  const from = start <= now ? l10n.t('now') : format.time(start, now);
  return l10n.t('from {0} to {1} ({2})', from, format.time(end, now), format.span(end - start));
};

const servicesField = (tools: Creating): Field<WindowDraft> => ({
  label: l10n.t('Services'),
  required: true,
  show: ({ services }) =>
    services.length === 0 ? undefined : tools.moment().format.list(services.map(({ name }) => name)),
  ask: async (draft, step) => {
    const known = new Map(draft.services.map((service) => [service.id, service]));
    const load = toLoad<Reference>(tools.directory.services);
    const services = await pickMany<Reference>({
      ...step,
      placeholder: l10n.t('Check the services that are worked on'),
      empty: l10n.t('No service has this name'),
      load: async (text, signal) => {
        const { entries, more = false } = await load(text, signal);
        const found = new Set(entries.map(({ id }) => id));
        const others = [...known.values()].filter(({ id }) => text === '' && !found.has(id));
        const rows: readonly Entry<Reference>[] = [
          ...others.map((value) => ({ label: value.name, value, id: value.id })),
          ...entries,
        ];
        return { entries: rows.map((entry) => ({ ...entry, picked: known.has(entry.value.id) })), more };
      },
    });
    return isAnswer(services) ? { services } : services;
  },
});

/** Plans a time in which services make no incidents; a service may be given. */
export const createWindowByForm = async (tools: Creating, service?: Reference): Promise<Done | undefined> => {
  const { moment } = tools;
  const { now } = moment();
  const start = { label: l10n.t('Start'), prompt: l10n.t('When does it begin?'), moment, required: true } as const;
  const end = { label: l10n.t('End'), prompt: l10n.t('When does it end?'), moment, required: true } as const;
  const made = await fillForm<WindowDraft, WindowDraft>({
    title: l10n.t('Create Maintenance Window'),
    first: { services: service ? [service] : [], start: now, end: now + hour, description: '' },
    fields: [
      servicesField(tools),
      timeField<WindowDraft>('start', start),
      timeField<WindowDraft>('end', end),
      textField<WindowDraft>('description', {
        label: l10n.t('Description'),
        prompt: l10n.t('What is done in that time?'),
      }),
    ],
    submit: l10n.t('Create Maintenance Window'),
    problem: (draft) => toSpanProblem(draft.start, draft.end, moment().now),
    effect: async (draft) =>
      l10n.t('No incidents {0}: alerts in that time page nobody', toSpan(tools, draft.start, draft.end)),
    send: async (draft) => {
      await tools.creation.maintenanceWindow(draft);
      return draft;
    },
  });
  if (!made) return undefined;
  tools.didCreate('services');
  return { text: l10n.t('Maintenance {0}', toSpan(tools, made.start, made.end)) };
};

/** A schedule, and how it is made where that is known. */
type KnownSchedule = Reference & Partial<Pick<Schedule, 'kind'>>;

/** A shift to be taken, as far as it is known. Times are milliseconds since 1970. */
export interface Cover {
  readonly schedule?: KnownSchedule | undefined;
  /** Who is on call then; undefined in a gap. */
  readonly instead?: Reference | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

interface Draft {
  readonly schedule: KnownSchedule | undefined;
  readonly shift: Pick<Cover, 'instead'> | undefined;
  readonly user: Reference | undefined;
  readonly start: number;
  readonly end: number;
}

const twoWeeks = 14 * 24 * hour;

/** Shifts and gaps of the coming two weeks, those that go on first. */
const loadShifts = async (tools: Creating, schedule: KnownSchedule): Promise<readonly Entry<Cover>[]> => {
  const { now, format } = tools.moment();
  const shifts = (await tools.directory.shifts(schedule, now, now + twoWeeks)).filter(({ end }) => end > now);
  const toEntry = (cover: Pick<Shift, 'start' | 'end'>, user: Reference | undefined): Entry<Cover> => ({
    label: user?.name ?? l10n.t('Nobody'),
    description: `${cover.start <= now ? l10n.t('now') : format.time(cover.start, now)} – ${format.time(cover.end, now)}`,
    icon: { id: user ? 'person' : 'warning' },
    value: { ...cover, schedule, instead: user },
    id: `${cover.start}`,
  });
  const rows = [
    ...shifts.map((shift) => toEntry({ start: shift.start, end: shift.end }, shift.user)),
    ...toGaps(shifts, now, now + twoWeeks).map((gap) => toEntry(gap, undefined)),
  ];
  return rows.sort((a, b) => (a.value.start ?? 0) - (b.value.start ?? 0));
};

const shiftField = (tools: Creating): Field<Draft> => ({
  label: l10n.t('Shift'),
  required: true,
  show: ({ shift }) => (shift ? (shift.instead?.name ?? l10n.t('nobody')) : undefined),
  ask: async ({ schedule }, step) => {
    const cover = await pickOne<Cover>({
      ...step,
      placeholder: l10n.t('Whose shift of the coming two weeks?'),
      empty: l10n.t('This schedule has no shifts in the coming two weeks'),
      load: async () => ({ entries: schedule ? await loadShifts(tools, schedule) : [] }),
    });
    if (!isAnswer(cover)) return cover;
    const { now } = tools.moment();
    const { instead, start = now, end = now } = cover;
    return { shift: { instead }, start: Math.max(start, now), end };
  },
});

const toCoverFields = (tools: Creating): readonly Field<Draft>[] => {
  const { moment } = tools;
  return [
    choiceField<Draft, 'schedule'>('schedule', {
      label: l10n.t('Schedule'),
      required: true,
      show: (schedule) => schedule?.name,
      question: () => ({
        placeholder: l10n.t('Of which schedule?'),
        empty: l10n.t('No schedule has this name'),
        load: toLoad<KnownSchedule>(tools.directory.schedules),
      }),
    }),
    shiftField(tools),
    choiceField<Draft, 'user'>('user', {
      label: l10n.t('Who covers'),
      required: true,
      show: (user) => user?.name,
      question: () => ({
        placeholder: l10n.t('Who is on call then?'),
        empty: l10n.t('Nobody has this name'),
        load: async (text, signal) => {
          const { entries, more = false } = await toWhoLoad(tools, false)(text, signal);
          return { entries: entries.map(({ detail: _, group: __, ...entry }): Entry<Who> => entry), more };
        },
      }),
    }),
    timeField<Draft>('start', { label: l10n.t('Start'), prompt: l10n.t('From when?'), moment }),
    timeField<Draft>('end', { label: l10n.t('End'), prompt: l10n.t('Until when?'), moment }),
  ];
};

const toCoverText = (tools: Creating, { user, shift, start, end }: Draft): string => {
  const instead = shift?.instead?.name ?? l10n.t('nobody');
  const span = toSpan(tools, start, end);
  return user?.id === tools.me()?.id
    ? l10n.t('You are on call instead of {0} {1}', instead, span)
    : l10n.t('{0} is on call instead of {1} {2}', user?.name ?? l10n.t('Nobody'), instead, span);
};

/** Puts somebody else on call for a time; as much as is known of it is not asked for. */
export const coverByForm = async (
  tools: Creating,
  title: string,
  cover: Cover,
  user?: Reference,
): Promise<Done | undefined> => {
  const { now } = tools.moment();
  const { schedule, instead, start, end } = cover;
  const made = await fillForm<Draft, string>({
    title,
    first: {
      schedule,
      user,
      shift: end === undefined ? undefined : { instead },
      start: Math.max(start ?? now, now),
      end: end ?? 0,
    },
    fields: toCoverFields(tools),
    submit: title,
    problem: (draft) => toSpanProblem(draft.start, draft.end, tools.moment().now),
    effect: async (draft) => toCoverText(tools, draft),
    send: async (draft) => {
      if (!draft.schedule || !draft.user) throw new TypeError('Schedule and person are asked for before.');
      const { schedule, user, shift } = draft;
      await tools.creation.override({ ...draft, schedule, user, instead: shift?.instead });
      return toCoverText(tools, draft);
    },
  });
  if (made === undefined) return undefined;
  tools.didCreate('onCalls');
  return { text: made };
};
