import type { Behaviour, Resource, SandboxAnswer, State } from '../state.ts';
import { type AlertEvent, takeEvent } from './alertEvent.ts';
import { toRef, urlsOf } from './collections.ts';
import type { Fields } from './model.ts';
import { findRoute, type Route } from './routing.ts';
import { toIso, toTimeOr } from './time.ts';

/** The Events API's own form of a refusal. */
const refused = (...errors: readonly string[]): SandboxAnswer => ({
  status: 400,
  body: { status: 'invalid event', message: 'Event object is invalid', errors },
});

const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : []);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A new key of 32 hexadecimal digits, as PagerDuty gives them. */
export const newKey = (state: State): string =>
  Array.from({ length: 32 }, () => Math.floor(state.random() * 16).toString(16)).join('');

const contextsOf = (input: Fields): Fields[] => [
  ...listOf(input.links).map((link) => ({ type: 'link', ...link })),
  ...listOf(input.images).map((image) => ({ type: 'image', ...image })),
];

const toAlertEvent = (input: Fields, key: string): AlertEvent => {
  const payload = (input.payload ?? {}) as Fields; // The schema says that it is an object.
  const details = (payload.custom_details ?? {}) as Fields;
  const { custom_details: _, ...fields } = payload;
  const client = textOf(input.client);
  return {
    action: input.event_action as AlertEvent['action'], // The schema allows these three alone.
    key,
    summary: textOf(payload.summary) ?? 'Event without a summary',
    severity: (textOf(payload.severity) ?? 'critical') as AlertEvent['severity'],
    details,
    contexts: contextsOf(input),
    common: { ...fields, details, dedup_key: key, ...(client ? { client, client_url: input.client_url } : {}) },
  };
};

const sendEventV2: Behaviour = ({ state }, input) => {
  const payload = (input.payload ?? {}) as Fields; // The schema says that it is an object.
  const route = findRoute(state, String(input.routing_key), payload);
  if (!route) return refused('Invalid routing key');
  const action = input.event_action;
  const key = textOf(input.dedup_key);
  if (action === 'trigger' && !input.payload) return refused("'payload' is missing or blank");
  if (action !== 'trigger' && !key) return refused("'dedup_key' is missing or blank");
  const dedupKey = key ?? newKey(state);
  takeEvent(state, route, toAlertEvent(input, dedupKey));
  return { status: 'success', message: 'Event processed', dedup_key: dedupKey };
};

const sendEventV1: Behaviour = ({ state }, input) => {
  const action = input.event_type as AlertEvent['action']; // The schema allows these three alone.
  const description = textOf(input.description);
  const details = (input.details ?? {}) as Fields; // The schema says that it is an object.
  const route = findRoute(state, String(input.service_key), { summary: description });
  if (!route) return refused('Service key is not known');
  if (action === 'trigger' && !description) return refused('Description is missing or blank');
  const given = textOf(input.incident_key);
  if (action !== 'trigger' && !given) return refused('Incident key is missing or blank');
  const key = given ?? newKey(state);
  const summary = description ?? '';
  takeEvent(state, route, { action, key, summary, severity: 'critical', details, contexts: listOf(input.contexts) });
  return { status: 'success', message: 'Event processed', incident_key: key };
};

/** Keeps a change event of a service. */
export const addChangeEvent = (state: State, route: Route, key: string, event: Fields): Resource => {
  const payload = event.payload as Fields; // The schema asks for it.
  const id = state.nextId('0');
  const change = {
    id,
    type: 'change_event',
    ...urlsOf('change_events', id),
    summary: String(payload.summary),
    timestamp: toIso(toTimeOr(payload.timestamp, 'timestamp', state.clock.now())),
    source: String(payload.source ?? ''),
    services: route.service ? [toRef(route.service)] : [],
    ...(route.integration ? { integration: toRef(route.integration) } : {}),
    routing_key: key,
    links: listOf(event.links),
    images: listOf(event.images),
    custom_details: payload.custom_details ?? {},
  };
  state.collection('change_events').set(id, change);
  return change;
};

const sendChangeEvent: Behaviour = ({ state }, input) => {
  const key = String(input.routing_key);
  const route = findRoute(state, key, (input.payload ?? {}) as Fields); // The schema says that it is an object.
  if (!route) return refused('Invalid routing key');
  addChangeEvent(state, route, key, input);
  return { status: 'success', message: 'Change event processed' };
};

/** The Events API, versions 1 and 2. */
export const eventBehaviours = { sendEventV1, sendEventV2, sendChangeEvent } satisfies Record<string, Behaviour>;
