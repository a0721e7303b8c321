import * as l10n from '@vscode/l10n';
import { type ChangeDraft, toChangeDraft } from '../../domain/gitChange.ts';
import { type EventDraft, severities } from '../../store/creation.ts';
import { toSeverityText } from '../../views/severityText.ts';
import type { Done } from './act.ts';
import type { Creating } from './creating.ts';
import { type Field, fillForm } from './fillForm.ts';
import { choiceField, textField } from './formFields.ts';
import { type Entry, those } from './pickFrom.ts';

/** Events API v2: a routing key is 32 characters ("Send an alert event"). */
const isRoutingKey = (text: string): boolean => /^[A-Za-z0-9]{32}$/u.test(text);

const toRoutingKey = () =>
  ({
    label: l10n.t('Routing key'),
    prompt: l10n.t('Integration key of a service or event orchestration. It is sent to PagerDuty and kept nowhere.'),
    placeholder: l10n.t('32 letters and digits'),
    required: true,
    secret: true,
    check: (text: string) => (isRoutingKey(text) ? undefined : l10n.t('A routing key has 32 letters and digits.')),
  }) as const;

const toActions = (): readonly Entry<EventDraft['action']>[] => [
  {
    label: l10n.t('Trigger'),
    detail: l10n.t('Opens an alert, or adds to the one of its key'),
    icon: { id: 'flame' },
    value: 'trigger',
  },
  {
    label: l10n.t('Acknowledge'),
    detail: l10n.t('Says that somebody looks at it'),
    icon: { id: 'eye' },
    value: 'acknowledge',
  },
  { label: l10n.t('Resolve'), detail: l10n.t('Closes the alert of the key'), icon: { id: 'check' }, value: 'resolve' },
];

/** An event whose kind is asked for first: what else must be told depends on it. */
type EventForm = Omit<EventDraft, 'action'> & { readonly action: EventDraft['action'] | undefined };

const isTrigger = ({ action }: EventForm): boolean => action === 'trigger';

const toEventFields = (): readonly Field<EventForm>[] => [
  choiceField<EventForm, 'action'>('action', {
    label: l10n.t('Kind'),
    required: true,
    show: (action) => toActions().find(({ value }) => value === action)?.label,
    question: () => ({ placeholder: l10n.t('What does the event do?'), empty: '', load: those(toActions()) }),
  }),
  textField<EventForm>('routingKey', toRoutingKey()),
  {
    ...textField<EventForm>('summary', {
      label: l10n.t('Summary'),
      required: true,
      prompt: l10n.t('What is wrong, in one line: it becomes the title.'),
      placeholder: l10n.t('Disk of db-3 is 95 % full'),
      check: (text) => (text.length > 1024 ? l10n.t('At most {0} characters fit.', 1024) : undefined),
    }),
    applies: isTrigger,
  },
  {
    ...choiceField<EventForm, 'severity'>('severity', {
      label: l10n.t('Severity'),
      show: toSeverityText,
      question: () => ({
        placeholder: l10n.t('How bad is it?'),
        empty: '',
        load: those(severities.map((value) => ({ label: toSeverityText(value) ?? value, value }))),
      }),
    }),
    applies: isTrigger,
  },
  {
    ...textField<EventForm>('source', {
      label: l10n.t('Source'),
      prompt: l10n.t('What is affected, such as a host name.'),
    }),
    applies: isTrigger,
  },
  textField<EventForm>('dedupKey', {
    label: l10n.t('Key'),
    prompt: l10n.t('Events of the same key are one alert; give that of an alert to acknowledge or resolve it.'),
    check: (text) => (text.length > 255 ? l10n.t('At most {0} characters fit.', 255) : undefined),
  }),
];

const toEffect = ({ action }: EventForm): string =>
  action === 'trigger'
    ? l10n.t('Pages whoever is on call for the integration’s service, unless its rules say otherwise')
    : l10n.t('Pages nobody');

