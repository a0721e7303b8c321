import type { Resource, State } from '../state.ts';

/** One end of a dependency: a technical or a business service. */
export interface End {
  readonly id: string;
  readonly type: string;
}

/** A dependency as the account keeps it: the dependent service needs the supporting one. */
export interface Dependency extends Resource {
  supporting_service: End;
  dependent_service: End;
}

/** All dependencies between services by id. */
export const dependencies = (state: State): Map<string, Dependency> =>
  state.collection('service_dependencies') as Map<string, Dependency>; // Only dependencies are put there.

/** Whether an end is a business service. */
export const isBusiness = (end: End): boolean => end.type.startsWith('business_service');

/** Dependencies that touch a service, with its neighbour's id. */
export const dependenciesOf = (
  state: State,
  serviceId: string,
): { neighbour: string; supporting: End; dependent: End; dependency: Dependency }[] =>
  [...dependencies(state).values()].flatMap((dependency) => {
    const { supporting_service: supporting, dependent_service: dependent } = dependency;
    if (supporting.id === serviceId) return [{ neighbour: dependent.id, supporting, dependent, dependency }];
    if (dependent.id === serviceId) return [{ neighbour: supporting.id, supporting, dependent, dependency }];
    return [];
  });

/** Ids of all services that a service rests on, directly or through others. */
export const supportersOf = (state: State, serviceId: string): Set<string> => {
  const found = new Set<string>();
  const open = [serviceId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { supporting_service: supporting, dependent_service: dependent } of dependencies(state).values()) {
      if (dependent.id !== id || found.has(supporting.id)) continue;
      found.add(supporting.id);
      open.push(supporting.id);
    }
  }
  return found;
};
