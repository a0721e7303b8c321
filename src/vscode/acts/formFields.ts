import * as l10n from '@vscode/l10n';
import { parseWhen } from '../../domain/parseWhen.ts';
import { toLine } from '../../util/cleanText.ts';
import type { Zone } from '../../util/zone.ts';
import type { Moment } from '../../views/moment.ts';
import type { WriteText } from '../textEditor.ts';
import { askLines } from './askLines.ts';
import { askText } from './askText.ts';
import type { Field } from './fillForm.ts';
import { type PickQuestion, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

type KeysOf<D, V> = { [K in keyof D]-?: D[K] extends V ? K : never }[keyof D];

/** What is said of a field that takes text. */
interface TextOptions {
  readonly label: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly required?: true;
  readonly secret?: boolean;
  readonly check?: (text: string) => string | undefined;
}

const toPartial = <D>(key: keyof D, value: unknown): Partial<D> => ({ [key]: value }) as Partial<D>; // The key's own type.

/** A field that takes one line. */
export const textField = <D>(key: KeysOf<D, string>, options: TextOptions): Field<D> => {
  const { label, required, ...asked } = options;
  const textOf = (draft: D): string => String(draft[key]);
  return {
    label,
    ...(required ? { required } : {}),
    show: (draft) => (textOf(draft) === '' ? undefined : options.secret ? l10n.t('entered') : textOf(draft)),
    ask: (draft, step) =>
      askText({
        ...step,
        ...asked,
        value: textOf(draft),
        mayBeEmpty: !required,
        accept: (text) => toPartial<D>(key, text),
      }),
  };
};

/** Signs of a long text that a list shows. */
const excerpt = 80;

/** A field that takes many lines, written in an editor tab; the draft under the key outlives the form. */
export const linesField = <D>(
  key: KeysOf<D, string>,
  options: {
    readonly label: string;
    readonly required?: true;
    readonly writeText: WriteText;
    readonly request: Omit<Parameters<typeof askLines>[1], 'value'>;
  },
): Field<D> => ({
  label: options.label,
  ...(options.required ? { required: options.required } : {}),
  show: (draft) => {
    const line = toLine(String(draft[key]));
    return line.length > excerpt ? `${line.slice(0, excerpt).trimEnd()}…` : line || undefined;
  },
  ask: (draft) =>
    askLines(options.writeText, { ...options.request, value: String(draft[key]) }, (text) => toPartial<D>(key, text)),
});

/** What is said of a field that takes a time. */
interface TimeOptions {
  readonly label: string;
  readonly prompt: string;
  readonly moment: () => Moment;
  readonly required?: true;
  /** What the time begins as when it is changed. */
  readonly check?: (time: number) => string | undefined;
}

const examples = 'now, 90m, 17:30, tomorrow 9:00, fri 18:00, 2026-03-02 09:00';

/** Date and time by the zone's clocks, as people type them: `2026-03-02 09:00`. */
export const toTypedTime = (time: number, zone: Zone): string =>
  new Date(zone.toWall(time)).toISOString().slice(0, 16).replace('T', ' ');

/** A field that takes a time as people type it, and says below how it is understood. */
export const timeField = <D>(key: KeysOf<D, number>, options: TimeOptions): Field<D> => {
  const { label, prompt, moment, required } = options;
  const parse = (text: string): number | undefined => parseWhen(text, moment().now, moment().format.zone);
  /** `now` stays the word: minutes alone would soon lie in the past. */
  const toText = (time: number): string => {
    if (!(time > 0)) return '';
    return isNow(time - moment().now) ? 'now' : toTypedTime(time, moment().format.zone);
  };
  const check = (text: string): string | undefined => {
    const time = parse(text);
    return time === undefined ? l10n.t('That is no time: try {0}.', examples) : options.check?.(time);
  };
  return {
    label,
    ...(required ? { required } : {}),
    show: (draft) => (Number(draft[key]) > 0 ? moment().format.zoned(Number(draft[key])) : undefined),
    ask: (draft, step) =>
      askText({
        ...step,
        prompt,
        placeholder: examples,
        value: toText(Number(draft[key])),
        check,
        hint: (text) => {
          const { now, format } = moment();
          const time = parse(text);
          return time === undefined
            ? undefined
            : l10n.t('{0}, {1}', format.zoned(time), toDistance(time - now, moment()));
        },
        accept: (text) => toPartial<D>(key, parse(text)),
      }),
  };
};

const isNow = (span: number): boolean => Math.abs(span) < 60_000;

const toDistance = (span: number, { format }: Moment): string => {
  if (isNow(span)) return l10n.t('now');
  return span > 0 ? l10n.t('in {0}', format.span(span)) : l10n.t('{0} ago', format.span(-span));
};

/** A field whose value is chosen from a list. */
export const choiceField = <D, K extends keyof D>(
  key: K,
  options: {
    readonly label: string;
    readonly required?: true;
    readonly show: (value: D[K]) => string | undefined;
    readonly question: (draft: D) => Pick<PickQuestion<D[K]>, 'placeholder' | 'load' | 'empty' | 'refine'>;
  },
): Field<D> => ({
  label: options.label,
  ...(options.required ? { required: options.required } : {}),
  show: (draft) => options.show(draft[key]),
  ask: async (draft, step) => {
    const chosen = await pickOne<{ readonly value: D[K] }>(wrap({ ...step, ...options.question(draft) }));
    return isAnswer(chosen) ? toPartial<D>(key, chosen.value) : chosen;
  },
});

/** Lets undefined be chosen too: an answer of undefined would mean that the question was left. */
export const wrap = <T>(question: PickQuestion<T>): PickQuestion<{ readonly value: T }> => {
  const { load, refine, ...others } = question;
  return {
    ...others,
    load: async (text, signal) => {
      const { entries, more = false } = await load(text, signal);
      return { entries: entries.map((entry) => ({ ...entry, value: { value: entry.value } })), more };
    },
    ...(refine
      ? {
          refine: async (entries, signal) => {
            const better = await refine(
              entries.map((entry) => ({ ...entry, value: entry.value.value })),
              signal,
            );
            return better.map((entry) => ({ ...entry, value: { value: entry.value } }));
          },
        }
      : {}),
  };
};
