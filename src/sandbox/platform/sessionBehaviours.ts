import type { Behaviour, Resource, State } from '../state.ts';

/** Limits of an account that never set any, in seconds. */
const usual = { absolute_session_ttl: 2_592_000, idle_session_ttl: 86_400 } as const;
const kinds = ['mobile', 'web'] as const;

const get = (state: State, kind: string): Resource => {
  const known = state.collection('session_configurations').get(kind);
  const made = known ?? { id: kind, type: kind, ...usual };
  state.collection('session_configurations').set(kind, made);
  return made;
};

const told = ({ type, absolute_session_ttl, idle_session_ttl }: Resource) => ({
  type,
  absolute_session_ttl,
  idle_session_ttl,
});

const list: Behaviour = ({ state }, input) => ({
  session_configurations: kinds
    .filter((kind) => input.type === undefined || input.type === kind)
    .map((kind) => told(get(state, kind))),
});

/** How long sessions last, of mobile and of web. */
export const sessionBehaviours: Readonly<Record<string, Behaviour>> = {
  getSessionConfigurations: list,
  updateSessionConfigurations: (context, input) => {
    const kind = String(input.type);
    const { absolute_session_ttl, idle_session_ttl } = input;
    context.state
      .collection('session_configurations')
      .set(kind, { id: kind, type: kind, absolute_session_ttl, idle_session_ttl });
    return list(context, { type: kind });
  },
  deleteSessionConfigurations: ({ state }, input) => {
    state.collection('session_configurations').delete(String(input.type));
    return undefined;
  },
};
