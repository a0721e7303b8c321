import type { Resource, State } from '../state.ts';
import { invalid } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { touch } from './incidentLife.ts';
import { type Actor, addLogEntry, refOfIncident } from './logEntry.ts';
import type { Fields, Incident } from './model.ts';

/** Every custom field that incidents may have: the account's and those of the incident types. */
export const incidentFields = (state: State): Resource[] => {
  const types = [...state.collection('incidents/types').values()];
  const ofTypes = types.flatMap((type) => [...state.collection(`incidents/types/${type.id}/custom_fields`).values()]);
  const own = [...state.collection('incidents/custom_fields').values()];
  const known = new Set(ofTypes.map((field) => field.name));
  return [...ofTypes, ...own.filter((field) => !known.has(field.name))];
};

const isOfType = (value: unknown, type: string): boolean => {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'url':
      return typeof value === 'string' && URL.canParse(value);
    default:
      return typeof value === 'string';
  }
};

const optionsOf = (field: Resource): string[] =>
  Array.isArray(field.field_options)
    ? field.field_options.map((option) => String(((option as Fields).data as Fields).value))
    : [];

/** Refuses a value that the field cannot hold; null empties the field. */
export const checkFieldValue = (field: Resource, value: unknown): void => {
  if (value === null) return;
  const type = String(field.field_type);
  const values: readonly unknown[] = type.startsWith('multi') ? (Array.isArray(value) ? value : [undefined]) : [value];
  const name = String(field.name);
  if (!values.every((v) => isOfType(v, String(field.data_type))))
    throw invalid(`${name} has a value of the wrong type`);
  const options = optionsOf(field);
  if (type.endsWith('fixed') && !values.every((v) => options.includes(String(v)))) {
    throw invalid(`${name} must be one of ${options.join(', ')}`);
  }
};

const valuesOf = (state: State, incidentId: string): Map<string, Resource> =>
  state.collection(`incidents/${incidentId}/custom_fields/values`);

const toValue = (field: Resource, value: unknown): Resource => ({
  id: field.id,
  type: 'field_value',
  name: field.name,
  display_name: field.display_name,
  field_type: field.field_type,
  data_type: field.data_type,
  description: field.description ?? null,
  value,
});

/** Values of all custom fields of an incident, null where none is set. */
export const listFieldValues = (state: State, incident: Incident): Resource[] =>
  incidentFields(state).map((field) => valuesOf(state, incident.id).get(field.id) ?? toValue(field, null));

/** Values come plain, or wrapped in an object as the published schema has it. */
const plainValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'value' in value ? (value.value ?? null) : (value ?? null);

/** Sets custom fields of an incident, all or none. */
export const setFieldValues = (state: State, incident: Incident, changes: readonly Fields[], actor: Actor): void => {
  const fields = incidentFields(state);
  const checked = changes.map((change) => {
    const field = fields.find((f) => f.id === change.id || f.name === change.name);
    if (!field) throw invalid(`Custom field ${String(change.id ?? change.name)} not found`);
    const value = plainValue(change.value);
    checkFieldValue(field, value);
    return { field, value };
  });
  for (const { field, value } of checked) {
    valuesOf(state, incident.id).set(field.id, toValue(field, value));
    const summary = `${String(field.display_name)} set to ${String(value ?? 'nothing')} by ${actor.agent.summary}.`;
    addLogEntry(state, incident, 'custom_field_value_change', summary, actor);
  }
  touch(state, incident);
  publishIncident(state, incident, 'custom_field_values.updated', actor.agent, {
    type: 'incident_field_values',
    incident: refOfIncident(incident),
    custom_fields: listFieldValues(state, incident),
    changed_field_names: checked.map(({ field }) => field.name),
  });
};
