import { behaviours } from '../domain/behaviours.ts';
import type { EscalationPolicy, Fields, Schedule, Service } from '../domain/model.ts';
import { toIso } from '../domain/time.ts';
import type { Context, Resource, State } from '../state.ts';

/** The sample account while it is being filled: what has been made so far, by name. */
export interface Account {
  readonly state: State;
  readonly users: readonly Resource[];
  /** A resource by name; throws where the sample names what it has not made. */
  user(name: string): Resource;
  team(name: string): Resource;
  schedule(name: string): Schedule;
  policy(name: string): EscalationPolicy;
  service(name: string): Service;
  priority(name: string): Resource;
  /** Does what a call of an operation by the first user does, and gives the answer's one resource. */
  call(operationId: string, input: Fields): Resource;
  /** Puts a resource with a new id into a collection. */
  put(collection: string, type: string, fields: Fields, prefix?: string): Resource;
}

const byName = (state: State, collection: string, name: string): Resource => {
  for (const resource of state.collection(collection).values()) if (resource.name === name) return resource;
  throw new Error(`The sample has no ${name} in ${collection}`);
};

/** Makes the account view that the parts of the sample fill. */
export const createAccount = (state: State): Account => {
  const context = (): Context => ({
    state,
    user: state.collection('users').values().next().value,
    now: () => toIso(state.clock.now()),
  });
  return {
    state,
    get users() {
      return [...state.collection('users').values()];
    },
    user: (name) => byName(state, 'users', name),
    team: (name) => byName(state, 'teams', name),
    schedule: (name) => byName(state, 'schedules', name) as Schedule, // The schedules' behaviours made it.
    policy: (name) => byName(state, 'escalation_policies', name) as EscalationPolicy, // As above.
    service: (name) => byName(state, 'services', name) as Service, // As above.
    priority: (name) => byName(state, 'priorities', name),
    call: (operationId, input) => {
      const answer = behaviours[operationId]?.(context(), input) as Fields; // Each of these answers with one resource.
      return Object.values(answer)[0] as Resource;
    },
    put: (collection, type, fields, prefix) => {
      const id = typeof fields.id === 'string' ? fields.id : state.nextId(prefix);
      const resource = {
        type,
        summary: fields.name ?? fields.label ?? fields.description ?? null,
        self: `https://api.pagerduty.com/${collection}/${id}`,
        html_url: `https://sample-account.pagerduty.com/${collection}/${id}`,
        ...fields,
        id,
      };
      state.collection(collection).set(id, resource);
      return resource;
    },
  };
};
