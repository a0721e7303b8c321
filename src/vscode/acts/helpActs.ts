import * as l10n from '@vscode/l10n';
import type { AskedTarget } from '../../domain/askedTarget.ts';
import { toPaged } from '../../domain/paging.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Choice } from '../../store/incidentDirectory.ts';
import { Refusal } from '../report.ts';
import { type Act, type Acting, type Deed, isOpen } from './act.ts';
import { askText } from './askText.ts';
import { refineWho, toNames, toPagingLine, toWhoLoad, type Who } from './choices.ts';
import { fillForm } from './fillForm.ts';
import { pickMany, pickOne } from './pickFrom.ts';
import { isAnswer, type Step } from './step.ts';

/** PagerDuty's calls for help name who asks. */
const requesterOf = ({ me }: Acting): string => {
  const id = me()?.id;
  if (id === undefined) throw new Refusal(l10n.t('Somebody must ask: sign in with a token of a user.'));
  return id;
};

interface HelpDraft {
  readonly who: readonly Who[];
  readonly message: string;
}

const toWhoNames = ({ moment }: Acting, who: readonly Reference[]): string =>
  moment().format.list(who.map(({ name }) => name));

const askWho = async (acting: Acting, step: Step, draft: HelpDraft) => {
  const load = toWhoLoad(acting, true);
  const known = new Set(draft.who.map(({ id }) => id));
  const who = await pickMany<Who>({
    ...step,
    placeholder: l10n.t('Check people and escalation policies to ask'),
    empty: l10n.t('Nobody has this name'),
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
  question: () => l10n.t('Which incident needs help?'),
  refusal: () => l10n.t('Select an open incident, then try again: others take no responders.'),
  takes: isOpen,
  feature: 'responders',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const requester = requesterOf(acting);
    const names = toNames([incident]);
    return fillForm<HelpDraft, Deed>({
      title: l10n.t('Ask for Help with {0}', names),
      first: { who: [], message: l10n.t('Please help with {0}: {1}', names, incident.title) },
      fields: [
        {
          label: l10n.t('Whom to ask'),
          required: true,
          show: ({ who }) => (who.length === 0 ? undefined : toWhoNames(acting, who)),
          ask: (draft, step) => askWho(acting, step, draft),
        },
        {
          label: l10n.t('Message'),
          show: (draft) => draft.message,
          ask: (draft, step) =>
            askText({
              ...step,
              prompt: l10n.t('What they are told.'),
              value: draft.message,
              accept: (text) => ({ message: text }),
            }),
        },
      ],
      submit: l10n.t('Ask for Help'),
      effect: ({ who }) => toHelpEffect(acting, who),
      failed: acting.refused,
      send: async (draft) => {
        await acting.work.requestResponders(incident.id, requester, draft.who, draft.message);
        return async () => ({ text: l10n.t('Asked {0} to help with {1}', toWhoNames(acting, draft.who), names) });
      },
    });
  },
};

const toWaiting = (acting: Acting, { kind, people }: AskedTarget): string =>
  kind === 'user' ? l10n.t('has not answered') : l10n.t('{0} has not answered', toWhoNames(acting, people));

const cancelResponders: Act = {
  name: 'cancelResponders',
  question: () => l10n.t('Which incident needs no more help?'),
  refusal: () => l10n.t('Select an open incident, then try again: others take no responders.'),
  takes: isOpen,
  feature: 'responders',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const requester = requesterOf(acting);
    const names = toNames([incident]);
    const chosen = await pickMany<AskedTarget>({
      title: l10n.t('Cancel Requests for Help with {0}', names),
      placeholder: l10n.t('Check those whose help is no longer needed'),
      empty: l10n.t('Nobody is asked who has not answered'),
      load: async () => ({
        entries: (await acting.directory.waitedFor(incident.id)).map((value) => ({
          label: value.name,
          description: toWaiting(acting, value),
          icon: { id: value.kind === 'user' ? 'person' : 'shield' },
          value,
          id: value.id,
          picked: true,
        })),
      }),
    });
    if (!isAnswer(chosen)) return undefined;
    return async () => {
      const answered = await acting.work.cancelResponders(incident.id, requester, chosen);
      if (answered.length > 0)
        throw new Refusal(
          l10n.t('{0} answered meanwhile: ask them yourself to leave {1}.', toWhoNames(acting, answered), names),
        );
      return { text: l10n.t('Cancelled the requests to help with {1}: {0}', toWhoNames(acting, chosen), names) };
    };
  },
};

const runWorkflow: Act = {
  name: 'runWorkflow',
  question: () => l10n.t('On which incident do you run a workflow?'),
  refusal: () => l10n.t('Select an incident, then try again.'),
  feature: 'workflows',
  ask: async ({ directory, work }, [incident]) => {
    if (!incident) return undefined;
    const names = toNames([incident]);
    const workflow = await pickOne<Choice>({
      title: l10n.t('Run a Workflow on {0}', names),
      placeholder: l10n.t('Which workflow?'),
      empty: l10n.t('No workflow can be started by hand on this incident'),
      load: async () => ({
        entries: (await directory.workflows(incident.id)).map((value) => ({
          label: value.name,
          description: value.detail,
          detail: l10n.t('May page or message people, as its steps say'),
          icon: { id: 'run-all' },
          value,
          id: value.id,
        })),
      }),
    });
    if (!isAnswer(workflow)) return undefined;
    return async () => {
      await work.startWorkflow(incident.id, workflow.id);
      return { text: l10n.t('Started {0} on {1}', workflow.name, names) };
    };
  },
};

/** Acts that call others to an incident. */
export const helpActs: readonly Act[] = [requestResponders, cancelResponders, runWorkflow];
