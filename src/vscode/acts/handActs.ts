import * as l10n from '@vscode/l10n';
import type { Incident } from '../../domain/incident.ts';
import { toPaged } from '../../domain/paging.ts';
import type { Level } from '../../store/directory.ts';
import { Refusal } from '../report.ts';
import { type Act, type Acting, confirmPaging, type Deed, type Done, isOpen, toIds } from './act.ts';
import { askAssignment, toNames, toPagingLine } from './choices.ts';
import { type Entry, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** Gives incidents back to those who had them, once the person knows whom that pages; not where nobody had one. */
const giveBack = (acting: Acting, incidents: readonly Incident[]): Pick<Done, 'undo'> => {
  if (incidents.some(({ assignees }) => assignees.length === 0)) return {};
  const names = toNames(incidents);
  const undo: Deed = async () => {
    if (!(await confirmPaging(acting, l10n.t('Give {0} Back', names), incidents))) return undefined;
    const groups = Map.groupBy(incidents, ({ assignees }) => assignees.map(({ id }) => id).join());
    for (const group of groups.values())
      await acting.work.reassign(toIds(group), { kind: 'people', people: group[0]?.assignees ?? [] });
    return { text: l10n.t('Gave {0} back', names) };
  };
  return { undo };
};

const reassign: Act = {
  name: 'reassign',
  question: () => l10n.t('Which incidents do you reassign?'),
  refusal: () => l10n.t('Select an incident that can be reassigned, then try again.'),
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const names = toNames(incidents);
    const to = await askAssignment(acting, { title: l10n.t('Reassign {0}', names) });
    if (!isAnswer(to)) return undefined;
    const name = to.kind === 'policy' ? to.policy.name : acting.moment().format.list(to.people.map((who) => who.name));
    return async () => {
      await acting.work.reassign(toIds(incidents), to);
      return { text: l10n.t('Reassigned {0} to {1}', names, name), ...giveBack(acting, incidents) };
    };
  },
};

const toLevelEntry = ({ level, targets }: Level, acting: Acting): Entry<number> => ({
  label: l10n.t('Level {0}', level),
  description: acting.moment().format.list(targets.map(({ name }) => name)),
  detail: ' ',
  icon: { id: 'arrow-up' },
  value: level,
});

const escalate: Act = {
  name: 'escalate',
  question: () => l10n.t('Which incidents do you escalate?'),
  refusal: () => l10n.t('Select an incident that can be escalated, then try again.'),
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const { directory, work } = acting;
    const policy = incidents[0]?.escalationPolicy;
    if (!policy || incidents.some(({ escalationPolicy }) => escalationPolicy?.id !== policy.id))
      throw new Refusal(l10n.t('Incidents of one escalation policy can be escalated together: choose fewer.'));
    const names = toNames(incidents);
    const level = await pickOne<number>({
      title: l10n.t('Escalate {0} in {1}', names, policy.name),
      placeholder: l10n.t('To which level?'),
      empty: l10n.t('This escalation policy has no levels'),
      load: async () => ({
        entries: (await directory.levels(policy.id)).map((entry) => toLevelEntry(entry, acting)),
      }),
      refine: async (entries, signal) => {
        const onCalls = await directory.onCalls([policy.id], signal);
        return entries.map((entry) => ({
          ...entry,
          detail: toPagingLine(acting, toPaged(onCalls, policy.id, entry.value, true)),
        }));
      },
    });
    if (!isAnswer(level)) return undefined;
    return async () => {
      await work.escalate(toIds(incidents), level);
      return { text: l10n.t('Escalated {0} to level {1}', names, level), ...giveBack(acting, incidents) };
    };
  },
};

const merge: Act = {
  name: 'merge',
  question: () => l10n.t('Which incidents do you merge into another one?'),
  refusal: () => l10n.t('Select an incident that can be merged, then try again.'),
  takes: isOpen,
  takesMany: true,
  ask: async ({ work, pick }, incidents) => {
    const names = toNames(incidents);
    const sources = new Set(toIds(incidents));
    const [target] = await pick({
      question:
        incidents.length === 1
          ? l10n.t('Merge {0} into which? It takes over the alerts; {0} is resolved', names)
          : l10n.t('Merge {0} into which? It takes over the alerts; they are resolved', names),
      takes: (incident) => isOpen(incident) && !sources.has(incident.id),
    });
    if (!target) return undefined;
    return async () => {
      await work.merge(target.id, [...sources]);
      return { text: l10n.t('Merged {0} into {1}', names, toNames([target])) };
    };
  },
};

/** Acts that give incidents to others or to another incident. */
export const handActs: readonly Act[] = [reassign, escalate, merge];
