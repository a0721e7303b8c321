import * as l10n from '@vscode/l10n';
import { parseWhen } from '../../domain/parseWhen.ts';
import type { Moment } from '../../views/moment.ts';
import { toSnoozes } from '../../views/snoozes.ts';
import { askText } from './askText.ts';
import { type Entry, pickOne, those } from './pickFrom.ts';
import { back, isAnswer } from './step.ts';

/** PagerDuty snoozes for at least a second and at most a week ("Snooze an incident"). */
const longest = 7 * 24 * 3600;

const toSeconds = (text: string, { now, format }: Moment): number | undefined => {
  const time = parseWhen(text, now, format.zone);
  return time === undefined ? undefined : Math.ceil((time - now) / 1000); // Never before the time that was given.
};

const toProblem = (text: string, moment: Moment): string | undefined => {
  const seconds = toSeconds(text, moment);
  if (seconds === undefined) return l10n.t('That is no time: try 90m, 17:30, tomorrow 9:00 or fri 8:00.');
  if (seconds < 1) return l10n.t('That is over: give a time to come.');
  return seconds > longest ? l10n.t('PagerDuty snoozes for a week at most.') : undefined;
};

const toTitle = (): string => l10n.t('Snooze for how long?');

const askUntil = (moment: Moment) =>
  askText({
    title: toTitle(),
    canGoBack: true,
    prompt: l10n.t('Until when, or for how long? Then it triggers again and pages whoever has it.'),
    placeholder: '90m, 17:30, tomorrow 9:00, fri 8:00',
    check: (text) => toProblem(text, moment),
    hint: (text) => {
      const time = parseWhen(text, moment.now, moment.format.zone);
      return time === undefined ? undefined : l10n.t('Until {0}', moment.format.zoned(time));
    },
    accept: (text) => toSeconds(text, moment) ?? 0,
  });

/** Asks for how long an incident shall be quiet: offered times, or any; gives seconds, undefined when it was left. */
export const askSnooze = async (moment: Moment): Promise<number | undefined> => {
  const offered: readonly Entry<number>[] = toSnoozes(moment).map(({ label, until, seconds }) => ({
    label,
    description: until,
    value: seconds,
  }));
  const other: Entry<number> = { label: l10n.t('Until Another Time…'), icon: { id: 'edit' }, value: 0 };
  for (;;) {
    const seconds = await pickOne({
      title: toTitle(),
      placeholder: l10n.t('Then it triggers again and pages whoever has it'),
      empty: '',
      load: those([...offered, other]),
    });
    if (!isAnswer(seconds)) return undefined;
    if (seconds > 0) return seconds;
    const typed = await askUntil(moment);
    if (typed !== back) return typed;
  }
};
