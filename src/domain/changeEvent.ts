import * as l10n from '@vscode/l10n';
import type { ChangeEvent as ApiChangeEvent } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReferences, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** A link with the words it is shown by. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** A change of a service, such as a deploy. */
export interface ChangeEvent {
  readonly id: string;
  readonly summary: string;
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
  /** Where it comes from, such as the deployment tool. */
  readonly source: string | undefined;
  readonly services: readonly Reference[];
  readonly links: readonly Link[];
  readonly url: string | undefined;
  /** Why PagerDuty relates it to the incident; undefined for a change that it does not. */
  readonly reason: 'mostRecent' | 'relatedService' | 'intelligent' | undefined;
}

const reasons: Readonly<Record<string, ChangeEvent['reason']>> = {
  most_recent: 'mostRecent',
  related_service: 'relatedService',
  intelligent: 'intelligent',
};

type ApiChange = ApiChangeEvent & { readonly correlation_reason?: { readonly reason?: string | null } | null };

/** Takes a link as the API gives it; gives it only where it leads to a web page. */
export const parseLink = (
  api: { readonly href?: string; readonly text?: string } | null | undefined,
): Link | undefined => {
  const url = parseUrl(api?.href);
  return url ? { text: toLine(api?.text ?? '') || new URL(url).host, url } : undefined;
};

/** Takes a change event as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseChangeEvent = (api: ApiChange | null | undefined): ChangeEvent | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    summary: toLine(api.summary ?? '') || l10n.t('Change {0}', api.id),
    at: parseTime(api.timestamp),
    source: toLine(api.source ?? '') || undefined,
    services: parseReferences(api.services),
    links: (api.links ?? []).flatMap((link) => parseLink(link) ?? []),
    url: parseUrl(api.html_url),
    reason: reasons[api.correlation_reason?.reason ?? ''],
  };
};

/** Joins lists of changes; one that is in several is told once, with the reason that any of them gives. Newest first. */
export const joinChanges = (...lists: readonly (readonly ChangeEvent[])[]): readonly ChangeEvent[] => {
  const changes = new Map<string, ChangeEvent>();
  for (const change of lists.flat()) {
    const known = changes.get(change.id);
    changes.set(change.id, known?.reason ? known : change);
  }
  return [...changes.values()].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
};
