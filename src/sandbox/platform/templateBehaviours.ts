import type { Behaviour, State } from '../state.ts';
import { type Fields, getThing, toFields, toText } from './fields.ts';

const field = (
  order: number,
  domain: string,
  summary: string,
  keyword: string,
  data_type: string,
  example: string,
): Fields => ({
  data_type,
  default_value: null,
  description: null,
  domain_name: { order, summary: domain },
  example,
  keyword,
  summary,
  type: 'standard_field',
});

const fields: readonly Fields[] = [
  field(1, 'Incident', 'Title', 'incident.title', 'string', 'Checkout is slow'),
  field(1, 'Incident', 'Number', 'incident.number', 'integer', '1204'),
  field(1, 'Incident', 'Status', 'incident.status', 'string', 'acknowledged'),
  field(1, 'Incident', 'Urgency', 'incident.urgency', 'string', 'high'),
  field(1, 'Incident', 'Priority', 'incident.priority', 'string', 'P2'),
  field(1, 'Incident', 'Created at', 'incident.created_at', 'datetime', '2026-03-02T10:00:00Z'),
  field(1, 'Incident', 'Address', 'incident.html_url', 'url', 'https://www.example.com/incidents/1204'),
  field(2, 'Service', 'Name', 'incident.service.name', 'string', 'Checkout'),
  field(3, 'Status update', 'Message', 'status_update.message', 'string', 'A fix is on its way'),
];

const toValues = (state: State, input: Fields): Fields => {
  const incident = state.collection('incidents').get(String(input.incident_id)) ?? {};
  const { incident_number, service, priority, ...rest } = toFields(incident);
  const serviceName = toText(toFields(service).summary);
  const priorityName = toText(toFields(priority).summary ?? toFields(priority).name);
  return {
    incident: { ...rest, number: incident_number, service: { name: serviceName }, priority: priorityName },
    status_update: toFields(input.status_update),
    external: input.external,
  };
};

const lookUp = (values: unknown, path: string): unknown =>
  path.split('.').reduce((value, step) => toFields(value)[step], values);

/** Fills `{{incident.title}}` in; gives what it could not fill, too. */
const fill = (template: unknown, values: Fields): { readonly text: string; readonly unknown: readonly string[] } => {
  const unknown: string[] = [];
  const text = toText(template).replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    const value = lookUp(values, path);
    if (value === undefined || value === null) unknown.push(`${path} has no value`);
    return String(value ?? '');
  });
  return { text, unknown };
};

const render: Behaviour = ({ state }, input) => {
  const template = getThing(state.collection('templates'), input.id);
  const values = toValues(state, input);
  const parts = Object.entries(toFields(template.templated_fields)).map(
    ([name, text]) => [name, fill(text, values)] as const,
  );
  return {
    templated_fields: Object.fromEntries(parts.map(([name, { text }]) => [name, text])),
    warnings: Object.fromEntries(
      parts.filter(([, { unknown }]) => unknown.length > 0).map(([name, { unknown }]) => [name, unknown]),
    ),
    errors: [],
  };
};

/** Templates of status updates, filled in with an incident's values. */
export const templateBehaviours: Readonly<Record<string, Behaviour>> = {
  listTemplateFields: () => ({ fields }),
  renderTemplate: render,
};
