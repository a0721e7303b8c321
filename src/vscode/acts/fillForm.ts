import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isCancellation, toSentence } from '../report.ts';
import { type Entry, pickOne } from './pickFrom.ts';
import { type Answer, back, isAnswer, type Step } from './step.ts';

/** One thing to be told in a form. */
export interface Field<D> {
  readonly label: string;
  /** What was told, as text; undefined where nothing was. */
  readonly show: (draft: D) => string | undefined;
  readonly ask: (draft: D, step: Step) => Promise<Answer<Partial<D>>>;
  /** Asked for before the review. */
  readonly required?: true;
  /** Whether it has a meaning as things stand; it has one where this is left out. */
  readonly applies?: (draft: D) => boolean;
}

/** How the look at all that was told speaks of what comes next. */
export interface Review {
  readonly icon: string;
  readonly placeholder: string;
  /** The heading above the fields. */
  readonly change: string;
  /** Stands below `submit` until the effect is known. */
  readonly looking: string;
}

const toSending = (): Review => ({
  icon: 'send',
  placeholder: l10n.t('Choose the first entry to send this, another one to change it'),
  change: l10n.t('Change before sending'),
  looking: l10n.t('Looking up whom this pages …'),
});

/** A short guided flow: what must be told is asked for step by step, then all of it can be looked at and changed. */
export interface Form<D, T> {
  readonly title: string;
  readonly first: D;
  readonly fields: readonly Field<D>[];
  /** What sending is called: `Create Incident`. */
  readonly submit: string;
  /** What sending leads to, such as who would be paged; told below `submit`. */
  readonly effect: (draft: D) => Promise<string>;
  /** Why a draft cannot be sent as it is. */
  readonly problem?: (draft: D) => string | undefined;
  readonly send: (draft: D) => Promise<T>;
  /** Is told of a failed sending, beside the person. */
  readonly failed?: (error: unknown) => void;
  /** Sending to PagerDuty where it is left out. */
  readonly review?: Review;
}

type Choice<D> =
  | { readonly kind: 'send' }
  | { readonly kind: 'failure' }
  | { readonly kind: 'field'; readonly field: Field<D> };

/** Asks for the fields that must be told, from one of them on; gives the draft, or what the person wants instead. */
const askRequired = async <D, T>(form: Form<D, T>, first: D, from: number): Promise<Answer<D>> => {
  const fields = form.fields.filter(({ required }) => required);
  let draft = first;
  let place = from;
  while (place < fields.length) {
    const field = fields[place];
    if (field?.applies && !field.applies(draft)) {
      place++;
      continue;
    }
    const step = { title: form.title, canGoBack: place > 0, step: place + 1, steps: fields.length + 1 };
    const told = await field?.ask(draft, step);
    if (told === undefined) return undefined;
    if (told === back) place = Math.max(place - 1, 0);
    else {
      draft = { ...draft, ...told };
      place++;
    }
  }
  return draft;
};

/** A line of a list is cut where it is too long: what to do gets one of its own. */
const toCauseAndCure = (failure: string): Pick<Entry<unknown>, 'description' | 'detail'> => {
  const place = failure.lastIndexOf('; ');
  const cure = failure.slice(place + 2);
  if (place < 0) return { detail: failure };
  return { description: failure.slice(0, place), detail: `${cure[0]?.toUpperCase()}${cure.slice(1)}` };
};

const toEntries = <D, T>(form: Form<D, T>, draft: D, failure: string | undefined) => {
  const { fields, submit, problem, review: words = toSending() } = form;
  const wrong = problem?.(draft);
  const entries: Entry<Choice<D>>[] = [];
  entries.push({
    label: failure === undefined ? submit : l10n.t('Try Again: {0}', submit),
    detail: wrong ?? words.looking,
    icon: { id: wrong === undefined ? words.icon : 'warning' },
    value: { kind: 'send' },
    id: 'send',
  });
  if (failure !== undefined)
    entries.push({
      label: l10n.t('That did not work'),
      ...toCauseAndCure(failure),
      icon: { id: 'error' },
      value: { kind: 'failure' },
    });
  for (const field of fields)
    if (field.applies?.(draft) ?? true)
      entries.push({
        label: field.label,
        description: field.show(draft) ?? '—',
        value: { kind: 'field', field },
        group: words.change,
        id: `field:${field.label}`,
      });
  return entries;
};

/** Shows all that was told, and what sending it would do. */
const review = async <D, T>(form: Form<D, T>, draft: D, failure: string | undefined): Promise<Answer<Choice<D>>> => {
  const required = form.fields.filter((field) => field.required).length;
  return pickOne<Choice<D>>({
    title: form.title,
    canGoBack: required > 0,
    step: required + 1,
    steps: required + 1,
    placeholder: (form.review ?? toSending()).placeholder,
    empty: '',
    load: async () => ({ entries: toEntries(form, draft, failure) }),
    refine: async (entries) => {
      const effect = form.problem?.(draft) ?? (await form.effect(draft).catch(toEffectUnknown));
      return entries.map((entry) => (entry.id === 'send' ? { ...entry, detail: effect } : entry));
    },
  });
};

/** What is said where it could not be found out whom something would page. */
export const toEffectUnknown = (error: unknown): string =>
  l10n.t('Whom this pages could not be looked up: {0}', toSentence(error));

/**
 * Takes a person through a form and sends it. When sending fails the review shows again with the failure and all that
 * was told. Gives what sending gave, undefined when the person left.
 */
export const fillForm = async <D, T>(form: Form<D, T>): Promise<T | undefined> => {
  const required = form.fields.filter((field) => field.required);
  const unfilled = required.findIndex((field) => field.show(form.first) === undefined);
  let draft = form.first;
  let from = unfilled < 0 ? required.length : unfilled;
  let failure: string | undefined;
  for (;;) {
    const told = await askRequired(form, draft, from);
    if (!isAnswer(told)) return undefined;
    draft = told;
    from = required.length;
    const chosen = await review(form, draft, failure);
    if (chosen === undefined) return undefined;
    if (chosen === back) from = Math.max(required.length - 1, 0);
    else if (chosen.kind === 'field') {
      const change = await chosen.field.ask(draft, { title: form.title, canGoBack: true });
      if (isAnswer(change)) draft = { ...draft, ...change };
    } else if (chosen.kind === 'send' && form.problem?.(draft) === undefined) {
      const sent = await send(form, draft);
      if (sent.kind === 'sent') return sent.value;
      failure = sent.failure;
    }
  }
};

type Sent<T> = { readonly kind: 'sent'; readonly value: T } | { readonly kind: 'failed'; readonly failure: string };

const send = async <D, T>(form: Form<D, T>, draft: D): Promise<Sent<T>> => {
  try {
    const options = { location: vscode.ProgressLocation.Window, title: `${form.submit} …` };
    return { kind: 'sent', value: await vscode.window.withProgress(options, () => form.send(draft)) };
  } catch (error) {
    if (isCancellation(error)) throw error;
    form.failed?.(error);
    return { kind: 'failed', failure: toSentence(error) };
  }
};
