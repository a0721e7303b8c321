import type { Incident } from '../../domain/incident.ts';
import { toLine } from '../../util/cleanText.ts';

const minute = 60_000;

/** A text in one line, cut where it is longer. */
export const cut = (text: string, longest: number): string => {
  const line = toLine(text);
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
};

/** What a stranger wrote, in one line between quotes that it cannot close. */
export const quote = (text: string, longest = 160): string => `“${cut(text, longest).replace(/[“”„]/gu, '"')}”`;

/** Names are the account's own, yet anybody may have chosen them. */
export const nameOf = (reference: { readonly name: string } | undefined): string =>
  cut(reference?.name ?? 'nobody', 80);

/** A time as `2026-03-02 10:00Z`. */
export const when = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')}Z`;

/** A span as `2 d 3 h`, `4 h 5 min` or `6 min`. */
export const span = (milliseconds: number): string => {
  const minutes = Math.max(0, Math.round(milliseconds / minute));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = days > 0 ? [`${days} d`, `${hours} h`] : hours > 0 ? [`${hours} h`, `${rest} min`] : [`${rest} min`];
  return parts.filter((part) => !part.startsWith('0 ') || parts.length === 1).join(' ');
};

/** `1 incident`, `3 incidents`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `#12 “Disk full” (PABC123)`: how an incident is named to an agent. */
export const titleOf = ({ id, number, title }: Pick<Incident, 'id' | 'number' | 'title'>): string =>
  `${number === undefined ? '' : `#${number} `}${quote(title)} (${id})`;

/** An incident in one line: state, place, people and age. */
export const toIncidentLine = (incident: Incident, now: number): string =>
  [
    titleOf(incident),
    incident.status,
    incident.urgency,
    incident.priority && cut(incident.priority, 20),
    incident.service && nameOf(incident.service),
    incident.assignees.length > 0 && `assigned to ${incident.assignees.map(nameOf).join(', ')}`,
    incident.createdAt !== undefined && `${span(now - incident.createdAt)} old`,
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ');
