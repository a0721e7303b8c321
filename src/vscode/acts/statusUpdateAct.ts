import type { Choice } from '../../store/incidentDirectory.ts';
import type { Act, Acting } from './act.ts';
import { askText } from './askText.ts';
import { toNames } from './choices.ts';
import { fillForm } from './fillForm.ts';
import { type Entry, pickOne } from './pickFrom.ts';
import { isAnswer, type Step } from './step.ts';

interface Draft {
  readonly template: Choice | undefined;
  readonly message: string;
  readonly subject: string;
}

const own: Entry<Choice | undefined> = {
  label: 'Write It Yourself',
  icon: { id: 'edit' },
  value: undefined,
  id: 'own',
};

/** Lets the person take a template's words, where the account has templates. */
const askTemplate = async ({ directory }: Acting, incidentId: string, step: Step) => {
  const chosen = await pickOne<{ readonly template: Choice | undefined }>({
    ...step,
    placeholder: 'Begin with a template, or with an empty line',
    empty: '',
    load: async () => ({
      entries: [own, ...(await directory.templates()).map(toEntry)].map((entry) => ({
        ...entry,
        value: { template: entry.value },
      })),
    }),
  });
  if (!isAnswer(chosen)) return chosen;
  if (!chosen.template) return { template: undefined };
  return { template: chosen.template, ...(await directory.fillTemplate(chosen.template.id, incidentId)) };
};

const toEntry = (template: Choice): Entry<Choice> => ({
  label: template.name,
  detail: template.detail,
  icon: { id: 'file-text' },
  value: template,
  id: template.id,
});

/** Tells stakeholders how things stand, with the words of a template where the account has one. */
export const statusUpdateAct: Act = {
  name: 'publishStatusUpdate',
  question: 'On which incident do you publish a status update?',
  passive: 'take a status update',
  feature: 'statusUpdates',
  ask: async (acting, [incident]) => {
    if (!incident) return undefined;
    const { directory, work } = acting;
    const templates = await directory.templates().catch(() => []);
    const title = `Status Update on ${toNames([incident])}`;
    const first = templates.length === 0 ? {} : await askTemplate(acting, incident.id, { title });
    if (!isAnswer(first)) return undefined;
    return fillForm<Draft, () => Promise<{ text: string }>>({
      title,
      first: { template: undefined, message: '', subject: '', ...first },
      fields: [
        {
          label: 'Message',
          required: true,
          show: ({ message }) => message || undefined,
          ask: ({ message }, step) =>
            askText({
              ...step,
              prompt: 'What stakeholders are told.',
              placeholder: 'We found the cause and are rolling back; next update in 30 minutes.',
              value: message,
              accept: (text) => ({ message: text }),
            }),
        },
        {
          label: 'Email subject',
          show: ({ subject }) => subject || undefined,
          ask: ({ subject }, step) =>
            askText({
              ...step,
              prompt: 'Subject of the emails; left empty, PagerDuty writes one.',
              value: subject,
              mayBeEmpty: true,
              accept: (text) => ({ subject: text }),
            }),
        },
      ],
      submit: 'Publish Status Update',
      effect: async () => {
        const count = await directory.countSubscribers(incident.id);
        return count === 0
          ? 'Nobody is subscribed: it stands in the timeline alone'
          : `Messages ${count} ${count === 1 ? 'subscriber' : 'subscribers'}`;
      },
      send: async ({ message, subject }) => {
        await work.publishStatusUpdate(incident.id, { message, ...(subject === '' ? {} : { subject }) });
        return async () => ({ text: `Published a status update on ${toNames([incident])}` });
      },
    });
  },
};
