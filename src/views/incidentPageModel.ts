import * as l10n from '@vscode/l10n';
import { type Feature, saysLacking } from '../domain/feature.ts';
import { toTextParts } from '../domain/fileMention.ts';
import type { PageIncident } from '../domain/pageIncident.ts';
import type { IncidentPageState } from '../store/incidentPageState.ts';
import type { Part } from '../store/incidentState.ts';
import { toLine } from '../util/cleanText.ts';
import { type Content, h, type Markup, toIcon, toLink } from './markup.ts';
import type { Moment } from './moment.ts';

/** How far the note that is being written is. */
export type NoteState =
  | { readonly kind: 'writing' }
  | { readonly kind: 'posting' }
  | { readonly kind: 'failed'; readonly message: string };

/** All that the content of an incident's page depends on. */
export interface IncidentPage {
  readonly state: IncidentPageState;
  readonly note: NoteState;
  /** Whether objects have pages in the web app: those of the sample account have none. */
  readonly hasPages: boolean;
  /** Paths that are known to be files of the workspace, as alerts name them. */
  readonly files: ReadonlySet<string>;
  /** What the account lacks: nothing is offered that belongs to it. */
  readonly lacks: ReadonlySet<Feature>;
}

/** What the functions that make parts of the page are given. */
export interface PageContext extends IncidentPage, Moment {}

/** The incident with what is pending laid over it; undefined until it is known. */
export const shownIncident = ({ incident, pending }: IncidentPageState): PageIncident | undefined =>
  incident && pending ? { ...incident, ...pending.fields, status: pending.status ?? incident.status } : incident;

/** How a button looks and what it tells beside its text. */
export interface ButtonOptions {
  readonly icon?: string;
  /** `value` is a text that can be changed, `icon` shows its icon alone. */
  readonly look?: 'primary' | 'link' | 'value' | 'icon';
  /** Goes with the act. */
  readonly data?: string;
  /** Said in place of the text. */
  readonly label?: string;
  readonly disabled?: boolean;
  /** The key that does the same, with Shift. */
  readonly shortcut?: string;
  /** Whether it opens a list to choose from. */
  readonly opensList?: boolean;
  /** Whether the same button may stand beside it: then its place tells them apart. */
  readonly mayRepeat?: boolean;
}

/** A button that tells the extension what to do. */
export const toButton = (
  text: string,
  act: string,
  { icon, look, data, label, disabled, shortcut, opensList, mayRepeat }: ButtonOptions = {},
): Markup => {
  const name = label ?? text;
  return h(
    'button',
    {
      key: mayRepeat ? undefined : `act:${act}:${data ?? ''}`,
      type: 'button',
      class: look,
      // Not `disabled`: the button that was pressed keeps the focus.
      'aria-disabled': disabled ? 'true' : undefined,
      'aria-haspopup': opensList ? 'dialog' : undefined,
      'aria-keyshortcuts': shortcut && `Shift+${shortcut}`,
      'data-act': act,
      'data-value': data,
      'aria-label': label ?? (look === 'icon' ? text : undefined),
      title: shortcut
        ? l10n.t('{0} (Shift+{1})', name, shortcut)
        : look === 'icon' || look === 'value'
          ? name
          : undefined,
    },
    icon !== undefined && toIcon(icon),
    look !== 'icon' && text,
  );
};

/** A span of time up to now that goes on by itself. */
export const toSince = (time: number, { now, format }: Moment): Markup =>
  h(
    'time',
    { datetime: new Date(time).toISOString(), title: format.dateTime(time), 'data-since': String(time) },
    format.span(Math.max(now - time, 0)),
  );

/** A time of the clock, with its day where it is not today. */
export const toClock = (time: number, { now, format }: Moment): Markup =>
  h('time', { datetime: new Date(time).toISOString(), title: format.dateTime(time) }, format.time(time, now));

/** A text of strangers with its addresses as links, and its files where the workspace has them. */
export const toRichText = (text: string, files: ReadonlySet<string>): Content =>
  toTextParts(text).map((part) => {
    if (part.kind === 'url') return toLink(part.text, part.url);
    return part.kind === 'file' && files.has(part.place.path) ? toFileButton(part.text, part.place) : part.text;
  });

/** A button that opens a file of the workspace. */
export const toFileButton = (
  text: string,
  place: { readonly path: string; readonly line: number | undefined; readonly column: number | undefined },
): Markup =>
  toButton(text, 'openFile', {
    look: 'link',
    data: JSON.stringify({ path: place.path, line: place.line, column: place.column }),
    label: l10n.t('Open {0} in the editor', toLine(text)),
    mayRepeat: true,
  });

/** Words of one list of the page. */
export interface SectionWords {
  readonly id: string;
  readonly title: string;
  readonly empty: string;
  readonly failed: string;
  /** Said where the plan has no such thing; without it that is a failure like others. */
  readonly lacking?: string;
  /** What can be done beside the heading. */
  readonly actions?: Content;
}

const toProblem = (words: SectionWords, part: Part<unknown>): Content => {
  if (part.kind !== 'failed') return false;
  const { failure } = part;
  if (words.lacking && (saysLacking(failure) || failure.kind === 'notFound'))
    return h('p', { key: 'lacking', class: 'quiet' }, words.lacking);
  return h(
    'p',
    { key: 'failed', class: 'problem' },
    toIcon('warning'),
    h('span', {}, l10n.t('{0}: {1}', words.failed, failure.message)),
    toButton(l10n.t('Try Again'), 'refresh', {
      look: 'link',
      data: words.id,
      label: l10n.t('Try again to load: {0}', words.title),
    }),
  );
};

/** A section with a heading, that says so where its list is loading, empty or failed. */
export const toSection = (
  words: SectionWords,
  part: Part<unknown>,
  count: string | undefined,
  ...content: readonly Content[]
): Markup => {
  const heading = `${words.id}-title`;
  return h(
    'section',
    {
      key: words.id,
      id: words.id,
      'aria-labelledby': heading,
      'aria-busy': part.kind === 'loading' ? 'true' : undefined,
    },
    h(
      'div',
      { key: 'heading', class: 'heading' },
      h('h2', { id: heading }, words.title, count !== undefined && h('span', { class: 'count' }, ` ${count}`)),
      words.actions,
    ),
    toProblem(words, part),
    part.kind === 'loading' && part.rows.length === 0 && h('p', { key: 'loading', class: 'quiet' }, l10n.t('Loading…')),
    part.kind === 'loaded' && part.rows.length === 0 && h('p', { key: 'empty', class: 'quiet' }, words.empty),
    ...content,
  );
};

/** Joins contents with a dot between them. */
export const toDotted = (...contents: readonly Content[]): Content =>
  contents.filter(Boolean).flatMap((content, place) => (place === 0 ? [content] : [' · ', content]));
