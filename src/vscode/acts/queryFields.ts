import * as l10n from '@vscode/l10n';
import type { IncidentStatus, Urgency } from '../../domain/incident.ts';
import { type IncidentQuery, parseIncidentQuery, parseSince, variables } from '../../domain/incidentQuery.ts';
import { isNamed } from '../../domain/isNamed.ts';
import type { StoredQuery } from '../../domain/queryList.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Directory, Search } from '../../store/directory.ts';
import { toLine } from '../../util/cleanText.ts';
import type { Moment } from '../../views/moment.ts';
import { askText } from './askText.ts';
import type { Field } from './fillForm.ts';
import { type Entry, pickMany, pickOne, those } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** What the fields of a query are made with. */
export interface QueryTools {
  readonly directory: Pick<Directory, 'teams' | 'services' | 'users' | 'priorities'>;
  readonly moment: () => Moment;
  /** Says what is wrong with a name, such as that another query has it. */
  readonly checkName: (name: string) => string | undefined;
}

type QueryField = Field<StoredQuery>;
type Named = Reference & { readonly email?: string };
type Words = 'priorities' | 'teams' | 'services' | 'people';

/** What a query asks for; the draft has a name before anything else is looked at. */
const toQuery = (draft: StoredQuery): IncidentQuery | undefined => parseIncidentQuery(draft);

const nameField = ({ checkName }: QueryTools): QueryField => ({
  label: l10n.t('Name'),
  required: true,
  show: ({ name }) => (name === '' ? undefined : toLine(name)),
  ask: ({ name }, step) =>
    askText({
      ...step,
      prompt: l10n.t('What is the list called?'),
      placeholder: l10n.t('Loud here'),
      value: toLine(name),
      check: (text) => checkName(toLine(text)),
      accept: (text) => ({ name: toLine(text) }),
    }),
});

const open: readonly IncidentStatus[] = ['triggered', 'acknowledged'];

const toStatusEntries = (): readonly Entry<IncidentStatus>[] => [
  { label: l10n.t('Triggered'), value: 'triggered' },
  { label: l10n.t('Acknowledged'), value: 'acknowledged' },
  { label: l10n.t('Resolved'), value: 'resolved' },
];

const statusField = ({ moment }: QueryTools): QueryField => ({
  label: l10n.t('Status'),
  show: (draft) => {
    const asked = toQuery(draft)?.statuses ?? open;
    return moment().format.list(toStatusEntries().flatMap(({ label, value }) => (asked.includes(value) ? label : [])));
  },
  ask: async (draft, step) => {
    const asked = toQuery(draft)?.statuses ?? open;
    const status = await pickMany({
      ...step,
      placeholder: l10n.t('Check the states of the incidents'),
      empty: '',
      load: those(toStatusEntries().map((entry) => ({ ...entry, picked: asked.includes(entry.value) }))),
    });
    if (!isAnswer(status)) return status;
    return { status: status.length === open.length && open.every((one) => status.includes(one)) ? undefined : status };
  },
});

const toUrgencyEntries = (): readonly Entry<Urgency | 'any'>[] => [
  { label: l10n.t('Any'), value: 'any' },
  { label: l10n.t('High'), value: 'high' },
  { label: l10n.t('Low'), value: 'low' },
];

const urgencyField = (): QueryField => ({
  label: l10n.t('Urgency'),
  show: (draft) => toUrgencyEntries().find(({ value }) => value === toQuery(draft)?.urgency)?.label,
  ask: async (_, step) => {
    const placeholder = l10n.t('How loudly do they call?');
    const urgency = await pickOne({ ...step, placeholder, empty: '', load: those(toUrgencyEntries()) });
    return isAnswer(urgency) ? { urgency: urgency === 'any' ? undefined : urgency } : urgency;
  },
});

const sinceField = (): QueryField => ({
  label: l10n.t('Since'),
  show: (draft) => toQuery(draft)?.since,
  ask: (draft, step) =>
    askText({
      ...step,
      prompt: l10n.t('How far back do you look? Leave it empty for any age.'),
      placeholder: l10n.t('24h, 7d, 2w, 2026-11-01'),
      value: toQuery(draft)?.since ?? '',
      mayBeEmpty: true,
      check: (text) =>
        parseSince(text, 0) === undefined
          ? l10n.t('Give a span such as 30m, 24h, 7d or 2w, or a date such as 2026-11-01.')
          : undefined,
      accept: (since) => ({ since: since === '' ? undefined : since }),
    }),
});

