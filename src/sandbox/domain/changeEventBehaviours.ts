import type { Behaviour, Resource, State } from '../state.ts';
import { collectionOf, get, notFound } from './collections.ts';
import { idOf, lets, objects, texts } from './input.ts';
import type { Fields } from './model.ts';
import { toIso, toTimeOr } from './time.ts';

const idsOf = (refs: unknown): string[] => objects(refs).map(idOf);

const teamsOf = (state: State, change: Resource): string[] =>
  idsOf(change.services).flatMap(
    (id) =>
      collectionOf(state, 'services')
        .get(id)
        ?.teams.map((team) => team.id) ?? [],
  );

/** Newest first; a key is nobody's business in a list. */
const list = (state: State, changes: readonly Resource[], input: Fields): Fields => {
  const since = toIso(toTimeOr(input.since, 'since', 0));
  const until = toIso(toTimeOr(input.until, 'until', state.clock.now() + 30_000));
  const [teams, integrations] = [texts(input.team_ids), texts(input.integration_ids)];
  const found = changes.filter(
    (change) =>
      since <= String(change.timestamp) &&
      String(change.timestamp) < until &&
      lets(teams, teamsOf(state, change)) &&
      lets(integrations, [idOf(change.integration)]),
  );
  found.sort((a, b) => (String(a.timestamp) < String(b.timestamp) ? 1 : -1));
  return { change_events: found };
};

const listChangeEvents: Behaviour = ({ state }, input) =>
  list(state, [...state.collection('change_events').values()], input);

const listServiceChangeEvents: Behaviour = ({ state }, { id, ...input }) => {
  const service = get(state, 'services', id);
  const own = [...state.collection('change_events').values()].filter((change) =>
    idsOf(change.services).includes(service.id),
  );
  return list(state, own, input);
};

const updateChangeEvent: Behaviour = ({ state }, { id, ...fields }) => {
  const change = state.collection('change_events').get(String(id));
  if (!change) throw notFound();
  return { change_event: Object.assign(change, fields) };
};

/** Change events. */
export const changeEventBehaviours = { listChangeEvents, listServiceChangeEvents, updateChangeEvent } satisfies Record<
  string,
  Behaviour
>;
