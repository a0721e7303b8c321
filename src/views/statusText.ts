import { type IncidentState, withPending } from '../store/incidentState.ts';
import type { OnCallState } from '../store/onCallState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import { isOn, latestEnd } from './onCallNodes.ts';
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

/** `on call until 18:00`; undefined while nothing is known. */
const toOnCallText = ({ load, me, onCalls }: OnCallState, moment: Moment): string | undefined => {
  if (!me || (load.kind !== 'loaded' && onCalls.length === 0)) return undefined;
  const mine = onCalls.filter(({ user }) => user.id === me.id).filter(isOn(moment));
  if (mine.length === 0) return 'not on call';
  const end = latestEnd(mine);
  return end === undefined ? 'on call' : `on call until ${moment.format.time(end, moment.now)}`;
};

/** Takes what the stores know of me; gives the status bar's one item, undefined when signed out or nothing is known of me. */
export const statusText = (incidents: IncidentState, onCalls: OnCallState, moment: Moment): StatusText | undefined => {
  const { load, mine, pending, me } = incidents;
  if (load.kind === 'signedOut') return undefined;
  const onCall = toOnCallText(onCalls, moment);
  const shown = [...mine.values()].map((told) => withPending(told, pending).status);
  const count = (status: string): number => shown.filter((s) => s === status).length;
  const [triggered, acknowledged] = [count('triggered'), count('acknowledged')];
  const failure = load.kind === 'failed' ? load.failure : undefined;
  const isKnown = load.kind === 'loaded' || (failure !== undefined && mine.size > 0);
  if (!failure && onCall === undefined && !(isKnown && me)) return undefined;
  const words = (number: number, status: string): string | undefined =>
    number > 0 ? `${moment.format.count(number)} ${status}` : undefined;
  const sentence =
    joinParts([words(triggered, 'triggered'), words(acknowledged, 'acknowledged')], ', ') ||
    (me ? 'no open incidents' : undefined);
  const number = (icon: string, value: number): string | undefined =>
    value > 0 ? `$(${icon}) ${moment.format.count(value)}` : undefined;
  const icons =
    joinParts([failure && '$(warning)', number('flame', triggered), number('eye', acknowledged)], ' ') || '$(pass)';
  const mineText = isKnown && sentence ? `Assigned to you: ${sentence}` : undefined;
  return {
    text: `${icons} · ${onCall ?? 'PagerDuty'}`,
    tooltip: joinParts(
      ['**PagerDuty**', mineText, onCall && `You are ${onCall}`, failure && escapeMarkdown(failure.message)],
      '\n\n',
    ),
    accessibilityLabel: `PagerDuty. ${joinParts([mineText, onCall && `You are ${onCall}`, failure?.message], '. ')}`,
    severity: triggered > 0 ? 'error' : failure ? 'warning' : 'none',
  };
};
