import * as l10n from '@vscode/l10n';
import type { Incident, Urgency } from '../../domain/incident.ts';
import type { Choice } from '../../store/incidentDirectory.ts';
import { type Act, type Acting, type Deed, findPaged, isOpen, toIds } from './act.ts';
import { toNames, toPagingLine } from './choices.ts';
import { type Entry, pickOne, those } from './pickFrom.ts';
import { sendText } from './sendText.ts';
import { isAnswer } from './step.ts';

/** PagerDuty refuses titles that are longer ("Create an Incident"). */
const longestTitle = 1024;

/** Says of a title that does not fit why; nothing of one that does. */
export const toTitleProblem = (text: string): string | undefined =>
  text.length > longestTitle ? l10n.t('At most {0} characters fit.', longestTitle) : undefined;

const setTitle: Act = {
  name: 'setTitle',
  question: () => l10n.t('Which incident do you rename?'),
  refusal: () => l10n.t('Select an incident that can be renamed, then try again.'),
  takes: isOpen,
  ask: async ({ work }, [incident]) => {
    if (!incident) return undefined;
    const { id, title: before } = incident;
    const names = toNames([incident]);
    const undo: Deed = async () => {
      await work.setTitle(id, before);
      return { text: l10n.t('Renamed back to {0}', before) };
    };
    const question = {
      title: l10n.t('Title of {0}', names),
      prompt: l10n.t('Press Enter to rename the incident.'),
      value: before,
      check: toTitleProblem,
    };
    return sendText(question, async (title) => {
      if (title === before) return undefined;
      await work.setTitle(id, title);
      return { text: l10n.t('Renamed {0}', names), undo };
    });
  },
};

/** Puts back what incidents had before, one call for each value. */
const putBack =
  <V>(
    incidents: readonly Incident[],
    before: (incident: Incident) => V,
    set: (ids: readonly string[], value: V) => Promise<void>,
    text: () => string,
  ): Deed =>
  async () => {
    for (const [value, group] of Map.groupBy(incidents, before)) await set(toIds(group), value);
    return { text: text() };
  };

const toUrgencies = (): readonly Entry<Urgency>[] => [
  { label: l10n.t('High'), detail: ' ', icon: { id: 'flame' }, value: 'high' },
  {
    label: l10n.t('Low'),
    detail: l10n.t('Notifies by the rules that people have for low urgency'),
    icon: { id: 'arrow-down' },
    value: 'low',
  },
];

const refineUrgency =
  (acting: Acting, incidents: readonly Incident[]) => async (entries: readonly Entry<Urgency>[]) => {
    const triggered = incidents.filter(({ status, urgency }) => status === 'triggered' && urgency === 'low');
    const detail =
      triggered.length === 0
        ? l10n.t('Pages nobody anew')
        : toPagingLine(acting, { people: await findPaged(acting, triggered) });
    return entries.map((entry) => (entry.value === 'high' ? { ...entry, detail } : entry));
  };

const setUrgency: Act = {
  name: 'setUrgency',
  question: () => l10n.t('Which incidents get another urgency?'),
  refusal: () => l10n.t('Select an incident that can get another urgency, then try again.'),
  takes: isOpen,
  takesMany: true,
  feature: 'urgencies',
  ask: async (acting, incidents) => {
    const { work } = acting;
    const names = toNames(incidents);
    const same = new Set(incidents.map(({ urgency }) => urgency)).size === 1 ? incidents[0]?.urgency : undefined;
    const now = { high: l10n.t('It is high now'), low: l10n.t('It is low now') };
    const urgency = await pickOne({
      title: l10n.t('Urgency of {0}', names),
      placeholder: same ? now[same] : l10n.t('They differ now'),
      empty: '',
      load: those(toUrgencies().filter(({ value }) => value !== same)),
      refine: refineUrgency(acting, incidents),
    });
    if (!isAnswer(urgency)) return undefined;
    const undo = putBack(
      incidents,
      (incident) => incident.urgency,
      work.setUrgency,
      () => l10n.t('Put the urgency back'),
    );
    return async () => {
      await work.setUrgency(toIds(incidents), urgency);
      const text = urgency === 'high' ? l10n.t('{0}: high urgency', names) : l10n.t('{0}: low urgency', names);
      return { text, undo };
    };
  },
};

const toNone = (): Choice => ({ id: '', name: l10n.t('None'), detail: undefined, url: undefined });

const setPriority: Act = {
  name: 'setPriority',
  question: () => l10n.t('Which incidents get another priority?'),
  refusal: () => l10n.t('Select an incident that can get another priority, then try again.'),
  takes: isOpen,
  takesMany: true,
  feature: 'priorities',
  ask: async ({ work, directory, moment }, incidents) => {
    const names = toNames(incidents);
    const none = toNone();
    const priorities = async () => [...(await directory.priorities()), none];
    const now = new Set(incidents.map(({ priority }) => priority ?? none.name));
    const priority = await pickOne<Choice>({
      title: l10n.t('Priority of {0}', names),
      placeholder: l10n.t('Now: {0}', moment().format.list([...now])),
      empty: l10n.t('This account has no priorities'),
      load: async () => ({
        entries: (await priorities()).map((value) => ({
          label: value.name,
          detail: value.detail,
          value,
          id: value.id,
        })),
      }),
    });
    if (!isAnswer(priority)) return undefined;
    const set = (ids: readonly string[], value: Choice | undefined) =>
      work.setPriority(ids, value && value.id !== none.id ? value : undefined);
    const known = await priorities();
    const before = (incident: Incident) => known.find(({ name }) => name === incident.priority);
    return async () => {
      await set(toIds(incidents), priority);
      return {
        text: l10n.t('{0}: priority {1}', names, priority.name),
        undo: putBack(incidents, before, set, () => l10n.t('Put the priority back')),
      };
    };
  },
};

const setType: Act = {
  name: 'setType',
  question: () => l10n.t('Which incidents get another type?'),
  refusal: () => l10n.t('Select an incident that can get another type, then try again.'),
  takes: isOpen,
  takesMany: true,
  feature: 'incidentTypes',
  ask: async ({ work, directory }, incidents) => {
    const names = toNames(incidents);
    const type = await pickOne<Choice>({
      title: l10n.t('Type of {0}', names),
      placeholder: l10n.t('Which type do they get? Some types have custom fields of their own'),
      empty: l10n.t('This account has no incident types'),
      load: async () => ({
        entries: (await directory.incidentTypes()).map((value) => ({
          label: value.detail ?? value.name,
          description: value.name,
          value,
          id: value.id,
        })),
      }),
    });
    if (!isAnswer(type)) return undefined;
    return async () => {
      await work.setType(toIds(incidents), type.name);
      return { text: l10n.t('{0}: type {1}', names, type.detail ?? type.name) };
    };
  },
};

/** Acts that change what an incident says of itself. */
export const changeActs: readonly Act[] = [setPriority, setUrgency, setTitle, setType];
