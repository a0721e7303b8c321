import * as l10n from '@vscode/l10n';
import type { TimelineEntry } from '../domain/timelineEntry.ts';
import { timelineLimit } from '../store/incidentPageState.ts';
import { entryIcons } from './entryIcons.ts';
import { type PageContext, toClock, toSection } from './incidentPageModel.ts';
import { h, type Markup, toIcon, toMessage } from './markup.ts';

/** What machines do is folded where so many steps or more follow each other. */
const foldedFrom = 3;

/** Steps of machines that people must see all the same. */
const loud: ReadonlySet<string> = new Set(['trigger', 'resolve', 'escalate', 'exhaust_escalation_path']);

const toEntry = (entry: TimelineEntry, context: PageContext): Markup =>
  h(
    'li',
    { key: entry.id, class: entry.human ? 'entry human' : 'entry machine' },
    toIcon(entryIcons[entry.kind]?.id ?? (entry.human ? 'person' : 'gear')),
    h(
      'div',
      {},
      h('p', { dir: 'auto' }, entry.summary),
      entry.note !== undefined && entry.note !== entry.summary && h('p', { class: 'text', dir: 'auto' }, entry.note),
      h(
        'p',
        { class: 'quiet' },
        entry.at !== undefined && toClock(entry.at, context),
        !entry.human && entry.agent && ` · ${entry.agent.name}`,
      ),
    ),
  );

type Run = readonly [first: TimelineEntry, ...more: TimelineEntry[]];

const isQuiet = (entry: TimelineEntry): boolean => !entry.human && !loud.has(entry.kind);

/** Joins neighbouring steps of machines. */
const toRuns = (entries: readonly TimelineEntry[]): readonly Run[] => {
  const runs: [TimelineEntry, ...TimelineEntry[]][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isQuiet(last[0]) && isQuiet(entry)) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
};

const toFold = (run: Run, context: PageContext): Markup => {
  const oldest = run.at(-1) ?? run[0]; // Stays the same while newer steps come.
  const notifications = run.filter(({ kind }) => kind === 'notify').length;
  const others = run.length - notifications;
  const names = [
    notifications > 0 &&
      (notifications === 1
        ? l10n.t('1 notification')
        : l10n.t('{0} notifications', context.format.count(notifications))),
    others > 0 &&
      (others === 1 ? l10n.t('1 automatic step') : l10n.t('{0} automatic steps', context.format.count(others))),
  ].filter((name) => name !== false);
  return h(
    'li',
    { key: `fold:${oldest.id}`, class: 'entry machine' },
    toIcon('gear'),
    h(
      'details',
      { id: `fold-${oldest.id}` },
      h(
        'summary',
        {},
        context.format.list(names),
        oldest.at !== undefined &&
          h('span', { class: 'quiet' }, ' ', toMessage(l10n.t('from {0}'), toClock(oldest.at, context))),
      ),
      h('ol', { class: 'rows' }, ...run.map((entry) => toEntry(entry, context))),
    ),
  );
};

/** What happened, newest first: people's steps stand out, and long runs of machines' steps are folded. */
export const toTimeline = (context: PageContext): Markup => {
  const { timeline } = context.state;
  const rows = toRuns(timeline.rows).flatMap((run) =>
    run.length >= foldedFrom ? [toFold(run, context)] : run.map((entry) => toEntry(entry, context)),
  );
  const people = timeline.rows.filter(({ human }) => human).length;
  const count =
    timeline.rows.length > 0
      ? l10n.t(
          '{0} by people, {1} automatic',
          context.format.count(people),
          context.format.count(timeline.rows.length - people),
        )
      : undefined;
  return toSection(
    {
      id: 'timeline',
      title: l10n.t('Timeline'),
      empty: l10n.t('Nothing happened yet.'),
      failed: l10n.t('The timeline could not be loaded'),
    },
    timeline,
    count,
    rows.length > 0 && h('ol', { key: 'rows', class: 'rows timeline' }, ...rows),
    timeline.rows.length >= timelineLimit &&
      h(
        'p',
        { key: 'more', class: 'quiet' },
        l10n.t('The latest {0} steps are shown; PagerDuty has them all.', context.format.count(timelineLimit)),
      ),
  );
};
