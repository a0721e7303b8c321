import * as l10n from '@vscode/l10n';
import type { Alert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Note } from '../../domain/note.ts';
import { toLine } from '../../util/cleanText.ts';
import { type Acting, confirm, type Deed, isOpen } from './act.ts';
import { toNames } from './choices.ts';
import { type FoundParts, type PartKind, type TakesParts, toParts } from './findParts.ts';
import { pickMany, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** Finds notes or alerts of a known incident by their ids; those that are given already are not asked for. */
export const loadParts = async <K extends PartKind>(
  { directory }: Acting,
  kind: K,
  ids: readonly string[],
  incident: Incident,
  given: readonly (Note | Alert)[] | undefined,
): Promise<FoundParts<K> | undefined> => {
  const all: readonly (Note | Alert)[] = given ?? (await directory[kind](incident.id));
  const rows = all.filter((row) => ids.includes(row.id));
  return rows.length > 0 ? [toParts<K>(incident, rows)] : undefined;
};

/** One thing that can be done to notes or alerts. */
export interface PartAct<K extends PartKind> extends TakesParts<K> {
  /** Command id without `pagerduty.`. */
  readonly name: string;
  readonly question: () => string;
  readonly asksNothing?: true;
  readonly ask: (acting: PartActing, found: FoundParts<K>) => Promise<Deed | undefined>;
}

/** What acts on notes and alerts work with. */
export interface PartActing extends Acting {
  /** Opens an editor on a note that is posted. */
  readonly editNote: (incident: Incident, note: Note) => Promise<void>;
}

const editNote: PartAct<'notes'> = {
  name: 'note.edit',
  kind: 'notes',
  question: () => l10n.t('Which note do you change?'),
  ask: async (
    acting,
    [
      {
        incident,
        parts: [note],
      },
    ],
  ) => {
    if (note) await acting.editNote(incident, note);
    return undefined;
  },
};

const deleteNote: PartAct<'notes'> = {
  name: 'note.delete',
  kind: 'notes',
  question: () => l10n.t('Which note do you delete?'),
  ask: async (
    { work },
    [
      {
        incident,
        parts: [note],
      },
    ],
  ) => {
    if (!note) return undefined;
    const names = toNames([incident]);
    const label = l10n.t('Delete “{0}”', toLine(note.content).slice(0, 60));
    const yes = await confirm(l10n.t('Delete a Note on {0}', names), label, async () =>
      l10n.t('It cannot be brought back'),
    );
    if (!yes) return undefined;
    return async () => {
      await work.deleteNote(incident.id, note.id);
      return { text: l10n.t('Deleted a note on {0}', names) };
    };
  },
};

const toIds = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ id }) => id);

const toResolvedText = (count: number, names: string): string =>
  count === 1 ? l10n.t('Resolved an alert of {0}', names) : l10n.t('Resolved {0} alerts of {1}', count, names);

const resolveAlerts: PartAct<'alerts'> = {
  name: 'alert.resolve',
  kind: 'alerts',
  question: () => l10n.t('Which alerts do you resolve?'),
  takesMany: 'ofSeveral',
  asksNothing: true,
  ask:
    async ({ work }, found) =>
    async () => {
      for (const { incident, parts } of found) await work.resolveAlerts(incident.id, toIds(parts));
      const { length } = found.flatMap(({ parts }) => parts);
      return { text: toResolvedText(length, toNames(found.map(({ incident }) => incident))) };
    },
};

const moveAlerts: PartAct<'alerts'> = {
  name: 'alert.move',
  kind: 'alerts',
  question: () => l10n.t('Which alerts do you move to another incident?'),
  takesMany: 'ofOne',
  ask: async ({ work, pick }, [{ incident, parts }]) => {
    const { length } = parts;
    const names = toNames([incident]);
    const [target] = await pick({
      question:
        length === 1
          ? l10n.t('Move an alert of {0} to which incident?', names)
          : l10n.t('Move {0} alerts of {1} to which incident?', length, names),
      takes: (other) => isOpen(other) && other.id !== incident.id,
    });
    if (!target) return undefined;
    return async () => {
      await work.moveAlerts(incident.id, toIds(parts), target.id);
      const to = toNames([target]);
      return {
        text: length === 1 ? l10n.t('Moved an alert to {0}', to) : l10n.t('Moved {0} alerts to {1}', length, to),
      };
    };
  },
};

/** Acts on notes. */
export const noteActs: readonly PartAct<'notes'>[] = [editNote, deleteNote];

/** Acts on alerts. */
export const alertActs: readonly PartAct<'alerts'>[] = [resolveAlerts, moveAlerts];

/** Asks for an incident where none is known, and its notes or alerts, for who calls a command from the palette. */
export const pickParts = async <K extends PartKind>(
  { pick, directory }: Acting,
  { kind, question, takesMany }: PartAct<K>,
  known?: Incident,
): Promise<FoundParts<K> | undefined> => {
  const isNotes = kind === 'notes';
  const whose = isNotes ? l10n.t('Whose note?') : l10n.t('Whose alerts?');
  const [incident] = known ? [known] : await pick({ question: whose });
  if (!incident) return undefined;
  const list = async (): Promise<readonly (Note | Alert)[]> => directory[kind](incident.id);
  const asked = {
    title: question(),
    placeholder: l10n.t('Of {0}', toNames([incident])),
    empty: isNotes ? l10n.t('This incident has no notes') : l10n.t('This incident has no open alerts'),
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
  return isAnswer(chosen) ? [toParts<K>(incident, [chosen].flat())] : undefined;
};
