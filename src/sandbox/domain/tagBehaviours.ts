import type { Behaviour, Resource, State } from '../state.ts';
import { invalid, notFound, toRef, urlsOf } from './collections.ts';
import { idOf, objects } from './input.ts';
import type { Fields } from './model.ts';

const entityOf = (state: State, input: Fields): Resource => {
  const entity = state.collection(String(input.entity_type)).get(String(input.id));
  if (!entity) throw notFound();
  return entity;
};

/** Tags of a user, team or escalation policy, by id. */
const tagsOf = (state: State, input: Fields): Map<string, Resource> =>
  state.collection(`${String(input.entity_type)}/${entityOf(state, input).id}/tags`);

/** The tag with a label, made where there is none. */
export const ensureTag = (state: State, label: string): Resource => {
  const tags = state.collection('tags');
  const known = [...tags.values()].find((tag) => tag.label === label);
  if (known) return known;
  const id = state.nextId();
  const tag = { id, type: 'tag', summary: label, label, ...urlsOf('tags', id) };
  tags.set(id, tag);
  return tag;
};

const changeEntityTags: Behaviour = ({ state }, input) => {
  const held = tagsOf(state, input);
  const added = objects(input.add).map((value) => {
    if (value.label !== undefined) return ensureTag(state, String(value.label));
    const tag = state.collection('tags').get(idOf(value));
    if (!tag) throw invalid('Tag not found');
    return tag;
  });
  for (const tag of added) held.set(tag.id, tag);
  for (const value of objects(input.remove)) held.delete(idOf(value));
  return {};
};

const listEntityTags: Behaviour = ({ state }, input) => ({ tags: [...tagsOf(state, input).values()] });

const listTaggedEntities: Behaviour = ({ state }, input) => {
  const tag = state.collection('tags').get(String(input.id));
  if (!tag) throw notFound();
  const type = String(input.entity_type);
  const entities = [...state.collection(type).values()].filter(({ id }) =>
    state.collection(`${type}/${id}/tags`).has(tag.id),
  );
  return { [type]: entities.map(toRef) };
};

const deleteTag: Behaviour = ({ state }, input) => {
  const id = String(input.id);
  if (!state.collection('tags').delete(id)) throw notFound();
  for (const type of ['users', 'teams', 'escalation_policies']) {
    for (const entity of state.collection(type).keys()) state.collection(`${type}/${entity}/tags`).delete(id);
  }
  return undefined;
};

/** Tags on users, teams and escalation policies. */
export const tagBehaviours = { changeEntityTags, listEntityTags, listTaggedEntities, deleteTag } satisfies Record<
  string,
  Behaviour
>;
