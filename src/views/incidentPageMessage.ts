import type { FilePlace } from '../domain/fileMention.ts';

/** What a page's script may tell the extension. */
export type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'touched' }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'act'; readonly act: string; readonly value: string };

/** Commands that a page's buttons run on its incident, without `pagerduty.`. */
export const pageCommands: ReadonlySet<string> = new Set(
  `incident.acknowledge incident.resolve incident.snooze incident.reopen incident.act incident.reassign
  incident.escalate incident.setTitle incident.setUrgency incident.setPriority incident.setType incident.setField
  incident.requestResponders incident.cancelResponders incident.publishStatusUpdate incident.bridge
  note.edit note.delete alert.resolve alert.move undo`.split(/\s+/),
);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Takes whatever came from a page; gives it as a message, undefined for anything else. */
export const toPageMessage = (value: unknown): PageMessage | undefined => {
  if (!isRecord(value)) return undefined;
  const { kind, text, act, value: given } = value;
  if (kind === 'ready' || kind === 'touched') return { kind };
  if (kind === 'draft' && typeof text === 'string') return { kind, text };
  if (kind === 'act' && typeof act === 'string') return { kind, act, value: typeof given === 'string' ? given : '' };
  return undefined;
};

const toNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** Takes the place that a button of a page names; gives undefined for anything else. */
export const toFilePlace = (text: string): FilePlace | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.path !== 'string') return undefined;
    return { path: value.path, line: toNumber(value.line), column: toNumber(value.column) };
  } catch {
    return undefined; // No JSON, no place.
  }
};
