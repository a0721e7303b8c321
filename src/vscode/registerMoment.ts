import * as l10n from '@vscode/l10n';
import type { Disposable } from '../util/emitter.ts';
import { createFormat, type Format } from '../util/format.ts';
import type { Moment } from '../views/moment.ts';
import { Refusal, type Report } from './report.ts';
import type { Settings } from './settings.ts';

/** The present moment, in the language and time zone of the person. */
export interface RegisteredMoment extends Disposable {
  readonly moment: () => Moment;
}

/** Makes a format in a time zone; undefined where nobody knows the zone. */
const toFormat = (language: string, zone: string): Format | undefined => {
  try {
    return createFormat(language, zone || undefined);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** Follows the setting of the time zone. One that is unknown is told as it is set; the machine's serves instead. */
export const registerMoment = (
  language: string,
  settings: Pick<Settings, 'timeZone' | 'onDidChange'>,
  report: Report,
): RegisteredMoment => {
  let zone = settings.timeZone();
  let format = toFormat(language, zone) ?? createFormat(language);
  const subscription = settings.onDidChange(() => {
    if (settings.timeZone() === zone) return;
    zone = settings.timeZone();
    const known = toFormat(language, zone);
    format = known ?? createFormat(language);
    if (known) return;
    report(new Refusal(l10n.t('{0} is no known time zone: set one such as Europe/Berlin, or none.', zone)));
  });
  return { moment: () => ({ now: Date.now(), format }), dispose: () => subscription.dispose() };
};
