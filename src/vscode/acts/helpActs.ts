import { toPaged } from '../../domain/paging.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Choice } from '../../store/incidentDirectory.ts';
import { Refusal } from '../report.ts';
import { type Act, type Acting, confirm, isOpen } from './act.ts';
import { askText } from './askText.ts';
import { refineWho, toNames, toPagingLine, toWhoLoad, type Who } from './choices.ts';
import { fillForm } from './fillForm.ts';
import { pickMany, pickOne } from './pickFrom.ts';
import { isAnswer, type Step } from './step.ts';

/** PagerDuty's calls for help name who asks. */
const requesterOf = ({ me }: Acting): string => {
  const id = me()?.id;
  if (id === undefined) throw new Refusal('Somebody must ask: sign in with a token of a user.');
  return id;
};

interface HelpDraft {
  readonly who: readonly Who[];
  readonly message: string;
}

const toWhoNames = ({ moment }: Acting, who: readonly Reference[]): string | undefined =>
  who.length === 0 ? undefined : moment().format.list(who.map(({ name }) => name));

const askWho = async (acting: Acting, step: Step, draft: HelpDraft) => {
  const load = toWhoLoad(acting, true);
  const known = new Set(draft.who.map(({ id }) => id));
  const who = await pickMany<Who>({
    ...step,
    placeholder: 'Check people and escalation policies to ask',
    empty: 'Nobody has this name',
    load: async (text, signal) => {
      const { entries, more = false } = await load(text, signal);
      return { entries: entries.map((entry) => ({ ...entry, picked: known.has(entry.value.id) })), more };
    },
    refine: refineWho(acting),
  });
  return isAnswer(who) ? { who } : who;
};

const toHelpEffect = async (acting: Acting, who: readonly Who[]): Promise<string> => {
  const policies = who.filter(({ kind }) => kind === 'policy').map(({ id }) => id);
  const onCalls = await acting.directory.onCalls(policies);
  const people = [
    ...who.filter(({ kind }) => kind === 'user'),
    ...policies.flatMap((policy) => toPaged(onCalls, policy).people),
  ];
  return toPagingLine(acting, { people: [...new Map(people.map((user) => [user.id, user])).values()] });
};

const requestResponders: Act = {
  name: 'requestResponders',
  question: 'Which incident needs help?',
  passive: 'take responders',
  takes: isOpen,
  feature: 'responders',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const requester = requesterOf(acting);
    const message = `Please help with ${toNames([incident])}: ${incident.title}`;
    return fillForm<HelpDraft, () => Promise<{ text: string }>>({
      title: `Ask for Help with ${toNames([incident])}`,
      first: { who: [], message },
      fields: [
        {
          label: 'Whom to ask',
          required: true,
          show: ({ who }) => toWhoNames(acting, who),
          ask: (draft, step) => askWho(acting, step, draft),
        },
        {
          label: 'Message',
          show: (draft) => draft.message,
          ask: (draft, step) =>
            askText({
              ...step,
              prompt: 'What they are told.',
              value: draft.message,
              accept: (text) => ({ message: text }),
            }),
        },
      ],
      submit: 'Ask for Help',
      effect: ({ who }) => toHelpEffect(acting, who),
      send: async (draft) => {
        await acting.work.requestResponders(incident.id, requester, draft.who, draft.message);
        return async () => ({ text: `Asked ${toWhoNames(acting, draft.who)} to help with ${toNames([incident])}` });
      },
    });
  },
};

const cancelResponders: Act = {
  name: 'cancelResponders',
  question: 'Which incident needs no more help?',
  passive: 'lose responders',
  takes: isOpen,
  feature: 'responders',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const requester = requesterOf(acting);
    const chosen = await pickMany<Reference>({
      title: `Cancel Requests for Help with ${toNames([incident])}`,
      placeholder: 'Check those whose help is no longer needed',
      empty: 'Nobody is asked who has not answered',
      load: async () => ({
        entries: (await acting.directory.waitedFor(incident.id)).map((value) => ({
          label: value.name,
          description: 'has not answered',
          value,
          id: value.id,
          picked: true,
        })),
      }),
    });
    if (!isAnswer(chosen)) return undefined;
    return async () => {
      await acting.work.cancelResponders(
        incident.id,
        requester,
        chosen.map(({ id }) => id),
      );
      return { text: `${toWhoNames(acting, chosen)} need not help with ${toNames([incident])}` };
    };
  },
};

const runWorkflow: Act = {
  name: 'runWorkflow',
  question: 'On which incident do you run a workflow?',
  passive: 'take a workflow',
  feature: 'workflows',
  ask: async ({ directory, work }, [incident]) => {
    if (!incident) return undefined;
    const workflow = await pickOne<Choice>({
      title: `Run a Workflow on ${toNames([incident])}`,
      placeholder: 'Which workflow?',
      empty: 'No workflow can be started by hand on this incident',
      load: async () => ({
        entries: (await directory.workflows(incident.id)).map((value) => ({
          label: value.name,
          description: value.detail,
          detail: 'May page or message people, as its steps say',
          icon: { id: 'run-all' },
          value,
          id: value.id,
        })),
      }),
    });
    if (!isAnswer(workflow)) return undefined;
    return async () => {
      await work.startWorkflow(incident.id, workflow.id);
      return { text: `Started ${workflow.name} on ${toNames([incident])}` };
    };
  },
};

const bridge: Act = {
  name: 'bridge',
  question: 'Which incident’s conference bridge?',
  passive: 'have a conference bridge',
  takes: isOpen,
  ask: async ({ directory, work, openLink }, [incident]) => {
    if (!incident) return undefined;
    const { bridge: known } = await directory.incident(incident.id);
    const url = known?.url;
    if (
      url !== undefined &&
      (await confirm(`Conference of ${toNames([incident])}`, 'Open the Conference', async () => url))
    )
      return async () => {
        await openLink(url);
        return { text: `Opened ${url}` };
      };
    if (url !== undefined) return undefined;
    const isLink = (text: string): boolean => /^https?:\/\//u.test(text) && URL.canParse(text);
    const isNumber = (text: string): boolean => /^\+?[\d\s,#*()-]{5,}$/u.test(text);
    const told = await askText({
      title: `Conference for ${toNames([incident])}`,
      prompt: 'It has none yet: give a link or a phone number that responders shall meet at.',
      placeholder: 'https://meet.example.com/incident or +1 415 555 0100,,4242#',
      check: (text) => (isLink(text) || isNumber(text) ? undefined : 'Give a link (https://…) or a phone number.'),
      accept: (text) =>
        work
          .setBridge(incident.id, isLink(text) ? { url: text, number: '' } : { url: '', number: text })
          .then(() => text),
    });
    return isAnswer(told) ? async () => ({ text: `Responders of ${toNames([incident])} meet at ${told}` }) : undefined;
  },
};

/** Acts that call others to an incident. */
export const helpActs: readonly Act[] = [requestResponders, cancelResponders, runWorkflow, bridge];
