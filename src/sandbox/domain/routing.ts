import type { Resource, State } from '../state.ts';
import { collectionOf } from './collections.ts';
import { holdsCondition } from './condition.ts';
import type { Fields, Service } from './model.ts';

/** Where an integration key leads: a service may be missing where no rule routes the event. */
export interface Route {
  readonly integration?: Resource | undefined;
  readonly service?: Service | undefined;
}

interface RouterRule {
  readonly conditions?: readonly { readonly expression: string }[];
  readonly actions?: { readonly route_to?: string };
}

interface Router {
  readonly sets?: readonly { readonly rules: readonly RouterRule[] }[];
  readonly catch_all?: { readonly actions?: { readonly route_to?: string } };
}

const isMet = (rule: RouterRule, event: Fields): boolean =>
  (rule.conditions ?? []).length === 0 || (rule.conditions ?? []).some((c) => holdsCondition(c.expression, event));

const routeBy = (router: Router | undefined, event: Fields): string | undefined => {
  const rules = (router?.sets ?? []).flatMap((set) => set.rules);
  return rules.find((rule) => isMet(rule, event))?.actions?.route_to ?? router?.catch_all?.actions?.route_to;
};

const viaService = (state: State, key: string): Route | undefined => {
  for (const service of collectionOf(state, 'services').values()) {
    if (!service.integrations?.length) continue;
    const integrations = state.collection(`services/${service.id}/integrations`);
    for (const ref of service.integrations) {
      const integration = integrations.get(ref.id);
      if (integration?.integration_key === key) return { integration, service };
    }
  }
  return undefined;
};

const viaOrchestration = (state: State, key: string, event: Fields): Route | undefined => {
  for (const { id } of state.collection('event_orchestrations').values()) {
    for (const integration of state.collection(`event_orchestrations/${id}/integrations`).values()) {
      if ((integration.parameters as { routing_key?: string } | undefined)?.routing_key !== key) continue;
      const router = state.collection(`event_orchestrations/${id}/router`).get('.') as Router | undefined;
      return { service: collectionOf(state, 'services').get(routeBy(router, event) ?? '') };
    }
  }
  return undefined;
};

const viaRuleset = (state: State, key: string): Route | undefined => {
  for (const ruleset of state.collection('rulesets').values()) {
    if (!(ruleset.routing_keys as readonly string[] | undefined)?.includes(key)) continue;
    for (const rule of state.collection(`rulesets/${ruleset.id}/rules`).values()) {
      const route = (rule.actions as { route?: { value?: string } | null } | undefined)?.route?.value;
      const service = collectionOf(state, 'services').get(route ?? '');
      if (service) return { service };
    }
    return {};
  }
  return undefined;
};

/** Finds where an integration key leads an event: `undefined` for a key that nobody has. */
export const findRoute = (state: State, key: string, event: Fields): Route | undefined =>
  viaService(state, key) ?? viaOrchestration(state, key, event) ?? viaRuleset(state, key);
