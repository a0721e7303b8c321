import * as l10n from '@vscode/l10n';
import type { Note } from '../domain/note.ts';
import { type PageContext, toButton, toClock, toDotted, toRichText, toSection } from './incidentPageModel.ts';
import { h, type Markup, toIcon } from './markup.ts';

const toNote = (note: Note, context: PageContext): Markup => {
  const author = note.author?.name ?? l10n.t('Somebody');
  return h(
    'li',
    { key: note.id, class: 'note', 'data-vscode-context': JSON.stringify({ noteId: note.id }) },
    h('p', { class: 'text', dir: 'auto' }, toRichText(note.content, context.files)),
    h(
      'div',
      { class: 'foot' },
      h('p', { class: 'quiet' }, toDotted(author, note.createdAt !== undefined && toClock(note.createdAt, context))),
      toButton(l10n.t('Edit the note of {0}', author), 'note.edit', { icon: 'edit', look: 'icon', data: note.id }),
      toButton(l10n.t('Delete the note of {0}', author), 'note.delete', { icon: 'trash', look: 'icon', data: note.id }),
    ),
  );
};

const toPendingNote = (text: string, place: number): Markup =>
  h(
    'li',
    { key: `pending:${place}`, class: 'note pending' },
    h('p', { class: 'text', dir: 'auto' }, text),
    h('p', { class: 'quiet' }, l10n.t('posting…')),
  );

/** Where a note is written; the text itself is the page's script's and is never patched. */
const toComposer = ({ note }: PageContext): Markup =>
  h(
    'div',
    { key: 'composer', class: 'composer' },
    h('label', { for: 'note' }, l10n.t('Add a note')),
    h('textarea', {
      key: 'text',
      id: 'note',
      rows: '3',
      dir: 'auto',
      'aria-describedby': 'note-state',
      'aria-keyshortcuts': 'Shift+N',
      placeholder: l10n.t('What did you see, what did you do?'),
    }),
    h(
      'div',
      { key: 'post', class: 'actions' },
      toButton(note.kind === 'posting' ? l10n.t('Posting…') : l10n.t('Post Note'), 'postNote', {
        icon: 'send',
        disabled: note.kind === 'posting',
      }),
      h('span', { class: 'quiet' }, l10n.t('Ctrl+Enter or ⌘Enter posts; the draft is kept.')),
    ),
    h(
      'p',
      {
        key: 'state',
        id: 'note-state',
        class: note.kind === 'failed' ? 'problem' : 'quiet',
        role: 'status',
        'aria-live': 'polite',
      },
      note.kind === 'failed' && [
        toIcon('warning'),
        h('span', {}, l10n.t('The note was not posted: {0}', note.message)),
      ],
    ),
  );

/** The notes, newest first, with the place to write one. */
export const toNotes = (context: PageContext): Markup => {
  const { notes, pending } = context.state;
  const onTheirWay = (pending?.notes ?? []).map(toPendingNote);
  const rows = [...onTheirWay, ...notes.rows.map((note) => toNote(note, context))];
  return toSection(
    {
      id: 'notes',
      title: l10n.t('Notes'),
      empty: l10n.t('No notes yet.'),
      failed: l10n.t('Notes could not be loaded'),
    },
    notes,
    notes.rows.length > 0 ? context.format.count(notes.rows.length) : undefined,
    toComposer(context),
    rows.length > 0 && h('ul', { key: 'rows', class: 'rows' }, ...rows),
  );
};
