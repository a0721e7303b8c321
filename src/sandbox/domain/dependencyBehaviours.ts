import type { Behaviour, State } from '../state.ts';
import { invalid, notFound } from './collections.ts';
import { type Dependency, dependencies, type End, isBusiness, supportersOf } from './dependency.ts';
import { objects } from './input.ts';
import type { Fields } from './model.ts';

const endOf = (state: State, value: unknown): End => {
  const { id } = value as { id: string }; // The schema asks for it.
  if (state.collection('services').has(id)) return { id, type: 'technical_service' };
  if (state.collection('business_services').has(id)) return { id, type: 'business_service' };
  throw invalid(`Service ${id} not found`);
};

const find = (state: State, supporting: End, dependent: End): Dependency | undefined =>
  [...dependencies(state).values()].find(
    (d) => d.supporting_service.id === supporting.id && d.dependent_service.id === dependent.id,
  );

/** Notes that one service needs another; an error where that would go round in a circle. */
export const addDependency = (state: State, supporting: End, dependent: End): Dependency => {
  const known = find(state, supporting, dependent);
  if (known) return known;
  if (supporting.id === dependent.id || supportersOf(state, supporting.id).has(dependent.id)) {
    throw invalid('Services cannot depend on each other in a circle');
  }
  const id = state.nextId('D');
  const dependency = { id, type: 'service_dependency', supporting_service: supporting, dependent_service: dependent };
  dependencies(state).set(id, dependency);
  return dependency;
};

const endsOf = (state: State, relationship: Fields): { supporting: End; dependent: End } => ({
  supporting: endOf(state, relationship.supporting_service),
  dependent: endOf(state, relationship.dependent_service),
});

const createServiceDependencies: Behaviour = ({ state }, input) => {
  const ends = objects(input.relationships).map((relationship) => endsOf(state, relationship));
  return { relationships: ends.map(({ supporting, dependent }) => addDependency(state, supporting, dependent)) };
};

const deleteServiceDependencies: Behaviour = ({ state }, input) => {
  const found = objects(input.relationships).map((relationship) => {
    const { supporting, dependent } = endsOf(state, relationship);
    const dependency = find(state, supporting, dependent);
    if (!dependency) throw notFound();
    return dependency;
  });
  for (const dependency of found) dependencies(state).delete(dependency.id);
  return { relationships: found };
};

const ofService =
  (wanted: 'business' | 'technical'): Behaviour =>
  ({ state }, input) => {
    const id = String(input.id);
    if (!state.collection(wanted === 'business' ? 'business_services' : 'services').has(id)) throw notFound();
    const touches = (end: End): boolean => end.id === id && isBusiness(end) === (wanted === 'business');
    const found = [...dependencies(state).values()];
    return { relationships: found.filter((d) => touches(d.supporting_service) || touches(d.dependent_service)) };
  };

/** Which service needs which. */
export const dependencyBehaviours = {
  createServiceDependencies,
  deleteServiceDependencies,
  listBusinessServiceDependencies: ofService('business'),
  listTechnicalServiceDependencies: ofService('technical'),
} satisfies Record<string, Behaviour>;
