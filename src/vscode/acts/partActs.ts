import type { Alert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Note } from '../../domain/note.ts';
import type { IncidentState } from '../../store/incidentState.ts';
import { toLine } from '../../util/cleanText.ts';
import { type Acting, confirm, type Deed, isOpen } from './act.ts';
import { toNames } from './choices.ts';
import { pickMany, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** Notes or alerts of one incident. */
export interface Parts<T> {
  readonly incident: Incident;
  readonly parts: readonly T[];
}

interface PartTypes {
  readonly notes: Note;
  readonly alerts: Alert;
}

type PartKind = keyof PartTypes;

/** Finds opened notes or alerts by their ids, together with their incident: those of the first one's. */
export const findParts = <K extends PartKind>(
  { details }: Pick<IncidentState, 'details'>,
  kind: K,
  ids: readonly string[],
  find: (id: string) => Incident | undefined,
): Parts<PartTypes[K]> | undefined => {
  const wanted = new Set(ids);
  for (const [id, opened] of details) {
    const all: readonly (Note | Alert)[] = opened[kind].rows;
    const rows = all.filter((row) => wanted.has(row.id));
    const incident = rows.length > 0 ? find(id) : undefined;
    // The kind says which of the two the rows are.
    if (incident) return { incident, parts: rows as readonly unknown[] as readonly PartTypes[K][] };
  }
  return undefined;
};

/** One thing that can be done to notes or alerts. */
export interface PartAct<K extends PartKind> {
  /** Command id without `pagerduty.`. */
  readonly name: string;
  readonly kind: K;
  readonly question: string;
  readonly takesMany?: true;
  readonly ask: (acting: PartActing, parts: Parts<PartTypes[K]>) => Promise<Deed | undefined>;
}

/** What acts on notes and alerts work with. */
export interface PartActing extends Acting {
  /** Opens an editor on a note that is posted. */
  readonly editNote: (incident: Incident, note: Note) => Promise<void>;
}

const toNoteText = ({ content }: Note): string => `“${toLine(content).slice(0, 60)}”`;

const editNote: PartAct<'notes'> = {
  name: 'note.edit',
  kind: 'notes',
  question: 'Which note do you change?',
  ask: async (acting, { incident, parts: [note] }) => {
    if (note) await acting.editNote(incident, note);
    return undefined;
  },
};

const deleteNote: PartAct<'notes'> = {
  name: 'note.delete',
  kind: 'notes',
  question: 'Which note do you delete?',
  ask: async ({ work }, { incident, parts: [note] }) => {
    if (!note) return undefined;
    const title = `Delete a Note on ${toNames([incident])}`;
    const yes = await confirm(title, `Delete ${toNoteText(note)}`, async () => 'It cannot be brought back');
    if (!yes) return undefined;
    return async () => {
      await work.deleteNote(incident.id, note.id);
      return { text: `Deleted a note on ${toNames([incident])}` };
    };
  },
};

const toIds = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ id }) => id);

const toCount = (alerts: readonly Alert[]): string => (alerts.length === 1 ? 'an alert' : `${alerts.length} alerts`);

const resolveAlerts: PartAct<'alerts'> = {
  name: 'alert.resolve',
  kind: 'alerts',
  question: 'Which alerts do you resolve?',
  takesMany: true,
  ask:
    async ({ work }, { incident, parts }) =>
    async () => {
      await work.resolveAlerts(incident.id, toIds(parts));
      return { text: `Resolved ${toCount(parts)} of ${toNames([incident])}` };
    },
};

const moveAlerts: PartAct<'alerts'> = {
  name: 'alert.move',
  kind: 'alerts',
  question: 'Which alerts do you move to another incident?',
  takesMany: true,
  ask: async ({ work, pick }, { incident, parts }) => {
    const [target] = await pick({
      question: `Move ${toCount(parts)} of ${toNames([incident])} to which incident?`,
      takes: (other) => isOpen(other) && other.id !== incident.id,
    });
    if (!target) return undefined;
    return async () => {
      await work.moveAlerts(incident.id, toIds(parts), target.id);
      return { text: `Moved ${toCount(parts)} to ${toNames([target])}` };
    };
  },
};

/** Acts on notes. */
export const noteActs: readonly PartAct<'notes'>[] = [editNote, deleteNote];

/** Acts on alerts. */
export const alertActs: readonly PartAct<'alerts'>[] = [resolveAlerts, moveAlerts];

/** Asks for an incident and its notes or alerts, for who calls a command from the palette. */
export const pickParts = async <K extends PartKind>(
  { pick, directory }: Acting,
  { kind, question, takesMany }: PartAct<K>,
): Promise<Parts<PartTypes[K]> | undefined> => {
  const [incident] = await pick({ question: kind === 'notes' ? 'Whose note?' : 'Whose alerts?' });
  if (!incident) return undefined;
  const list = async (): Promise<readonly (Note | Alert)[]> => directory[kind](incident.id);
  const asked = {
    title: question,
    placeholder: `Of ${toNames([incident])}`,
    empty: kind === 'notes' ? 'This incident has no notes' : 'This incident has no open alerts',
    load: async () => ({
      entries: (await list()).map((value) => ({
        label: 'content' in value ? toLine(value.content) : value.title,
        description: 'content' in value ? value.author?.name : value.severity,
        value,
        id: value.id,
      })),
    }),
  };
  const chosen = takesMany ? await pickMany(asked) : await pickOne(asked);
  if (!isAnswer(chosen)) return undefined;
  // The kind says which of the two the rows are.
  return { incident, parts: [chosen].flat() as readonly unknown[] as readonly PartTypes[K][] };
};
