import type { Service as ApiService } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReference, parseReferences, parseUrl, type Reference } from './reference.ts';

/** State of a service: `warning` has acknowledged incidents only, `critical` triggered ones. */
export type ServiceStatus = 'active' | 'warning' | 'critical' | 'maintenance' | 'disabled';

/** What people see of a technical service. */
export interface Service {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly status: ServiceStatus;
  readonly escalationPolicy: Reference | undefined;
  readonly teams: readonly Reference[];
  readonly url: string | undefined;
}

const statuses: ReadonlySet<unknown> = new Set<ServiceStatus>([
  'active',
  'warning',
  'critical',
  'maintenance',
  'disabled',
]);

/** Takes a service as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseService = (api: ApiService | null | undefined): Service | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    name: toLine(api.name ?? api.summary ?? '') || api.id,
    description: toLine(api.description ?? '') || undefined,
    status: statuses.has(api.status) ? (api.status ?? 'active') : 'active',
    escalationPolicy: parseReference(api.escalation_policy),
    teams: parseReferences(api.teams),
    url: parseUrl(api.html_url),
  };
};
