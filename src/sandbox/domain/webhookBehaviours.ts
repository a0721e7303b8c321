import type { Behaviour, Resource, State } from '../state.ts';
import { invalid, notFound } from './collections.ts';
import { lets, objects, texts } from './input.ts';
import type { Fields } from './model.ts';
import { deliverTo, secretsOf } from './webhook.ts';

const collection = 'webhook_subscriptions';

const subscriptionOf = (state: State, id: unknown): Resource => {
  const found = state.collection(collection).get(String(id));
  if (!found) throw notFound();
  return found;
};

const checkFilter = (state: State, filter: Fields): void => {
  const place = { service_reference: 'services', team_reference: 'teams' }[String(filter.type)];
  if (place && !state.collection(place).has(String(filter.id))) throw invalid('Filter not found');
};

/** A new secret of 64 characters. */
const newSecret = (state: State): string =>
  Array.from({ length: 64 }, () => Math.floor(state.random() * 36).toString(36)).join('');

/** Keeps a subscription without its secret; gives the secret. */
export const addSubscription = (state: State, fields: Fields): { subscription: Resource; secret: string } => {
  const id = state.nextId();
  const method = fields.delivery_method as Fields; // The schema asks for it.
  const subscription = {
    description: '',
    ...fields,
    active: fields.active ?? true,
    id,
    type: 'webhook_subscription',
    delivery_method: {
      custom_headers: [],
      ...method,
      id: state.nextId(),
      type: 'http_delivery_method',
      temporarily_disabled: false,
      secret: null,
    },
  };
  const secret = newSecret(state);
  state.collection(collection).set(id, subscription);
  secretsOf(state).set(id, { id, type: 'secret', secret });
  return { subscription, secret };
};

/** Headers' values are shown as dots only (API reference, webhook subscriptions). */
const hideHeaders = (subscription: Resource, secret: string | null = null): Fields => {
  const method = subscription.delivery_method as Fields; // `addSubscription` made it.
  const headers = objects(method.custom_headers).map(({ name }) => ({ name, value: '<redacted>' }));
  return { ...subscription, delivery_method: { ...method, custom_headers: headers, secret } };
};

/** The one answer that shows the secret. */
const createWebhookSubscription: Behaviour = ({ state }, input) => {
  checkFilter(state, input.filter as Fields); // The schema asks for it.
  const { subscription, secret } = addSubscription(state, input);
  return { webhook_subscription: hideHeaders(subscription, secret) };
};

const getWebhookSubscription: Behaviour = ({ state }, input) => ({
  webhook_subscription: hideHeaders(subscriptionOf(state, input.id)),
});

const listWebhookSubscriptions: Behaviour = ({ state }, input) => {
  const [types, ids] = [texts(input.filter_type), texts(input.filter_id)];
  const found = [...state.collection(collection).values()].filter((subscription) => {
    const filter = subscription.filter as Fields; // The schema asks for it.
    return (
      lets(
        types.map((type) => `${type}_reference`),
        [String(filter.type)],
      ) && lets(ids, [String(filter.id)])
    );
  });
  return { webhook_subscriptions: found.map((subscription) => hideHeaders(subscription)) };
};

const updateWebhookSubscription: Behaviour = ({ state }, { id, oauth_client_id: _, ...fields }) => {
  const subscription = subscriptionOf(state, id);
  if (fields.filter) checkFilter(state, fields.filter as Fields); // The schema says that it is an object.
  Object.assign(subscription, fields);
  return { webhook_subscription: hideHeaders(subscription) };
};

const deleteWebhookSubscription: Behaviour = ({ state }, input) => {
  const { id } = subscriptionOf(state, input.id);
  state.collection(collection).delete(id);
  secretsOf(state).delete(id);
  return undefined;
};

const enableWebhookSubscription: Behaviour = ({ state }, input) => {
  const subscription = subscriptionOf(state, input.id);
  subscription.delivery_method = { ...(subscription.delivery_method as Fields), temporarily_disabled: false };
  return { webhook_subscription: hideHeaders(subscription) };
};

const testWebhookSubscription: Behaviour = ({ state }, input) => {
  const subscription = subscriptionOf(state, input.id);
  const data = { message: 'Hello from your friend Pagey!', type: 'ping' };
  deliverTo(state, subscription, { type: 'pagey.ping', agent: undefined, data });
  return undefined;
};

/** Webhook subscriptions, version 3. */
export const webhookBehaviours = {
  listWebhookSubscriptions,
  getWebhookSubscription,
  createWebhookSubscription,
  updateWebhookSubscription,
  deleteWebhookSubscription,
  enableWebhookSubscription,
  testWebhookSubscription,
} satisfies Record<string, Behaviour>;
