import type { Incident } from '../../domain/incident.ts';
import { toPaged } from '../../domain/paging.ts';
import type { Level } from '../../store/directory.ts';
import { Refusal } from '../report.ts';
import { type Act, type Acting, confirmPaging, isOpen, toIds } from './act.ts';
import { askText } from './askText.ts';
import { askAssignment, toNames, toPagingLine } from './choices.ts';
import { type Entry, pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** The act that turns incidents back to triggered; it tells before who is paged. */
const askTrigger = async (
  acting: Acting,
  incidents: readonly Incident[],
  verb: string,
  doing: string,
  past: string,
) => {
  const names = toNames(incidents);
  if (!(await confirmPaging(acting, `${verb} ${names}`, `${verb} ${names}`, incidents))) return undefined;
  return async () => {
    await acting.work.trigger(toIds(incidents), doing);
    return { text: `${past} ${names}` };
  };
};

const reopen: Act = {
  name: 'reopen',
  question: 'Which incidents do you reopen?',
  passive: 'be reopened',
  takes: ({ status }) => status === 'resolved',
  takesMany: true,
  ask: (acting, incidents) => askTrigger(acting, incidents, 'Reopen', 'reopening…', 'Reopened'),
};

const endSnooze: Act = {
  name: 'endSnooze',
  question: 'Which incidents shall trigger again? It ends their snooze and acknowledgement',
  passive: 'trigger again',
  takes: ({ status }) => status === 'acknowledged',
  takesMany: true,
  ask: (acting, incidents) => askTrigger(acting, incidents, 'Trigger Again:', 'triggering…', 'Triggered again:'),
};

const resolveWithNote: Act = {
  name: 'resolveWithNote',
  question: 'Which incidents do you resolve with a note?',
  passive: 'be resolved',
  takes: isOpen,
  takesMany: true,
  ask: async ({ work }, incidents) => {
    const others = await askText({
      title: `Resolve ${toNames(incidents)}`,
      prompt: 'What solved it? The line stands in the timeline. Press Enter to resolve.',
      placeholder: 'Rolled back the deploy of 14:20',
      accept: (text) => work.resolve(toIds(incidents), text),
    });
    if (!isAnswer(others)) return undefined;
    if (others.length > 0) throw new Refusal(`PagerDuty did not resolve ${toNames(others)}: try again in a moment.`);
    return async () => ({ text: `Resolved ${toNames(incidents)}` });
  },
};

const reassign: Act = {
  name: 'reassign',
  question: 'Which incidents do you reassign?',
  passive: 'be reassigned',
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const to = await askAssignment(acting, { title: `Reassign ${toNames(incidents)}` });
    if (!isAnswer(to)) return undefined;
    const name = to.kind === 'policy' ? to.policy.name : acting.moment().format.list(to.people.map((who) => who.name));
    return async () => {
      await acting.work.reassign(toIds(incidents), to);
      return { text: `Reassigned ${toNames(incidents)} to ${name}` };
    };
  },
};

const toLevelEntry = ({ level, targets }: Level, acting: Acting): Entry<number> => ({
  label: `Level ${level}`,
  description: acting.moment().format.list(targets.map(({ name }) => name)),
  detail: ' ',
  icon: { id: 'arrow-up' },
  value: level,
});

const escalate: Act = {
  name: 'escalate',
  question: 'Which incidents do you escalate?',
  passive: 'be escalated',
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const { directory, work } = acting;
    const policy = incidents[0]?.escalationPolicy;
    if (!policy || incidents.some(({ escalationPolicy }) => escalationPolicy?.id !== policy.id))
      throw new Refusal('Incidents of one escalation policy can be escalated together: choose fewer.');
    const level = await pickOne<number>({
      title: `Escalate ${toNames(incidents)} in ${policy.name}`,
      placeholder: 'To which level?',
      empty: 'This escalation policy has no levels',
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
      return { text: `Escalated ${toNames(incidents)} to level ${level}` };
    };
  },
};

const merge: Act = {
  name: 'merge',
  question: 'Which incidents do you merge into another one?',
  passive: 'be merged',
  takes: isOpen,
  takesMany: true,
  ask: async ({ work, pick }, incidents) => {
    const sources = new Set(toIds(incidents));
    const [target] = await pick({
      question: `Merge ${toNames(incidents)} into which? It takes over the alerts; ${toNames(incidents)} is resolved`,
      takes: (incident) => isOpen(incident) && !sources.has(incident.id),
    });
    if (!target) return undefined;
    return async () => {
      await work.merge(target.id, [...sources]);
      return { text: `Merged ${toNames(incidents)} into ${toNames([target])}` };
    };
  },
};

/** Acts that give an incident to others, end it or wake it. */
export const handActs: readonly Act[] = [resolveWithNote, endSnooze, reassign, escalate, merge, reopen];
