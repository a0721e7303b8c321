import type { Behaviour, Resource, State } from '../state.ts';
import { invalid, notFound } from './collections.ts';
import { objects } from './input.ts';
import type { Fields } from './model.ts';
import { toIso } from './time.ts';

/** Incident types are named by id or by name, so their collections are found through the type itself. */
const typeOf = (state: State, idOrName: unknown): Resource => {
  const types = state.collection('incidents/types');
  const found = types.get(String(idOrName)) ?? [...types.values()].find((type) => type.name === idOrName);
  if (!found) throw notFound();
  return found;
};

const fieldsOf = (state: State, input: Fields): Map<string, Resource> =>
  state.collection(`incidents/types/${typeOf(state, input.type_id_or_name).id}/custom_fields`);

const fieldOf = (state: State, input: Fields): Resource => {
  const field = fieldsOf(state, input).get(String(input.field_id));
  if (!field) throw notFound();
  return field;
};

/** Options of a field, which the field itself holds. */
const optionsOf = (field: Resource): Resource[] => {
  field.field_options ??= [];
  return field.field_options as Resource[]; // Only this file and the sample write options.
};

const toOption = (state: State, data: unknown): Resource => {
  const now = toIso(state.clock.now());
  return { id: state.nextId(), type: 'field_option', data, created_at: now, updated_at: now };
};

const change = (state: State, resource: Resource, fields: Fields): Resource =>
  Object.assign(resource, fields, { updated_at: toIso(state.clock.now()) });

const getIncidentType: Behaviour = ({ state }, input) => ({ incident_type: typeOf(state, input.type_id_or_name) });

const updateIncidentType: Behaviour = ({ state }, { type_id_or_name: name, ...fields }) => ({
  incident_type: change(state, typeOf(state, name), fields),
});

const createIncidentType: Behaviour = ({ state }, { parent_type: parentType, ...fields }) => {
  const types = state.collection('incidents/types');
  if ([...types.values()].some((type) => type.name === fields.name)) throw invalid('Name has already been taken');
  const parent = typeOf(state, parentType ?? 'incident_default');
  const now = toIso(state.clock.now());
  const made = {
    enabled: true,
    ...fields,
    id: state.nextId(),
    type: 'incident_type',
    parent: { id: parent.id, type: 'incident_type_reference' },
    created_at: now,
    updated_at: now,
  };
  types.set(made.id, made);
  return { incident_type: made };
};

const listIncidentTypeCustomFields: Behaviour = ({ state }, input) => ({
  fields: [...fieldsOf(state, input).values()],
});

const getIncidentTypeCustomField: Behaviour = ({ state }, input) => ({ field: fieldOf(state, input) });

const createIncidentTypeCustomField: Behaviour = ({ state }, input) => {
  const { type_id_or_name: typeName, default_value: value, field_options: options, ...fields } = input;
  const held = fieldsOf(state, input);
  if ([...held.values()].some((field) => field.name === fields.name)) throw invalid('Name has already been taken');
  const id = state.nextId();
  const type = typeOf(state, typeName);
  const made = {
    enabled: true,
    description: null,
    ...fields,
    id,
    type: 'field',
    incident_type: type.id,
    self: `https://api.pagerduty.com/incidents/types/${type.id}/custom_fields/${id}`,
    summary: String(fields.display_name),
    default_value: value === undefined ? null : { value },
    field_options: objects(options).map((option) => toOption(state, option.data)),
    created_at: toIso(state.clock.now()),
    updated_at: toIso(state.clock.now()),
  };
  held.set(id, made);
  return { field: made };
};

const updateIncidentTypeCustomField: Behaviour = ({ state }, input) => {
  const { type_id_or_name: _, field_id: __, default_value: value, field_options: options, ...fields } = input;
  const field = fieldOf(state, input);
  if (value !== undefined) field.default_value = { value };
  if (options !== undefined) field.field_options = objects(options).map((option) => toOption(state, option.data));
  return { field: change(state, field, fields) };
};

const deleteIncidentTypeCustomField: Behaviour = ({ state }, input) => {
  fieldsOf(state, input).delete(fieldOf(state, input).id);
  return undefined;
};

const optionOf = (state: State, input: Fields): Resource => {
  const option = optionsOf(fieldOf(state, input)).find((o) => o.id === input.field_option_id);
  if (!option) throw notFound();
  return option;
};

const listIncidentTypeCustomFieldOptions: Behaviour = ({ state }, input) => ({
  field_options: optionsOf(fieldOf(state, input)),
});

const getIncidentTypeCustomFieldOption: Behaviour = ({ state }, input) => ({ field_option: optionOf(state, input) });

const createIncidentTypeCustomFieldOption: Behaviour = ({ state }, input) => {
  const option = toOption(state, input.data);
  optionsOf(fieldOf(state, input)).push(option);
  return { field_option: option };
};

const updateIncidentTypeCustomFieldOption: Behaviour = ({ state }, input) => ({
  field_option: change(state, optionOf(state, input), { data: input.data }),
});

const deleteIncidentTypeCustomFieldOption: Behaviour = ({ state }, input) => {
  const field = fieldOf(state, input);
  const option = optionOf(state, input);
  field.field_options = optionsOf(field).filter((o) => o !== option);
  return undefined;
};

/** Incident types and their custom fields. */
export const incidentTypeBehaviours = {
  createIncidentType,
  getIncidentType,
  updateIncidentType,
  listIncidentTypeCustomFields,
  getIncidentTypeCustomField,
  createIncidentTypeCustomField,
  updateIncidentTypeCustomField,
  deleteIncidentTypeCustomField,
  listIncidentTypeCustomFieldOptions,
  getIncidentTypeCustomFieldOption,
  createIncidentTypeCustomFieldOption,
  updateIncidentTypeCustomFieldOption,
  deleteIncidentTypeCustomFieldOption,
} satisfies Record<string, Behaviour>;
