import type { Behaviour, Resource, State } from '../state.ts';
import { type Fields, getThing, toList, toText } from './fields.ts';

/** What makes a service follow a standard, by words in the standard's name; unknown standards are met. */
const tests: readonly (readonly [name: RegExp, met: (service: Resource) => boolean])[] = [
  [/description/i, (service) => toText(service.description) !== ''],
  [/escalation/i, (service) => service.escalation_policy !== undefined],
  [/integration/i, (service) => toList(service.integrations).length > 0],
  [/team/i, (service) => toList(service.teams).length > 0],
];

const isMet = (standard: Resource, service: Resource): boolean => {
  const met = tests.find(([name]) => name.test(toText(standard.name)))?.[1];
  return met?.(service) ?? true;
};

const toScore = (state: State, service: Resource): Fields => {
  const standards = [...state.collection('standards').values()].map((standard) => ({
    id: standard.id,
    name: toText(standard.name),
    description: toText(standard.description),
    type: standard.type,
    active: standard.active === true,
    pass: isMet(standard, service),
  }));
  const active = standards.filter((standard) => standard.active);
  return {
    resource_id: service.id,
    resource_type: 'technical_service',
    score: { passing: active.filter(({ pass }) => pass).length, total: active.length },
    standards,
  };
};

/** How far services follow the account's standards. */
export const standardBehaviours: Readonly<Record<string, Behaviour>> = {
  listServiceStandardScores: ({ state }, input) => {
    const ids: readonly unknown[] = [input.ids ?? []].flat();
    const services = ids.flatMap((id) => state.collection('services').get(String(id)) ?? []);
    return { resources: services.map((service) => toScore(state, service)) };
  },
  getServiceStandardScores: ({ state }, input) => toScore(state, getThing(state.collection('services'), input.id)),
};
