import { createHmac } from 'node:crypto';
import type { Resource, State } from '../state.ts';
import type { Fields, Ref } from './model.ts';
import { toIso } from './time.ts';

/** Something that webhook subscribers are told. */
export interface Happening {
  /** Such as `incident.triggered`. */
  readonly type: string;
  readonly agent: Ref | undefined;
  readonly data: Fields;
  /** What subscriptions filter by. */
  readonly serviceId?: string | undefined;
  readonly teamIds?: readonly string[] | undefined;
}

/** Where secrets lie that the API shows only once. */
export const secretsOf = (state: State): Map<string, Resource> => state.collection('.webhook_secrets');

/** `X-PagerDuty-Signature` of a raw body: HMAC-SHA256 under the subscription's secret (PagerDuty's webhooks v3). */
export const toSignature = (secret: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;

const wants = (subscription: Resource, { type, serviceId, teamIds }: Happening): boolean => {
  if (subscription.active === false || !(subscription.events as readonly string[]).includes(type)) return false;
  const filter = subscription.filter as { type: string; id?: string };
  if (filter.type === 'service_reference') return filter.id === serviceId;
  if (filter.type === 'team_reference') return filter.id !== undefined && (teamIds ?? []).includes(filter.id);
  return true;
};

/** Posts an event to one subscription, signed, with the subscription's own headers. */
export const deliverTo = (state: State, subscription: Resource, happening: Happening): void => {
  const method = subscription.delivery_method as {
    url: string;
    temporarily_disabled?: boolean;
    custom_headers?: readonly { name: string; value: string }[];
  };
  if (!state.deliver || method.temporarily_disabled === true) return;
  const event = {
    id: state.nextId('01'),
    event_type: happening.type,
    resource_type: happening.type.split('.')[0],
    occurred_at: toIso(state.clock.now()),
    agent: happening.agent ?? null,
    client: null,
    data: happening.data,
  };
  const body = JSON.stringify({ event });
  const secret = String(secretsOf(state).get(subscription.id)?.secret ?? '');
  const own = Object.fromEntries((method.custom_headers ?? []).map(({ name, value }) => [name, value]));
  state.deliver(
    method.url,
    {
      ...own,
      'Content-Type': 'application/json',
      'User-Agent': 'PagerDuty-Webhook/V3.0',
      'X-PagerDuty-Signature': toSignature(secret, body),
      'X-Webhook-Subscription': subscription.id,
    },
    body,
  );
};

/** Tells every subscription that asked for it. */
export const publish = (state: State, happening: Happening): void => {
  if (!state.deliver) return;
  for (const subscription of state.collection('webhook_subscriptions').values()) {
    if (wants(subscription, happening)) deliverTo(state, subscription, happening);
  }
};
