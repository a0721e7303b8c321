import * as l10n from '@vscode/l10n';
import type { Choice } from '../../store/incidentDirectory.ts';
import type { Act, Acting, Deed } from './act.ts';
import { askText } from './askText.ts';
import { toNames } from './choices.ts';
import { type Field, fillForm } from './fillForm.ts';
import { linesField, wrap } from './formFields.ts';
import { type Entry, pickOne } from './pickFrom.ts';
import { isAnswer, type Step } from './step.ts';

interface Draft {
  readonly message: string;
  readonly subject: string;
}

const toEntry = (template: Choice): Entry<Choice> => ({
  label: template.name,
  detail: template.detail,
  icon: { id: 'file-text' },
  value: template,
  id: template.id,
});

/** Lets the person take a template's words, where the account has templates. */
const askTemplate = async ({ directory }: Acting, incidentId: string, step: Step) => {
  const own: Entry<Choice | undefined> = {
    label: l10n.t('Write It Yourself'),
    icon: { id: 'edit' },
    value: undefined,
    id: 'own',
  };
  const chosen = await pickOne(
    wrap<Choice | undefined>({
      ...step,
      placeholder: l10n.t('Begin with a template, or with an empty page'),
      empty: '',
      load: async () => ({ entries: [own, ...(await directory.templates()).map(toEntry)] }),
    }),
  );
  if (!isAnswer(chosen)) return chosen;
  return chosen.value ? directory.fillTemplate(chosen.value.id, incidentId) : {};
};

const toFields = ({ writeText }: Acting, key: string, title: string): readonly Field<Draft>[] => [
  linesField<Draft>('message', {
    label: l10n.t('Message'),
    required: true,
    writeText,
    request: {
      key,
      title,
      hint: l10n.t('What stakeholders are told: what is broken, what is done, when they hear more.'),
    },
  }),
  {
    label: l10n.t('Email subject'),
    show: ({ subject }) => subject || undefined,
    ask: ({ subject }, step) =>
      askText({
        ...step,
        prompt: l10n.t('Subject of the emails; left empty, PagerDuty writes one.'),
        value: subject,
        mayBeEmpty: true,
        accept: (text) => ({ subject: text }),
      }),
  },
];

const toEffect = (count: number): string => {
  if (count === 0) return l10n.t('Nobody is subscribed: it stands in the timeline alone');
  return count === 1 ? l10n.t('Messages 1 subscriber') : l10n.t('Messages {0} subscribers', count);
};

/** Tells stakeholders how things stand, with the words of a template where the account has one. */
export const statusUpdateAct: Act = {
  name: 'publishStatusUpdate',
  question: () => l10n.t('On which incident do you publish a status update?'),
  refusal: () => l10n.t('Select an incident, then try again.'),
  feature: 'statusUpdates',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const { directory, work, writeText } = acting;
    const names = toNames([incident]);
    const title = l10n.t('Status Update on {0}', names);
    const key = `statusUpdate-${incident.id}`;
    const templates = await directory.templates().catch(() => []);
    const first = templates.length === 0 ? {} : await askTemplate(acting, incident.id, { title });
    if (!isAnswer(first)) return undefined;
    return fillForm<Draft, Deed>({
      title,
      first: { message: '', subject: '', ...first },
      fields: toFields(acting, key, title),
      submit: l10n.t('Publish Status Update'),
      effect: async () => toEffect(await directory.countSubscribers(incident.id)),
      failed: acting.refused,
      send: async ({ message, subject }) => {
        await work.publishStatusUpdate(incident.id, { message, ...(subject === '' ? {} : { subject }) });
        await writeText.forget(key);
        return async () => ({ text: l10n.t('Published a status update on {0}', names) });
      },
    });
  },
};
