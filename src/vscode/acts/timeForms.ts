import type { Reference } from '../../domain/reference.ts';
import type { Shift } from '../../domain/schedule.ts';
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
  if (end <= start) return 'The end must come after the start: change one of them.';
  return end <= now ? 'The end must lie in the future: change it.' : undefined;
};

const toSpan = ({ moment }: Creating, start: number, end: number): string => {
  const { now, format } = moment();
  return `from ${start <= now ? 'now' : format.time(start, now)} to ${format.time(end, now)} (${format.span(end - start)})`;
};

const servicesField = (tools: Creating): Field<WindowDraft> => ({
  label: 'Services',
  required: true,
  show: ({ services }) =>
    services.length === 0 ? undefined : tools.moment().format.list(services.map(({ name }) => name)),
  ask: async (draft, step) => {
    const known = new Map(draft.services.map((service) => [service.id, service]));
    const load = toLoad<Reference>(tools.directory.services);
    const services = await pickMany<Reference>({
      ...step,
      placeholder: 'Check the services that are worked on',
      empty: 'No service has this name',
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
  const start = { label: 'Start', prompt: 'When does it begin?', moment, required: true } as const;
  const end = { label: 'End', prompt: 'When does it end?', moment, required: true } as const;
  const made = await fillForm<WindowDraft, WindowDraft>({
    title: 'Create Maintenance Window',
    first: { services: service ? [service] : [], start: now, end: now + hour, description: '' },
    fields: [
      servicesField(tools),
      timeField<WindowDraft>('start', start),
      timeField<WindowDraft>('end', end),
      textField<WindowDraft>('description', { label: 'Description', prompt: 'What is done in that time?' }),
    ],
    submit: 'Create Maintenance Window',
    problem: (draft) => toSpanProblem(draft.start, draft.end, moment().now),
    effect: async (draft) => `No incidents ${toSpan(tools, draft.start, draft.end)}: alerts in that time page nobody`,
    send: async (draft) => {
      await tools.creation.maintenanceWindow(draft);
      return draft;
    },
  });
  if (!made) return undefined;
  tools.didCreate('services');
  return { text: `Maintenance ${toSpan(tools, made.start, made.end)}` };
};

/** A shift to be taken, as far as it is known. Times are milliseconds since 1970. */
export interface Cover {
  readonly schedule?: Reference | undefined;
  /** Who is on call then; undefined in a gap. */
  readonly instead?: Reference | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

interface Draft {
  readonly schedule: Reference | undefined;
  readonly shift: Pick<Cover, 'instead'> | undefined;
  readonly user: Reference | undefined;
  readonly start: number;
  readonly end: number;
}

const twoWeeks = 14 * 24 * hour;

/** Shifts and gaps of the coming two weeks, those that go on first. */
const loadShifts = async (tools: Creating, schedule: Reference): Promise<readonly Entry<Cover>[]> => {
  const { now, format } = tools.moment();
  const shifts = (await tools.directory.shifts(schedule.id, now, now + twoWeeks)).filter(({ end }) => end > now);
  const toEntry = (cover: Pick<Shift, 'start' | 'end'>, user: Reference | undefined): Entry<Cover> => ({
    label: user?.name ?? 'Nobody',
    description: `${cover.start <= now ? 'now' : format.time(cover.start, now)} – ${format.time(cover.end, now)}`,
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
  label: 'Shift',
  required: true,
  show: ({ shift }) => (shift ? (shift.instead?.name ?? 'nobody') : undefined),
  ask: async ({ schedule }, step) => {
    const cover = await pickOne<Cover>({
      ...step,
      placeholder: 'Whose shift of the coming two weeks?',
      empty: 'This schedule has no shifts in the coming two weeks',
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
      label: 'Schedule',
      required: true,
      show: (schedule) => schedule?.name,
      question: () => ({
        placeholder: 'Of which schedule?',
        empty: 'No schedule has this name',
        load: toLoad<Reference>(tools.directory.schedules),
      }),
    }),
    shiftField(tools),
    choiceField<Draft, 'user'>('user', {
      label: 'Who covers',
      required: true,
      show: (user) => user?.name,
      question: () => ({
        placeholder: 'Who is on call then?',
        empty: 'Nobody has this name',
        load: async (text, signal) => {
          const { entries, more = false } = await toWhoLoad(tools, false)(text, signal);
          return { entries: entries.map(({ detail: _, group: __, ...entry }): Entry<Who> => entry), more };
        },
      }),
    }),
    timeField<Draft>('start', { label: 'Start', prompt: 'From when?', moment }),
    timeField<Draft>('end', { label: 'End', prompt: 'Until when?', moment }),
  ];
};

const toCoverText = (tools: Creating, { user, shift, start, end }: Draft): string => {
  const who = user?.id === tools.me()?.id ? 'You are' : `${user?.name ?? 'Nobody'} is`;
  return `${who} on call instead of ${shift?.instead?.name ?? 'nobody'} ${toSpan(tools, start, end)}`;
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
      await tools.creation.override({ ...draft, schedule: draft.schedule, user: draft.user });
      return toCoverText(tools, draft);
    },
  });
  if (made === undefined) return undefined;
  tools.didCreate('onCalls');
  return { text: made };
};
