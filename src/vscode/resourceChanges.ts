import type { Incident } from '../domain/incident.ts';
import type { OnCall } from '../domain/onCall.ts';
import type { Service } from '../domain/service.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';

interface Store<S> {
  readonly onDidChange: Event<{ readonly before: S; readonly after: S }>;
}

/** The stores whose news agents can subscribe to. */
export interface SeenStores {
  readonly incidents: Store<{ readonly incidents: ReadonlyMap<string, Incident> }>;
  readonly services: Store<{ readonly services: ReadonlyMap<string, Service> }>;
  readonly onCalls: Store<{ readonly onCalls: readonly OnCall[] }>;
}

/** Ids that came, went or became another row. */
const changedIds = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): readonly string[] =>
  before === after
    ? []
    : [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));

/** Turns what the stores see change into the addresses of resources that agents may have subscribed to. */
export const createResourceChanges = ({
  incidents,
  services,
  onCalls,
}: SeenStores): Disposable & { readonly event: Event<readonly string[]> } => {
  const changed = createEmitter<readonly string[]>();
  const tell = (place: string, ids: readonly string[], whole?: string): void => {
    const uris = ids.map((id) => `pagerduty://${place}/${id}`);
    if (uris.length > 0) changed.fire(whole === undefined ? uris : [whole, ...uris]);
  };
  const subscriptions = [
    incidents.onDidChange(({ before, after }) =>
      tell('incidents', changedIds(before.incidents, after.incidents), 'pagerduty://incidents'),
    ),
    services.onDidChange(({ before, after }) => tell('services', changedIds(before.services, after.services))),
    onCalls.onDidChange(({ before, after }) => {
      if (before.onCalls !== after.onCalls) changed.fire(['pagerduty://me/on-call']);
    }),
  ];
  return {
    event: changed.event,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
};
