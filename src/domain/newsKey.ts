import type { News } from './changes.ts';
import type { OnCall } from './onCall.ts';
import { acknowledgedSince } from './stale.ts';

const toShiftKey = ({ schedule, escalationPolicy, start, end }: OnCall): string =>
  [(schedule ?? escalationPolicy).id, start, end].join(' ');

/** What two windows of a person agree on about the same news, though they saw it at different times. */
export const toNewsKey = (news: News): string => {
  if (news.kind === 'shifts') return `shifts ${news.what} ${news.onCalls.map(toShiftKey).sort().join()}`;
  const { id, status, statusChangedAt, urgency, priority, title, service, assignees } = news.incident;
  switch (news.kind) {
    // A window that did not know the incident before takes for assigned what another one takes for escalated.
    case 'assigned':
    case 'escalated':
      return `waits ${id} ${statusChangedAt}`;
    case 'stale':
      return `stale ${id} ${acknowledgedSince(news.incident)}`;
    case 'followed': {
      const ids = assignees.map((one) => one.id).sort();
      return `followed ${id} ${[status, statusChangedAt, urgency, priority, title, service?.id, ids].join(' ')}`;
    }
  }
};
