import type { Behaviour, State } from '../state.ts';
import { collectionOf, getIncident, invalid } from './collections.ts';
import { dependenciesOf } from './dependency.ts';
import { texts } from './input.ts';
import type { Fields, Incident } from './model.ts';
import { openIncidents } from './serviceStatus.ts';
import { day, hour, toIso, toTime } from './time.ts';

/** The words of a title that tell what it is about. */
const wordsOf = (title: string): Set<string> => new Set(title.toLowerCase().match(/[a-z]{4,}/g) ?? []);

/** How alike two titles are: shared words by all words, 0 to 1. */
const likeness = (a: string, b: string): number => {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 0 : [...left].filter((word) => right.has(word)).length / all;
};

const ofService = (state: State, serviceId: string): Incident[] =>
  [...collectionOf(state, 'incidents').values()].filter((incident) => incident.service.id === serviceId);

/** At most 999 past incidents with at most three likenesses below (API reference, "List past incidents": limit). */
const listPastIncidents: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const limit = Number(input.limit ?? 5);
  if (limit < 1 || limit > 999) throw invalid('Limit must be between 1 and 999');
  const scored = ofService(state, incident.service.id)
    .filter(
      (other) => other.id !== incident.id && other.status === 'resolved' && other.created_at < incident.created_at,
    )
    .map((other) => ({ other, score: Math.round(likeness(incident.title, other.title) * 1000) / 10 }))
    .filter(({ score }) => score >= 20)
    .sort((a, b) => b.score - a.score);
  return {
    past_incidents: scored.slice(0, limit).map(({ other, score }) => ({
      incident: { id: other.id, created_at: other.created_at, self: other.self, title: other.title },
      score,
    })),
    limit,
    ...(input.total === true ? { total: scored.length } : {}),
  };
};

const toDependencyEnd = (id: string, type: string): Fields => ({ id, type });

const listRelatedIncidents: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const neighbours = dependenciesOf(state, incident.service.id);
  const related = neighbours.flatMap(({ neighbour, supporting, dependent }) =>
    openIncidents(state, neighbour).map((other) => ({
      incident: other,
      relationships: [
        {
          type: 'service_dependency',
          metadata: {
            supporting_services: [toDependencyEnd(supporting.id, supporting.type)],
            dependent_services: [toDependencyEnd(dependent.id, dependent.type)],
          },
        },
      ],
    })),
  );
  const alike = openIncidents(state, incident.service.id)
    .filter((other) => other.id !== incident.id && likeness(other.title, incident.title) >= 0.3)
    .map((other) => ({
      incident: other,
      relationships: [
        {
          type: 'machine_learning_inferred',
          metadata: {
            grouping_classification: 'similar_contents',
            user_feedback: { positive_feedback_count: 0, negative_feedback_count: 0 },
          },
        },
      ],
    }));
  // PagerDuty names at most 20.
  return { related_incidents: [...related, ...alike].slice(0, 20) };
};

const getOutlierIncident: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const alike = ofService(state, incident.service.id).filter((other) => likeness(other.title, incident.title) >= 0.5);
  return {
    outlier_incident: {
      incident,
      incident_template: {
        id: `T${incident.id.slice(1)}`,
        cluster_id: `C${incident.service.id.slice(1)}`,
        mined_text: incident.title.replace(/\d+/g, '<*>'),
      },
      occurrence: {
        category: alike.length > 3 ? 'frequent' : alike.length > 1 ? 'rare' : 'novel',
        count: alike.length,
      },
    },
  };
};

const listIncidentRelatedChangeEvents: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const created = toTime(incident.created_at, 'created_at');
  const [since, until] = [toIso(created - day), toIso(created + hour)];
  const neighbours = new Set(dependenciesOf(state, incident.service.id).map((d) => d.neighbour));
  const changes = [...state.collection('change_events').values()].flatMap((change) => {
    const at = String(change.timestamp);
    const ids = (change.services as { id: string }[]).map((service) => service.id);
    const own = ids.includes(incident.service.id);
    if (at < since || at >= until || !(own || ids.some((id) => neighbours.has(id)))) return [];
    return [{ ...change, correlation_reason: { reason: own ? 'most_recent' : 'related_service' } }];
  });
  const limit = Math.min(Number(texts(input.limit)[0] ?? 100), 100);
  return { change_events: changes.reverse().slice(0, limit) };
};

/** What other incidents and changes have to do with an incident. */
export const relatedBehaviours = {
  listPastIncidents,
  listRelatedIncidents,
  getOutlierIncident,
  listIncidentRelatedChangeEvents,
} satisfies Record<string, Behaviour>;
