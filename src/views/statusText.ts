import * as l10n from '@vscode/l10n';
import { type IncidentState, withPending } from '../store/incidentState.ts';
import type { Failure } from '../store/load.ts';
import { myOnCalls, type OnCallState } from '../store/onCallState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import { latestEnd } from './onCallNodes.ts';
import { joinParts } from './treeNodes.ts';

/** What the status bar says. */
export interface StatusText {
  /** With codicons as `$(flame)`; holds no text of strangers. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly accessibilityLabel: string;
  /** `error` while an incident of mine waits for an acknowledgement, `warning` while the state is not known. */
  readonly severity: 'none' | 'warning' | 'error';
}

/** `on call until 18:00`, and the sentence that says it; undefined while nothing is known. */
const toOnCallText = (
  state: OnCallState,
  { now, format }: Moment,
): { readonly text: string; readonly sentence: string } | undefined => {
  const { mineLoad, me, shifts } = state;
  if (!me || (mineLoad.kind !== 'loaded' && shifts.length === 0)) return undefined;
  const mine = myOnCalls(state, now);
  if (mine.length === 0) return { text: l10n.t('not on call'), sentence: l10n.t('You are not on call') };
  const end = latestEnd(mine);
  if (end === undefined) return { text: l10n.t('on call'), sentence: l10n.t('You are on call') };
  const time = format.time(end, now);
  return { text: l10n.t('on call until {0}', time), sentence: l10n.t('You are on call until {0}', time) };
};

/** `2 triggered, 1 acknowledged`; empty for none. */
const toCounts = (triggered: number, acknowledged: number, { format }: Moment): string =>
  joinParts(
    [
      triggered > 0 && l10n.t('{0} triggered', format.count(triggered)),
      acknowledged > 0 && l10n.t('{0} acknowledged', format.count(acknowledged)),
    ],
    ', ',
  );

/** Why what is mine is not known, or not as it is now. */
export const failureOf = ({ load, mineLoad }: IncidentState): Failure | undefined =>
  [load, mineLoad].flatMap((one) => (one.kind === 'failed' ? [one.failure] : []))[0];

/**
 * Takes what the stores know of me, and the account in use where there are several; gives the status bar's one item,
 * undefined when signed out or nothing is known of me.
 */
export const statusText = (
  incidents: IncidentState,
  onCalls: OnCallState,
  moment: Moment,
  account?: string,
): StatusText | undefined => {
  const { load, mineLoad, mine, pending, me } = incidents;
  if (load.kind === 'signedOut') return undefined;
  const onCall = toOnCallText(onCalls, moment);
  const shown = [...mine.values()].map((told) => withPending(told, pending).status);
  const count = (status: string): number => shown.filter((s) => s === status).length;
  const [triggered, acknowledged] = [count('triggered'), count('acknowledged')];
  const failure = failureOf(incidents);
  const isKnown = failure ? mine.size > 0 : mineLoad.kind === 'loaded';
  if (!failure && onCall === undefined && !(isKnown && me)) return undefined;
  const counts = toCounts(triggered, acknowledged, moment) || (me ? l10n.t('no open incidents') : undefined);
  const number = (icon: string, value: number): string | undefined =>
    value > 0 ? `$(${icon}) ${moment.format.count(value)}` : undefined;
  const icons =
    joinParts([failure && '$(warning)', number('flame', triggered), number('eye', acknowledged)], ' ') || '$(pass)';
  const mineText = isKnown && counts ? l10n.t('Assigned to you: {0}', counts) : undefined;
  return {
    text: `${icons} · ${onCall?.text ?? 'PagerDuty'}`,
    tooltip: joinParts(
      [
        account ? `**PagerDuty** · ${escapeMarkdown(account)}` : '**PagerDuty**',
        mineText,
        onCall?.sentence,
        failure && escapeMarkdown(failure.message),
      ],
      '\n\n',
    ),
    accessibilityLabel: `PagerDuty. ${joinParts([account, mineText, onCall?.sentence, failure?.message], '. ')}`,
    severity: triggered > 0 ? 'error' : failure ? 'warning' : 'none',
  };
};