const toSent: { readonly [A in EventDraft['action']]: (key: string) => string } = {
  trigger: (key) => l10n.t('Sent: trigger “{0}”', key),
  acknowledge: (key) => l10n.t('Sent: acknowledge “{0}”', key),
  resolve: (key) => l10n.t('Sent: resolve “{0}”', key),
};

/** Why an event cannot be sent as it is; `newKey` is the key that it begins with, which no alert has yet. */
const toEventProblem = ({ action, dedupKey, source, summary }: EventForm, newKey: string): string | undefined => {
  if (dedupKey === '') return l10n.t('Give a key: it names the alert.');
  if (action !== 'trigger')
    return dedupKey === newKey ? l10n.t('Give the key of the alert that this is about.') : undefined;
  if (summary === '') return l10n.t('Give a summary: it becomes the title.');
  return source === '' ? l10n.t('Give a source: PagerDuty asks for one.') : undefined;
};

/** Sends an event as a monitoring tool does. */
export const sendEventByForm = async (tools: Creating): Promise<Done | undefined> => {
  const newKey = tools.randomId();
  const sent = await fillForm<EventForm, EventDraft>({
    title: l10n.t('Send Event'),
    first: {
      action: undefined,
      routingKey: '',
      dedupKey: newKey,
      summary: '',
      source: 'vscode',
      severity: 'error',
    },
    fields: toEventFields(),
    submit: l10n.t('Send Event'),
    effect: async (draft) => toEffect(draft),
    problem: (draft) => toEventProblem(draft, newKey),
    send: async ({ action, ...draft }) => {
      if (!action) throw new TypeError('The kind is asked for before.');
      const event = { ...draft, action };
      await tools.creation.event(event);
      return event;
    },
  });
  if (!sent) return undefined;
  tools.didCreate('incidents');
  return { text: toSent[sent.action](sent.dedupKey) };
};

interface Draft extends ChangeDraft {
  readonly routingKey: string;
}

const toChangeFields = (): readonly Field<Draft>[] => [
  textField<Draft>('routingKey', toRoutingKey()),
  textField<Draft>('summary', {
    label: l10n.t('Summary'),
    required: true,
    prompt: l10n.t('What was changed, in one line.'),
    placeholder: l10n.t('Deployed checkout 4.2.1'),
    check: (text) => (text.length > 1024 ? l10n.t('At most {0} characters fit.', 1024) : undefined),
  }),
  textField<Draft>('source', {
    label: l10n.t('Source'),
    prompt: l10n.t('Where the change was made, such as a repository.'),
  }),
  textField<Draft>('link', {
    label: l10n.t('Link'),
    prompt: l10n.t('Page of the change, such as the commit.'),
    check: (text) =>
      text === '' || /^https?:\/\//u.test(text) ? undefined : l10n.t('Give a link that begins with https://.'),
  }),
];

/** Tells PagerDuty of a change such as a deploy, filled from the commit that the workspace stands on. */
export const sendChangeByForm = async (tools: Creating): Promise<Done | undefined> => {
  const commit = await tools.head().catch(() => undefined); // What Git does not tell is asked for.
  const empty: ChangeDraft = { summary: '', source: '', link: '', details: {} };
  const sent = await fillForm<Draft, string>({
    title: l10n.t('Send Change Event'),
    first: { routingKey: '', ...(commit ? toChangeDraft(commit) : empty) },
    fields: toChangeFields(),
    submit: l10n.t('Send Change Event'),
    effect: async ({ details }) =>
      commit
        ? l10n.t('Pages nobody · with commit {0} and its author', String(details.commit).slice(0, 8))
        : l10n.t('Pages nobody'),
    send: async ({ routingKey: key, ...draft }) => {
      await tools.creation.change(key, draft);
      return draft.summary;
    },
  });
  return sent === undefined ? undefined : { text: l10n.t('Sent change event: {0}', sent) };
};
