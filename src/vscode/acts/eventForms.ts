import { type ChangeDraft, toChangeDraft } from '../../domain/gitChange.ts';
import { type EventDraft, severities } from '../../store/creation.ts';
import type { Done } from './act.ts';
import type { Creating } from './creating.ts';
import { type Field, fillForm } from './fillForm.ts';
import { choiceField, textField } from './formFields.ts';
import { type Entry, those } from './pickFrom.ts';

/** Events API v2: a routing key is 32 characters ("Send an alert event"). */
const isRoutingKey = (text: string): boolean => /^[A-Za-z0-9]{32}$/u.test(text);

const routingKey = {
  label: 'Routing key',
  prompt: 'Integration key of a service or event orchestration. It is sent to PagerDuty and kept nowhere.',
  placeholder: '32 letters and digits',
  required: true,
  secret: true,
  check: (text: string) => (isRoutingKey(text) ? undefined : 'A routing key has 32 letters and digits.'),
} as const;

const actions: readonly Entry<EventDraft['action']>[] = [
  {
    label: 'Trigger',
    detail: 'Opens an alert, or adds to the one of its key',
    icon: { id: 'flame' },
    value: 'trigger',
  },
  { label: 'Acknowledge', detail: 'Says that somebody looks at it', icon: { id: 'eye' }, value: 'acknowledge' },
  { label: 'Resolve', detail: 'Closes the alert of the key', icon: { id: 'check' }, value: 'resolve' },
];

const isTrigger = ({ action }: EventDraft): boolean => action === 'trigger';

const toEventFields = (): readonly Field<EventDraft>[] => [
  choiceField<EventDraft, 'action'>('action', {
    label: 'Kind',
    required: true,
    show: (action) => actions.find(({ value }) => value === action)?.label,
    question: () => ({ placeholder: 'What does the event do?', empty: '', load: those(actions) }),
  }),
  textField<EventDraft>('routingKey', routingKey),
  {
    ...textField<EventDraft>('summary', {
      label: 'Summary',
      required: true,
      prompt: 'What is wrong, in one line: it becomes the title.',
      placeholder: 'Disk of db-3 is 95 % full',
      check: (text) => (text.length > 1024 ? 'At most 1024 characters fit.' : undefined),
    }),
    applies: isTrigger,
  },
  {
    ...choiceField<EventDraft, 'severity'>('severity', {
      label: 'Severity',
      show: (severity) => severity,
      question: () => ({
        placeholder: 'How bad is it?',
        empty: '',
        load: those(severities.map((value) => ({ label: value, value }))),
      }),
    }),
    applies: isTrigger,
  },
  {
    ...textField<EventDraft>('source', { label: 'Source', prompt: 'What is affected, such as a host name.' }),
    applies: isTrigger,
  },
  textField<EventDraft>('dedupKey', {
    label: 'Key',
    prompt: 'Events of the same key are one alert; give that of an alert to acknowledge or resolve it.',
    check: (text) => (text.length > 255 ? 'At most 255 characters fit.' : undefined),
  }),
];

const toEffect = ({ action }: EventDraft): string =>
  action === 'trigger'
    ? 'Pages whoever is on call for the integration’s service, unless its rules say otherwise'
    : 'Pages nobody';

/** Sends an event as a monitoring tool does. */
export const sendEventByForm = async (tools: Creating): Promise<Done | undefined> => {
  const sent = await fillForm<EventDraft, EventDraft>({
    title: 'Send Event',
    first: {
      action: 'trigger',
      routingKey: '',
      dedupKey: tools.randomId(),
      summary: '',
      source: 'vscode',
      severity: 'error',
    },
    fields: toEventFields(),
    submit: 'Send Event',
    effect: async (draft) => toEffect(draft),
    problem: ({ action, dedupKey, source }) => {
      if (dedupKey === '') return 'Give a key: it names the alert.';
      return action === 'trigger' && source === '' ? 'Give a source: PagerDuty asks for one.' : undefined;
    },
    send: async (draft) => {
      await tools.creation.event(draft);
      return draft;
    },
  });
  if (!sent) return undefined;
  tools.didCreate('incidents');
  return { text: `Sent: ${sent.action} “${sent.dedupKey}”` };
};

interface Draft extends ChangeDraft {
  readonly routingKey: string;
}

const changeFields: readonly Field<Draft>[] = [
  textField<Draft>('routingKey', routingKey),
  textField<Draft>('summary', {
    label: 'Summary',
    required: true,
    prompt: 'What was changed, in one line.',
    placeholder: 'Deployed checkout 4.2.1',
    check: (text) => (text.length > 1024 ? 'At most 1024 characters fit.' : undefined),
  }),
  textField<Draft>('source', { label: 'Source', prompt: 'Where the change was made, such as a repository.' }),
  textField<Draft>('link', {
    label: 'Link',
    prompt: 'Page of the change, such as the commit.',
    check: (text) => (text === '' || /^https?:\/\//u.test(text) ? undefined : 'Give a link that begins with https://.'),
  }),
];

/** Tells PagerDuty of a change such as a deploy, filled from the commit that the workspace stands on. */
export const sendChangeByForm = async (tools: Creating): Promise<Done | undefined> => {
  const commit = await tools.head();
  const empty: ChangeDraft = { summary: '', source: '', link: '', details: {} };
  const sent = await fillForm<Draft, string>({
    title: 'Send Change Event',
    first: { routingKey: '', ...(commit ? toChangeDraft(commit) : empty) },
    fields: changeFields,
    submit: 'Send Change Event',
    effect: async ({ details }) =>
      `Pages nobody${commit ? ` · with commit ${String(details.commit).slice(0, 8)} and its author` : ''}`,
    send: async ({ routingKey: key, ...draft }) => {
      await tools.creation.change(key, draft);
      return draft.summary;
    },
  });
  return sent === undefined ? undefined : { text: `Sent change event: ${sent}` };
};