/** A field that takes names of things of the account, or a word that stands for those of the person. */
interface WordsOptions {
  /** As the setting calls it, and as the parsed query does. */
  readonly key: readonly [stored: string, parsed: Words];
  readonly label: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly variable?: { readonly word: string; readonly label: string };
  readonly search: Search<Named>;
}

/** The word for a row: what the person has written for it, else its name, or its id where others have the same name. */
const toWord = (row: Named, rows: readonly Named[], words: readonly string[]): string => {
  const isShared = rows.some((other) => other.id !== row.id && isNamed(other, row.name));
  return words.find((word) => isNamed(row, word)) ?? (isShared ? row.id : row.name);
};

const wordsField = ({ moment }: QueryTools, options: WordsOptions): QueryField => {
  const { label, variable, search, placeholder, empty } = options;
  const [stored, parsed] = options.key;
  const wordsOf = (draft: StoredQuery): readonly string[] => toQuery(draft)?.[parsed] ?? [];
  const toLabel = (word: string): string => (word === variable?.word ? variable.label : word);
  return {
    label,
    show: (draft) => (wordsOf(draft).length > 0 ? moment().format.list(wordsOf(draft).map(toLabel)) : undefined),
    ask: async (draft, step) => {
      const words = wordsOf(draft);
      const own = variable && { label: variable.label, value: variable.word };
      const load = async (text: string, signal: AbortSignal) => {
        const { rows, more } = await search(text, signal);
        const found = rows.map((row) => ({
          label: row.name,
          description: row.email,
          value: toWord(row, rows, words),
          id: row.id,
        }));
        const values = new Set([own?.value, ...found.map(({ value }) => value)]);
        const others = words.filter((word) => !values.has(word)).map((word) => ({ label: word, value: word }));
        const entries = [...(own ? [own] : []), ...(text === '' ? others : []), ...found];
        return { entries: entries.map((entry) => ({ ...entry, picked: words.includes(entry.value) })), more };
      };
      const chosen = await pickMany<string>({ ...step, placeholder, empty, mayBeEmpty: true, load });
      return isAnswer(chosen) ? { [stored]: chosen.length > 0 ? [...new Set(chosen)] : undefined } : chosen;
    },
  };
};

const toWordFields = (tools: QueryTools): readonly QueryField[] => {
  const { directory } = tools;
  return [
    wordsField(tools, {
      key: ['priority', 'priorities'],
      label: l10n.t('Priority'),
      placeholder: l10n.t('Check the priorities; none of them for any'),
      empty: l10n.t('This account has no priorities'),
      search: async () => ({ rows: await directory.priorities(), more: false }),
    }),
    wordsField(tools, {
      key: ['teams', 'teams'],
      label: l10n.t('Teams'),
      placeholder: l10n.t('Check the teams; none of them for any'),
      empty: l10n.t('No team has this name'),
      variable: { word: variables.myTeams, label: l10n.t('My teams') },
      search: directory.teams,
    }),
    wordsField(tools, {
      key: ['services', 'services'],
      label: l10n.t('Services'),
      placeholder: l10n.t('Check the services; none of them for any'),
      empty: l10n.t('No service has this name'),
      variable: { word: variables.workspaceServices, label: l10n.t('This workspace’s services') },
      search: directory.services,
    }),
    wordsField(tools, {
      key: ['people', 'people'],
      label: l10n.t('Assigned to'),
      placeholder: l10n.t('Check who has the incidents; nobody for anybody'),
      empty: l10n.t('Nobody has this name'),
      variable: { word: variables.me, label: l10n.t('Me') },
      search: directory.users,
    }),
  ];
};

/** The fields of a query: its name is asked for, the rest may stay as it is. */
export const toQueryFields = (tools: QueryTools): readonly QueryField[] => [
  nameField(tools),
  statusField(tools),
  urgencyField(),
  ...toWordFields(tools),
  sinceField(),
];
