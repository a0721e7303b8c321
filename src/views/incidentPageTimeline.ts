import type { TimelineEntry } from '../domain/timelineEntry.ts';
import { timelineLimit } from '../store/incidentPageState.ts';
import { type PageContext, toClock, toSection } from './incidentPageModel.ts';
import { h, type Markup, toIcon } from './markup.ts';

/** Icons by kind of entry; a person or a gear for all others. */
const icons: Readonly<Record<string, string>> = {
  trigger: 'flame',
  acknowledge: 'eye',
  unacknowledge: 'bell',
  resolve: 'pass',
  annotate: 'note',
  assign: 'person-add',
  delegate: 'person-add',
  escalate: 'arrow-up',
  exhaust_escalation_path: 'warning',
  repeat_escalation_path: 'debug-restart',
  notify: 'megaphone',
  snooze: 'bell-slash',
  urgency_change: 'arrow-swap',
  status_update: 'broadcast',
};

/** What machines do is folded where so many steps or more follow each other. */
const foldedFrom = 3;

/** Steps of machines that people must see all the same. */
const loud: ReadonlySet<string> = new Set(['trigger', 'resolve', 'escalate', 'exhaust_escalation_path']);

const toEntry = (entry: TimelineEntry, context: PageContext): Markup =>
  h(
    'li',
    { key: entry.id, class: entry.human ? 'entry human' : 'entry machine' },
    toIcon(icons[entry.kind] ?? (entry.human ? 'person' : 'gear')),
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
    notifications > 0 && `${context.format.count(notifications)} notification${notifications > 1 ? 's' : ''}`,
    others > 0 && `${context.format.count(others)} automatic step${others > 1 ? 's' : ''}`,
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
        oldest.at !== undefined && h('span', { class: 'quiet' }, ' from ', toClock(oldest.at, context)),
      ),
      h('ol', { class: 'rows' }, ...run.map((entry) => toEntry(entry, context))),
    ),
  );
};

const words = {
  id: 'timeline',
  title: 'Timeline',
  empty: 'Nothing happened yet.',
  failed: 'The timeline could not be loaded',
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
      ? `${context.format.count(people)} by people, ${context.format.count(timeline.rows.length - people)} automatic`
      : undefined;
  return toSection(
    words,
    timeline,
    count,
    rows.length > 0 && h('ol', { key: 'rows', class: 'rows timeline' }, ...rows),
    timeline.rows.length >= timelineLimit &&
      h(
        'p',
        { key: 'more', class: 'quiet' },
        `The latest ${context.format.count(timelineLimit)} steps are shown; PagerDuty has them all.`,
      ),
  );
};
