import type { ChangeEvent } from '../domain/changeEvent.ts';
import type { PastIncident, RelatedIncident } from '../domain/relatedIncident.ts';
import type { TimelineEntry } from '../domain/timelineEntry.ts';
import { statusTitles, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import { type PageContext, toButton, toClock, toDotted, toRichText, toSection, toSince } from './incidentPageModel.ts';
import { h, type Markup, toIcon, toLink } from './markup.ts';

const lacking = 'This PagerDuty plan or token does not have it.';

/** A section whose rows are a list. */
const toListSection = <T>(
  words: Parameters<typeof toSection>[0],
  part: Parameters<typeof toSection>[1] & { readonly rows: readonly T[] },
  count: string | undefined,
  toRow: (row: T) => Markup,
): Markup =>
  toSection(
    words,
    part,
    count,
    part.rows.length > 0 && h('ul', { key: 'rows', class: 'rows' }, ...part.rows.map(toRow)),
  );

/** How many there are; nothing where there are none. */
const countOf = (rows: readonly unknown[], { format }: PageContext): string | undefined =>
  rows.length > 0 ? format.count(rows.length) : undefined;

const statusKinds: ReadonlySet<string> = new Set(['status_update', 'incident_status_update']);

const toUpdate = (entry: TimelineEntry, context: PageContext): Markup =>
  h(
    'li',
    { key: entry.id },
    h('p', { class: 'text', dir: 'auto' }, toRichText(entry.message ?? entry.note ?? entry.summary, context.files)),
    h(
      'p',
      { class: 'quiet' },
      entry.agent?.name ?? 'Somebody',
      entry.at !== undefined && [' · ', toClock(entry.at, context)],
    ),
  );

/** The status updates: PagerDuty tells of them in the timeline alone. */
export const toStatusUpdates = (context: PageContext): Markup => {
  const { timeline } = context.state;
  const rows = timeline.rows.filter(({ kind }) => statusKinds.has(kind));
  return toListSection(
    { id: 'updates', title: 'Status updates', empty: 'None published.', failed: 'Status updates could not be loaded' },
    { ...timeline, rows },
    undefined,
    (entry) => toUpdate(entry, context),
  );
};

const reasons: { readonly [R in NonNullable<ChangeEvent['reason']>]: string } = {
  mostRecent: 'last before the incident',
  relatedService: 'of a related service',
  intelligent: 'likely related',
};

const toChange = (change: ChangeEvent, context: PageContext): Markup =>
  h(
    'li',
    { key: change.id, class: change.reason ? 'change related' : 'change' },
    toIcon('git-commit'),
    h(
      'div',
      {},
      h(
        'p',
        { dir: 'auto' },
        change.summary,
        change.reason !== undefined && [' ', h('span', { class: 'tag' }, reasons[change.reason])],
      ),
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          change.at !== undefined && [toSince(change.at, context), ' ago'],
          change.services.length > 0 && context.format.list(change.services.map(({ name }) => name)),
          change.source,
          ...change.links.map(({ text, url }) => toLink(text, url)),
          context.hasPages && change.url !== undefined && toLink('Change in PagerDuty', change.url),
        ),
      ),
    ),
  );

/** What was deployed or changed before and during the incident. */
export const toChanges = (context: PageContext): Markup => {
  const { changes } = context.state;
  return toListSection(
    {
      id: 'changes',
      title: 'Changes of the last 24 hours',
      empty: 'No changes.',
      failed: 'Changes could not be loaded',
      lacking,
    },
    changes,
    countOf(changes.rows, context),
    (change) => toChange(change, context),
  );
};

const relations: { readonly [R in NonNullable<RelatedIncident['reason']>]: string } = {
  dependency: 'through a service dependency',
  similar: 'similar',
  feedback: 'related before',
};

const toRelatedRow = ({ incident, reason }: RelatedIncident, context: PageContext): Markup =>
  h(
    'li',
    { key: incident.id },
    toIcon(toIncidentIcon(incident).id, incident.status),
    h(
      'div',
      {},
      toButton(toIncidentTitle(incident), 'showIncident', { look: 'link', data: incident.id }),
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          statusTitles[incident.status],
          incident.service?.name,
          incident.createdAt !== undefined && [toSince(incident.createdAt, context), ' ago'],
          reason && relations[reason],
        ),
      ),
    ),
  );

/** Other open incidents that may have to do with it. */
export const toRelated = (context: PageContext): Markup => {
  const { related } = context.state;
  return toListSection(
    {
      id: 'related',
      title: 'Related incidents',
      empty: 'None are open.',
      failed: 'Related incidents could not be loaded',
      lacking,
    },
    related,
    countOf(related.rows, context),
    (row) => toRelatedRow(row, context),
  );
};

const toPastRow = ({ id, title, createdAt, score }: PastIncident, { format }: PageContext): Markup =>
  h(
    'li',
    { key: id },
    toIcon('history'),
    h(
      'div',
      {},
      toButton(title, 'showIncident', { look: 'link', data: id }),
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          createdAt !== undefined && format.dateTime(createdAt),
          score !== undefined && `${format.count(Math.round(score))} % alike`,
        ),
      ),
    ),
  );

/** Resolved incidents that were like it: how it was mended then may help now. */
export const toPast = (context: PageContext): Markup => {
  const { past } = context.state;
  return toListSection(
    {
      id: 'past',
      title: 'Past incidents',
      empty: 'Nothing like it in the last months.',
      failed: 'Past incidents could not be loaded',
      lacking,
    },
    past,
    undefined,
    (row) => toPastRow(row, context),
  );
};
