import type { Behaviour, State } from '../state.ts';
import { getIncident, notFound } from './collections.ts';
import { objects } from './input.ts';
import type { Fields } from './model.ts';

/** Id that the sample account bears in notification subscriptions. */
const accountId = 'PSAMPLE';

const subscribersOf = (state: State, place: string) => state.collection(`.subscribers/${place}`);

const keyOf = (value: Fields): string => `${String(value.subscriber_type)}/${String(value.subscriber_id)}`;

const list = (state: State, place: string): Fields[] =>
  [...subscribersOf(state, place).values()].map(({ subscriber_id, subscriber_type }) => ({
    subscriber_id,
    subscriber_type,
    has_indirect_subscription: false,
    subscribed_via: null,
  }));

const add = (state: State, place: string, subscribable: Fields, input: Fields): Fields => ({
  subscriptions: objects(input.subscribers).map((value) => {
    const { subscriber_id, subscriber_type } = value;
    const known = subscribersOf(state, place).has(keyOf(value));
    subscribersOf(state, place).set(keyOf(value), {
      id: keyOf(value),
      type: 'subscriber',
      subscriber_id,
      subscriber_type,
    });
    return {
      account_id: accountId,
      ...subscribable,
      subscriber_id,
      subscriber_type,
      result: known ? 'duplicate' : 'success',
    };
  }),
});

const remove = (state: State, place: string, input: Fields): Fields => {
  const given = objects(input.subscribers);
  const deleted = given.filter((value) => subscribersOf(state, place).delete(keyOf(value))).length;
  return { deleted_count: deleted, unauthorized_count: 0, non_existent_count: given.length - deleted };
};

const incidentPlace = (state: State, id: unknown): { place: string; subscribable: Fields } => {
  const incident = getIncident(state, id);
  return {
    place: `incidents/${incident.id}`,
    subscribable: { subscribable_id: incident.id, subscribable_type: 'incident' },
  };
};

const businessServicePlace = (state: State, id: unknown): { place: string; subscribable: Fields } => {
  const service = state.collection('business_services').get(String(id));
  if (!service) throw notFound();
  return {
    place: `business_services/${service.id}`,
    subscribable: { subscribable_id: service.id, subscribable_type: 'business_service' },
  };
};

const listIncidentStatusUpdateSubscribers: Behaviour = ({ state }, input) => ({
  subscribers: list(state, incidentPlace(state, input.id).place),
  account_id: accountId,
});

const addIncidentStatusUpdateSubscribers: Behaviour = ({ state }, input) => {
  const { place, subscribable } = incidentPlace(state, input.id);
  return add(state, place, subscribable, input);
};

const removeIncidentStatusUpdateSubscribers: Behaviour = ({ state }, input) =>
  remove(state, incidentPlace(state, input.id).place, input);

const listBusinessServiceSubscribers: Behaviour = ({ state }, input) => ({
  subscribers: list(state, businessServicePlace(state, input.id).place),
  account_id: accountId,
});

const addBusinessServiceSubscribers: Behaviour = ({ state }, input) => {
  const { place, subscribable } = businessServicePlace(state, input.id);
  return add(state, place, subscribable, input);
};

const removeBusinessServiceSubscribers: Behaviour = ({ state }, input) =>
  remove(state, businessServicePlace(state, input.id).place, input);

/** Who is told of status updates: of incidents and of business services. */
export const subscriberBehaviours = {
  listIncidentStatusUpdateSubscribers,
  addIncidentStatusUpdateSubscribers,
  removeIncidentStatusUpdateSubscribers,
  listBusinessServiceSubscribers,
  addBusinessServiceSubscribers,
  removeBusinessServiceSubscribers,
} satisfies Record<string, Behaviour>;
