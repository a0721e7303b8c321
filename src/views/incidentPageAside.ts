import * as l10n from '@vscode/l10n';
import type { ChangeEvent } from '../domain/changeEvent.ts';
import type { PastIncident, RelatedIncident } from '../domain/relatedIncident.ts';
import type { TimelineEntry } from '../domain/timelineEntry.ts';
import { statusTitles, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import { type PageContext, toButton, toClock, toDotted, toRichText, toSection, toSince } from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink, toMessage } from './markup.ts';

const toLacking = (): string => l10n.t('This PagerDuty plan or token does not have it.');

const toAgo = (time: number | undefined, context: PageContext): Content =>
  time !== undefined && toMessage(l10n.t('{0} ago'), toSince(time, context));

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
      toDotted(entry.agent?.name ?? l10n.t('Somebody'), entry.at !== undefined && toClock(entry.at, context)),
    ),
  );

/** The status updates: PagerDuty tells of them in the timeline alone. Nothing where the account has none. */
export const toStatusUpdates = (context: PageContext): Content => {
  const { timeline } = context.state;
  const rows = timeline.rows.filter(({ kind }) => statusKinds.has(kind));
  const isLacking = context.lacks.has('statusUpdates');
  if (isLacking && rows.length === 0) return false;
  return toListSection(
    {
      id: 'updates',
      title: l10n.t('Status updates'),
      empty: l10n.t('None published.'),
      failed: l10n.t('Status updates could not be loaded'),
      actions: !isLacking && toButton(l10n.t('Publish…'), 'incident.publishStatusUpdate', { look: 'link' }),
    },
    { ...timeline, rows },
    undefined,
    (entry) => toUpdate(entry, context),
  );
};

const reasons: { readonly [R in NonNullable<ChangeEvent['reason']>]: () => string } = {
  mostRecent: () => l10n.t('last before the incident'),
  relatedService: () => l10n.t('of a related service'),
  intelligent: () => l10n.t('likely related'),
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
        change.reason !== undefined && [' ', h('span', { class: 'tag' }, reasons[change.reason]())],
      ),
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          toAgo(change.at, context),
          change.services.length > 0 && context.format.list(change.services.map(({ name }) => name)),
          change.source,
          ...change.links.map(({ text, url }) => toLink(text, url)),
          context.hasPages && change.url !== undefined && toLink(l10n.t('Change in PagerDuty'), change.url),
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
      title: l10n.t('Changes of the last 24 hours'),
      empty: l10n.t('No changes.'),
      failed: l10n.t('Changes could not be loaded'),
      lacking: toLacking(),
    },
    changes,
    countOf(changes.rows, context),
    (change) => toChange(change, context),
  );
};

const relations: { readonly [R in NonNullable<RelatedIncident['reason']>]: () => string } = {
  dependency: () => l10n.t('through a service dependency'),
  similar: () => l10n.t('similar'),
  feedback: () => l10n.t('related before'),
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
          statusTitles[incident.status](),
          incident.service?.name,
          toAgo(incident.createdAt, context),
          reason && relations[reason](),
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
      title: l10n.t('Related incidents'),
      empty: l10n.t('None are open.'),
      failed: l10n.t('Related incidents could not be loaded'),
      lacking: toLacking(),
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
          score !== undefined && l10n.t('{0} % alike', format.count(Math.round(score))),
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
      title: l10n.t('Past incidents'),
      empty: l10n.t('Nothing like it in the last months.'),
      failed: l10n.t('Past incidents could not be loaded'),
      lacking: toLacking(),
    },
    past,
    undefined,
    (row) => toPastRow(row, context),
  );
};
