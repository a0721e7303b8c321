import * as l10n from '@vscode/l10n';
import type { Feature } from '../../domain/feature.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Reference } from '../../domain/reference.ts';
import type { IncidentStore } from '../../store/incidentStore.ts';
import type { IncidentWork } from '../../store/incidentWork.ts';
import type { IncidentQuestion, PickIncidents } from '../pickIncidents.ts';
import type { WriteText } from '../textEditor.ts';
import { type ChoiceTools, toPagingLine } from './choices.ts';
import { toEffectUnknown } from './fillForm.ts';
import { pickOne, those } from './pickFrom.ts';
import { isAnswer } from './step.ts';

/** What acts on incidents work with. */
export interface Acting extends ChoiceTools {
  readonly work: IncidentWork;
  readonly incidents: Pick<IncidentStore, 'acknowledge' | 'resolve' | 'snooze'>;
  readonly pick: PickIncidents;
  /** Takes what a call threw; what the account lacks is offered no more. */
  readonly refused: (error: unknown) => void;
  /** Gives the keyboard back to where the command was called, once its questions are answered. */
  readonly focusBack: () => Promise<void>;
  /** Lets the person write a text of many lines in an editor tab. */
  readonly writeText: WriteText;
  /** Opens a web page. */
  readonly openLink: (url: string) => Promise<unknown>;
}

/** What was done, told for a moment. */
export interface Done {
  readonly text: string;
  /** The way back, where there is one. */
  readonly undo?: Deed;
}

/** Does what the person has decided on; it can be tried again after a failure. Gives undefined when the person left. */
export type Deed = () => Promise<Done | undefined>;

/** One thing that can be done to incidents: which it takes, what it asks, and what it does then. */
export interface Act extends Omit<IncidentQuestion, 'question'> {
  /** Command id without `pagerduty.incident.`. */
  readonly name: string;
  readonly question: () => string;
  /** What to do where the chosen incidents do not take it: `Select an incident that …, then try again.` */
  readonly refusal: () => string;
  readonly feature?: Feature;
  /** Where nothing is asked, the keyboard stays where it is. */
  readonly asksNothing?: true;
  /** Gives what to do; undefined when the person left. `part` is what of the incident is meant, such as a field's id. */
  readonly ask: (acting: Acting, incidents: readonly Incident[], part?: string) => Promise<Deed | undefined>;
}

export const isOpen = ({ status }: Incident): boolean => status !== 'resolved';

export const toIds = (incidents: readonly Incident[]): readonly string[] => incidents.map(({ id }) => id);

/** Those whom PagerDuty pages when incidents trigger again: who has them, or who is on call for their policies. */
export const findPaged = async (
  { directory }: Acting,
  incidents: readonly Incident[],
): Promise<readonly Reference[]> => {
  const assigned = incidents.flatMap(({ assignees }) => assignees);
  const policies = incidents.flatMap(({ assignees, escalationPolicy }) =>
    assignees.length === 0 && escalationPolicy ? [escalationPolicy.id] : [],
  );
  const onCalls = (await directory.onCalls(policies)).filter(({ level }) => level === 1).map(({ user }) => user);
  return [...new Map([...assigned, ...onCalls].map((user) => [user.id, user])).values()];
};

/** Lets the person say yes to one thing, with a line on what it leads to; no other question is asked. */
export const confirm = async (title: string, label: string, toDetail: () => Promise<string>): Promise<boolean> => {
  const chosen = await pickOne({
    title,
    placeholder: l10n.t('Press Enter to do this, Escape to leave it'),
    empty: '',
    load: those([{ label, detail: l10n.t('Looking up what this does …'), icon: { id: 'arrow-right' }, value: true }]),
    refine: async (entries) => {
      const detail = await toDetail().catch(toEffectUnknown);
      return entries.map((entry) => ({ ...entry, detail }));
    },
  });
  return isAnswer(chosen);
};

/** As `confirm`, for what pages those who have the incidents. */
export const confirmPaging = (acting: Acting, label: string, incidents: readonly Incident[]) =>
  confirm(label, label, async () => toPagingLine(acting, { people: await findPaged(acting, incidents) }));
