import * as l10n from '@vscode/l10n';
import type { Urgency } from '../../domain/incident.ts';
import { toPaged } from '../../domain/paging.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Service } from '../../domain/service.ts';
import type { IncidentDraft } from '../../store/creation.ts';
import { toIncidentTitle } from '../../views/incidentNode.ts';
import type { Done } from './act.ts';
import { toTitleProblem } from './changeActs.ts';
import { askAssignment, type ChoiceTools, toLoad, toPagingLine } from './choices.ts';
import type { Creating } from './creating.ts';
import { type Field, fillForm } from './fillForm.ts';
import { choiceField, linesField, textField } from './formFields.ts';
import { those } from './pickFrom.ts';
import { isAnswer } from './step.ts';

type Draft = Omit<IncidentDraft, 'service'> & {
  readonly service: (Reference & Partial<Pick<Service, 'escalationPolicy'>>) | undefined;
};

const draftKey = 'incidentDescription';

/** Whom opening it would page: those it is assigned to, else whoever is on call for the service's policy. */
const toEffect = async (tools: ChoiceTools, { assignment, service, urgency }: Draft): Promise<string> => {
  const say = (pages: string): string =>
    urgency === 'low' ? l10n.t('{0}, by their rules for low urgency', pages) : pages;
  if (assignment?.kind === 'people') return say(toPagingLine(tools, { people: assignment.people }));
  const policy = assignment?.policy ?? service?.escalationPolicy;
  if (!policy) return say(l10n.t('Pages whoever is on call for the service'));
  const onCalls = await tools.directory.onCalls([policy.id]);
  return say(l10n.t('{0} ({1})', toPagingLine(tools, toPaged(onCalls, policy.id)), policy.name));
};

const toUrgencies = (): readonly { readonly label: string; readonly value: Urgency | undefined }[] => [
  { label: l10n.t('As the Service Says'), value: undefined },
  { label: l10n.t('High'), value: 'high' },
  { label: l10n.t('Low'), value: 'low' },
];

const toOptional = (tools: Creating): readonly Field<Draft>[] => [
  choiceField<Draft, 'urgency'>('urgency', {
    label: l10n.t('Urgency'),
    show: (urgency) => urgency && toUrgencies().find(({ value }) => value === urgency)?.label,
    question: () => ({ placeholder: l10n.t('How loudly does it call?'), empty: '', load: those(toUrgencies()) }),
  }),
  choiceField<Draft, 'priority'>('priority', {
    label: l10n.t('Priority'),
    show: (priority) => priority?.name,
    question: () => ({
      placeholder: l10n.t('Which priority?'),
      empty: l10n.t('This account has no priorities'),
      load: async () => ({
        entries: [
          { label: l10n.t('None'), value: undefined },
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
  linesField<Draft>('details', {
    label: l10n.t('Description'),
    writeText: tools.writeText,
    request: {
      key: draftKey,
      title: l10n.t('Description of the Incident'),
      hint: l10n.t('What responders must know beside the title.'),
    },
  }),
  {
    label: l10n.t('Assigned to'),
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
    label: l10n.t('Service'),
    required: true,
    show: (service) => service?.name,
    question: () => ({
      placeholder: l10n.t('On which service?'),
      empty: l10n.t('No service has this name'),
      load: toLoad<NonNullable<Draft['service']>>(
        tools.directory.services,
        ({ escalationPolicy }) => escalationPolicy?.name,
      ),
    }),
  }),
  textField<Draft>('title', {
    label: l10n.t('Title'),
    required: true,
    prompt: l10n.t('What is wrong, in one line: it is read out and sent as a text message.'),
    placeholder: l10n.t('Checkout fails for customers in Europe'),
    check: toTitleProblem,
  }),
  ...toOptional(tools),
];

/** Opens an incident by hand; a service may be given. */
export const createIncidentByForm = async (tools: Creating, service?: Reference): Promise<Done | undefined> => {
  const made = await fillForm<Draft, { readonly name: string; readonly id: string | undefined }>({
    title: l10n.t('Create Incident'),
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
    submit: l10n.t('Create Incident'),
    effect: (draft) => toEffect(tools, draft),
    send: async (draft) => {
      if (!draft.service) throw new TypeError('The service is asked for before.');
      const incident = await tools.creation.incident({ ...draft, service: draft.service });
      await tools.writeText.forget(draftKey);
      return { name: incident ? toIncidentTitle(incident) : draft.title, id: incident?.id };
    },
  });
  if (!made) return undefined;
  tools.didCreate('incidents');
  if (made.id !== undefined) await tools.showIncident(made.id);
  return { text: l10n.t('Created {0}', made.name) };
};
