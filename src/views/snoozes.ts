import * as l10n from '@vscode/l10n';
import { atClock, weekdayOf } from '../domain/parseWhen.ts';
import type { Moment } from './moment.ts';

/** A time for which an incident can be snoozed. */
export interface Snooze {
  readonly label: string;
  /** When it comes back. */
  readonly until: string;
  readonly seconds: number;
}

const hour = 3600;

const spans = (): readonly (readonly [label: string, seconds: number])[] => [
  [l10n.t('30 minutes'), hour / 2],
  [l10n.t('1 hour'), hour],
  [l10n.t('4 hours'), 4 * hour],
  [l10n.t('8 hours'), 8 * hour],
  [l10n.t('24 hours'), 24 * hour],
];

/** When people begin to work. */
const morning = { hours: 9, minutes: 0 };

/** Gives the times that are offered: spans, tomorrow morning and Monday morning. */
export const toSnoozes = ({ now, format }: Moment): readonly Snooze[] => {
  const { zone } = format;
  const toMonday = (8 - weekdayOf(now, zone)) % 7 || 7;
  const mornings: readonly (readonly [label: string, days: number])[] = [
    [l10n.t('Until tomorrow morning'), 1],
    ...(toMonday > 1 ? [[l10n.t('Until Monday morning'), toMonday] as const] : []),
  ];
  return [
    ...spans().map(([label, seconds]) => {
      const until = l10n.t('until {0}', format.time(now + seconds * 1000, now));
      return { label, seconds, until };
    }),
    ...mornings.map(([label, days]) => {
      const time = atClock(now, days, morning, zone);
      const until = l10n.t('until {0} ({1})', format.time(time, now), format.zoneName(time));
      return { label, seconds: Math.ceil((time - now) / 1000), until };
    }),
  ];
};
