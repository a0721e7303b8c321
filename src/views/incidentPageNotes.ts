import type { Note } from '../domain/note.ts';
import { type PageContext, toButton, toClock, toRichText, toSection } from './incidentPageModel.ts';
import { h, type Markup, toIcon } from './markup.ts';

const toNote = (note: Note, context: PageContext): Markup =>
  h(
    'li',
    { key: note.id, class: 'note' },
    h('p', { class: 'text', dir: 'auto' }, toRichText(note.content, context.files)),
    h(
      'p',
      { class: 'quiet' },
      note.author?.name ?? 'Somebody',
      note.createdAt !== undefined && [' · ', toClock(note.createdAt, context)],
    ),
  );

const toPendingNote = (text: string, place: number): Markup =>
  h(
    'li',
    { key: `pending:${place}`, class: 'note pending' },
    h('p', { class: 'text', dir: 'auto' }, text),
    h('p', { class: 'quiet' }, 'posting…'),
  );

/** Where a note is written; the text itself is the page's script's and is never patched. */
const toComposer = ({ note }: PageContext): Markup =>
  h(
    'div',
    { key: 'composer', class: 'composer' },
    h('label', { for: 'note' }, 'Add a note'),
    h('textarea', {
      key: 'text',
      id: 'note',
      rows: '3',
      dir: 'auto',
      'aria-describedby': 'note-state',
      placeholder: 'What did you see, what did you do?',
    }),
    h(
      'div',
      { key: 'post', class: 'actions' },
      toButton(note.kind === 'posting' ? 'Posting…' : 'Post Note', 'postNote', {
        icon: 'send',
        disabled: note.kind === 'posting',
      }),
      h('span', { class: 'quiet' }, 'Ctrl+Enter or ⌘Enter posts; the draft is kept.'),
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
      note.kind === 'failed' && [toIcon('warning'), h('span', {}, `The note was not posted: ${note.message}`)],
    ),
  );

const words = { id: 'notes', title: 'Notes', empty: 'No notes yet.', failed: 'Notes could not be loaded' };

/** The notes, newest first, with the place to write one. */
export const toNotes = (context: PageContext): Markup => {
  const { notes, pending } = context.state;
  const onTheirWay = (pending?.notes ?? []).map(toPendingNote);
  const rows = [...onTheirWay, ...notes.rows.map((note) => toNote(note, context))];
  return toSection(
    words,
    notes,
    notes.rows.length > 0 ? context.format.count(notes.rows.length) : undefined,
    toComposer(context),
    rows.length > 0 && h('ul', { key: 'rows', class: 'rows' }, ...rows),
  );
};
