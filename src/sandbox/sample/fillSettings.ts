import { toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

const priorities: readonly (readonly [name: string, description: string, color: string])[] = [
  ['P1', 'Many customers cannot buy, or money is at stake. All hands.', 'a8171c'],
  ['P2', 'Some customers are hurt, or many soon will be.', 'eb6016'],
  ['P3', 'A part is limp, there is a way around it.', 'f9b406'],
  ['P4', 'A nuisance. Within the week.', '555555'],
  ['P5', 'Good to know.', '555555'],
];

const customFields: readonly (readonly [
  name: string,
  display: string,
  dataType: string,
  fieldType: string,
  description: string,
  options: readonly string[],
])[] = [
  [
    'impact',
    'Impact',
    'string',
    'single_value_fixed',
    'Who notices the incident.',
    ['Nobody yet', 'Colleagues', 'Some customers', 'All customers'],
  ],
  ['customers_affected', 'Customers affected', 'integer', 'single_value', 'A rough count.', []],
  ['regions', 'Regions', 'string', 'multi_value_fixed', 'Where it happens.', ['eu-central', 'us-east', 'ap-southeast']],
  ['ticket', 'Ticket', 'url', 'single_value', 'Follow-up work.', []],
];

const addPriorities = ({ put }: Account): void => {
  priorities.forEach(([name, description, color], index) => {
    put('priorities', 'priority', {
      name,
      summary: name,
      description,
      color,
      order: 2 ** (priorities.length - index),
      schema_version: 1,
    });
  });
};

const addIncidentTypes = ({ put, state }: Account): void => {
  const now = toIso(state.clock.now() - 400 * 86_400_000);
  const stamps = { created_at: now, updated_at: now };
  const base = put('incidents/types', 'incident_type', {
    name: 'incident_default',
    display_name: 'Base Incident',
    description: 'What every incident is.',
    enabled: true,
    ...stamps,
  });
  put('incidents/types', 'incident_type', {
    name: 'security_incident',
    display_name: 'Security Incident',
    description: 'Somebody is where they should not be.',
    enabled: true,
    parent: { id: base.id, type: 'incident_type_reference' },
    ...stamps,
  });
  for (const [name, display, dataType, fieldType, description, options] of customFields) {
    const fields = {
      name,
      display_name: display,
      summary: display,
      data_type: dataType,
      field_type: fieldType,
      description,
      default_value: null,
      enabled: true,
      ...stamps,
      field_options: options.map((value) => ({
        id: state.nextId(),
        type: 'field_option',
        data: { data_type: dataType, value },
        ...stamps,
      })),
    };
    const field = put(`incidents/types/${base.id}/custom_fields`, 'field', { ...fields, incident_type: base.id });
    // The retired endpoints show the same fields.
    const { enabled: _, ...old } = fields;
    put('incidents/custom_fields', 'field', { ...old, id: field.id });
  }
};

const addServiceFields = ({ put, state }: Account): void => {
  const now = toIso(state.clock.now() - 90 * 86_400_000);
  const stamps = { created_at: now, updated_at: now };
  const field = (name: string, display: string, description: string, options: readonly string[]): void => {
    put('services/custom_fields', 'field', {
      name,
      display_name: display,
      summary: display,
      data_type: 'string',
      field_type: options.length > 0 ? 'single_value_fixed' : 'single_value',
      description,
      enabled: true,
      ...stamps,
      field_options: options.map((value) => ({
        id: state.nextId(),
        type: 'field_option',
        data: { data_type: 'string', value },
        ...stamps,
      })),
    });
  };
  field('tier', 'Tier', 'How much hangs on the service.', ['Tier 1', 'Tier 2', 'Tier 3']);
  field('repository', 'Repository', 'Where the code is.', []);
};

/** Puts priorities, incident types and custom fields into the account. */
export const fillSettings = (account: Account): void => {
  addPriorities(account);
  addIncidentTypes(account);
  addServiceFields(account);
};
