import * as l10n from '@vscode/l10n';
import { toLine } from '../util/cleanText.ts';
import { type Incident, parseIncident } from './incident.ts';
import { parseTime } from './time.ts';

/** An open incident that may have to do with another one. */
export interface RelatedIncident {
  readonly incident: Incident;
  /** Why PagerDuty thinks so. */
  readonly reason: 'dependency' | 'similar' | 'feedback' | undefined;
}

/** A resolved incident that was like another one. */
export interface PastIncident {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  /** How alike, in percent. */
  readonly score: number | undefined;
}

interface ApiRelated {
  readonly incident?: Parameters<typeof parseIncident>[0];
  readonly relationships?: readonly (ApiRelationship | null)[] | null;
}

interface ApiRelationship {
  readonly type?: string | null;
  readonly metadata?: object | null;
}

const toReason = ({ type, metadata }: ApiRelationship): RelatedIncident['reason'] => {
  if (type === 'service_dependency') return 'dependency';
  if (type !== 'machine_learning_inferred') return undefined;
  const { grouping_classification: by } = (metadata ?? {}) as { readonly grouping_classification?: unknown };
  return by === 'prior_feedback' ? 'feedback' : 'similar';
};

/** Takes a related incident as the API gives it; gives undefined where no incident is named. */
export const parseRelatedIncident = (api: ApiRelated | null | undefined): RelatedIncident | undefined => {
  const incident = parseIncident(api?.incident);
  if (!incident) return undefined;
  return {
    incident,
    reason: (api?.relationships ?? []).map((row) => row && toReason(row)).find((row) => row != null) ?? undefined,
  };
};

interface ApiPast {
  readonly incident?: { readonly id?: string; readonly created_at?: string; readonly title?: string } | null;
  readonly score?: number | null;
}

/** Takes a past incident as the API gives it; gives undefined where no incident is named. */
export const parsePastIncident = (api: ApiPast | null | undefined): PastIncident | undefined => {
  const incident = api?.incident;
  if (!incident?.id) return undefined;
  return {
    id: incident.id,
    title: toLine(incident.title ?? '') || l10n.t('Incident {0}', incident.id),
    createdAt: parseTime(incident.created_at),
    score: typeof api?.score === 'number' ? api.score : undefined,
  };
};
