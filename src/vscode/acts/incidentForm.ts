import type { Urgency } from '../../domain/incident.ts';
import { toPaged } from '../../domain/paging.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Service } from '../../domain/service.ts';
import type { IncidentDraft } from '../../store/creation.ts';
import { toIncidentTitle } from '../../views/incidentNode.ts';
import type { Done } from './act.ts';
import { askAssignment, type ChoiceTools, toLoad, toPagingLine } from './choices.ts';
import type { Creating } from './creating.ts';
import { type Field, fillForm } from './fillForm.ts';
import { choiceField, textField } from './formFields.ts';
import { those } from './pickFrom.ts';
import { isAnswer } from './step.ts';

type Draft = Omit<IncidentDraft, 'service'> & {
  readonly service: (Reference & Partial<Pick<Service, 'escalationPolicy'>>) | undefined;
};

/** Whom opening it would page: those it is assigned to, else whoever is on call for the service's policy. */
const toEffect = async (tools: ChoiceTools, { assignment, service, urgency }: Draft): Promise<string> => {
  const low = urgency === 'low' ? ', by their rules for low urgency' : '';
  if (assignment?.kind === 'people') return `${toPagingLine(tools, { people: assignment.people })}${low}`;
  const policy = assignment?.policy ?? service?.escalationPolicy;
  if (!policy) return 'Pages whoever is on call for the service';
  const onCalls = await tools.directory.onCalls([policy.id]);
  return `${toPagingLine(tools, toPaged(onCalls, policy.id))} (${policy.name})${low}`;
};

const urgencies: readonly { readonly label: string; readonly value: Urgency | undefined }[] = [
  { label: 'As the Service Says', value: undefined },
  { label: 'High', value: 'high' },
  { label: 'Low', value: 'low' },
];

const toOptional = (tools: Creating): readonly Field<Draft>[] => [
  choiceField<Draft, 'urgency'>('urgency', {
    label: 'Urgency',
    show: (urgency) => urgency,
    question: () => ({ placeholder: 'How loudly does it call?', empty: '', load: those(urgencies) }),
  }),
  choiceField<Draft, 'priority'>('priority', {
    label: 'Priority',
    show: (priority) => priority?.name,
    question: () => ({
      placeholder: 'Which priority?',
      empty: 'This account has no priorities',
      load: async () => ({
        entries: [
          { label: 'None', value: undefined },
          ...(await tools.directory.priorities()).map((value) => ({
            label: value.name,
            detail: value.detail,
            value,
            id: value.id,
          })),
        ],
      }),
    }),
  }),
  textField<Draft>('details', {
    label: 'Description',
    prompt: 'What responders must know beside the title.',
    placeholder: 'Checkout fails for customers in Europe since 14:20; the payment provider answers with 503.',
  }),
  {
    label: 'Assigned to',
    show: ({ assignment }) =>
      assignment?.kind === 'policy'
        ? assignment.policy.name
        : assignment && tools.moment().format.list(assignment.people.map(({ name }) => name)),
    ask: async (_, step) => {
      const assignment = await askAssignment(tools, step);
      return isAnswer(assignment) ? { assignment } : assignment;
    },
  },
];

const toFields = (tools: Creating): readonly Field<Draft>[] => [
  choiceField<Draft, 'service'>('service', {
    label: 'Service',
    required: true,
    show: (service) => service?.name,
    question: () => ({
      placeholder: 'On which service?',
      empty: 'No service has this name',
      load: toLoad<NonNullable<Draft['service']>>(
        tools.directory.services,
        ({ escalationPolicy }) => escalationPolicy?.name,
      ),
    }),
  }),
  textField<Draft>('title', {
    label: 'Title',
    required: true,
    prompt: 'What is wrong, in one line: it is read out and sent as a text message.',
    placeholder: 'Checkout fails for customers in Europe',
    check: (text) => (text.length > 1024 ? 'At most 1024 characters fit.' : undefined),
  }),
  ...toOptional(tools),
];

/** Opens an incident by hand; a service may be given. */
export const createIncidentByForm = async (tools: Creating, service?: Reference): Promise<Done | undefined> => {
  const made = await fillForm<Draft, { readonly name: string; readonly id: string | undefined }>({
    title: 'Create Incident',
    first: {
      key: tools.randomId(),
      service,
      title: '',
      urgency: undefined,
      priority: undefined,
      details: '',
      assignment: undefined,
    },
    fields: toFields(tools),
    submit: 'Create Incident',
    effect: (draft) => toEffect(tools, draft),
    send: async (draft) => {
      if (!draft.service) throw new TypeError('The service is asked for before.');
      const incident = await tools.creation.incident({ ...draft, service: draft.service });
      return { name: incident ? toIncidentTitle(incident) : draft.title, id: incident?.id };
    },
  });
  if (!made) return undefined;
  tools.didCreate('incidents');
  if (made.id !== undefined) await tools.showIncident(made.id);
  return { text: `Created ${made.name}` };
};
