import type { Incident, Urgency } from '../../domain/incident.ts';
import type { Choice } from '../../store/incidentDirectory.ts';
import { type Act, type Acting, type Deed, findPaged, isOpen, toIds } from './act.ts';
import { askText } from './askText.ts';
import { toNames, toPagingLine } from './choices.ts';
import { type Entry, pickOne, those } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** PagerDuty refuses titles that are longer ("Create an Incident"). */
const longestTitle = 1024;

const setTitle: Act = {
  name: 'setTitle',
  question: 'Which incident do you rename?',
  passive: 'be renamed',
  takes: isOpen,
  ask: async ({ work }, [incident]) => {
    if (!incident) return undefined;
    const { id, title: before } = incident;
    const rename = async (title: string) => {
      await work.setTitle(id, title);
      return title;
    };
    // The call is made while the box is open: what was typed stays there when it fails.
    const title = await askText({
      title: `Title of ${toNames([incident])}`,
      prompt: 'Press Enter to rename the incident.',
      value: before,
      check: (text) => (text.length > longestTitle ? `At most ${longestTitle} characters fit.` : undefined),
      accept: (text) => (text === before ? before : rename(text)),
    });
    if (!isAnswer(title) || title === before) return undefined;
    const undo: Deed = async () => ({ text: `Renamed back to ${await rename(before)}` });
    return async () => ({ text: `Renamed ${toNames([incident])}`, undo });
  },
};

/** Puts back what incidents had before, one call for each value. */
const putBack =
  <V>(
    incidents: readonly Incident[],
    before: (incident: Incident) => V,
    set: (ids: readonly string[], value: V) => Promise<void>,
    text: string,
  ): Deed =>
  async () => {
    for (const [value, group] of Map.groupBy(incidents, before)) await set(toIds(group), value);
    return { text };
  };

const urgencies: readonly Entry<Urgency>[] = [
  { label: 'High', detail: ' ', icon: { id: 'flame' }, value: 'high' },
  {
    label: 'Low',
    detail: 'Notifies by the rules that people have for low urgency',
    icon: { id: 'arrow-down' },
    value: 'low',
  },
];

const refineUrgency =
  (acting: Acting, incidents: readonly Incident[]) => async (entries: readonly Entry<Urgency>[]) => {
    const triggered = incidents.filter(({ status, urgency }) => status === 'triggered' && urgency === 'low');
    const detail =
      triggered.length === 0
        ? 'Pages nobody anew'
        : toPagingLine(acting, { people: await findPaged(acting, triggered) });
    return entries.map((entry) => (entry.value === 'high' ? { ...entry, detail } : entry));
  };

const setUrgency: Act = {
  name: 'setUrgency',
  question: 'Which incidents get another urgency?',
  passive: 'get another urgency',
  takes: isOpen,
  takesMany: true,
  feature: 'urgencies',
  ask: async (acting, incidents) => {
    const { work } = acting;
    const same = new Set(incidents.map(({ urgency }) => urgency)).size === 1 ? incidents[0]?.urgency : undefined;
    const urgency = await pickOne({
      title: `Urgency of ${toNames(incidents)}`,
      placeholder: same ? `It is ${same} now` : 'They differ now',
      empty: '',
      load: those(urgencies.filter(({ value }) => value !== same)),
      refine: refineUrgency(acting, incidents),
    });
    if (!isAnswer(urgency)) return undefined;
    const undo = putBack(incidents, (incident) => incident.urgency, work.setUrgency, 'Put the urgency back');
    return async () => {
      await work.setUrgency(toIds(incidents), urgency);
      return { text: `${toNames(incidents)}: ${urgency} urgency`, undo };
    };
  },
};

const none: Choice = { id: '', name: 'None', detail: undefined, url: undefined };

const setPriority: Act = {
  name: 'setPriority',
  question: 'Which incidents get another priority?',
  passive: 'get another priority',
  takes: isOpen,
  takesMany: true,
  feature: 'priorities',
  ask: async ({ work, directory }, incidents) => {
    const priorities = async () => [...(await directory.priorities()), none];
    const names = new Set(incidents.map(({ priority }) => priority ?? none.name));
    const priority = await pickOne<Choice>({
      title: `Priority of ${toNames(incidents)}`,
      placeholder: `Now: ${[...names].join(', ')}`,
      empty: 'This account has no priorities',
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
        text: `${toNames(incidents)}: priority ${priority.name}`,
        undo: putBack(incidents, before, set, 'Put the priority back'),
      };
    };
  },
};

const setType: Act = {
  name: 'setType',
  question: 'Which incidents get another type?',
  passive: 'get another type',
  takes: isOpen,
  takesMany: true,
  feature: 'incidentTypes',
  ask: async ({ work, directory }, incidents) => {
    const type = await pickOne<Choice>({
      title: `Type of ${toNames(incidents)}`,
      placeholder: 'Which type do they get? Some types have custom fields of their own',
      empty: 'This account has no incident types',
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
      return { text: `${toNames(incidents)}: type ${type.detail ?? type.name}` };
    };
  },
};

/** Acts that change what an incident says of itself. */
export const changeActs: readonly Act[] = [setTitle, setUrgency, setPriority, setType];
