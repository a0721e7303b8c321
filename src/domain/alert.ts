import * as l10n from '@vscode/l10n';
import type { Alert as ApiAlert } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReference, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** How bad the monitoring tool says it is. */
export type Severity = 'info' | 'warning' | 'error' | 'critical';

/** What people see of an alert. Times are milliseconds since 1970. */
export interface Alert {
  readonly id: string;
  readonly title: string;
  readonly status: 'triggered' | 'resolved';
  readonly severity: Severity | undefined;
  readonly suppressed: boolean;
  readonly createdAt: number | undefined;
  readonly service: Reference | undefined;
  /** Integration that the alert came in by. */
  readonly integration: string | undefined;
  readonly url: string | undefined;
}

const severities: ReadonlySet<unknown> = new Set<Severity>(['info', 'warning', 'error', 'critical']);

/** Takes an alert as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseAlert = (api: ApiAlert | null | undefined): Alert | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    title: toLine(api.summary ?? '') || l10n.t('Alert {0}', api.id),
    status: api.status === 'resolved' ? 'resolved' : 'triggered',
    severity: severities.has(api.severity) ? api.severity : undefined,
    suppressed: api.suppressed === true,
    createdAt: parseTime(api.created_at),
    service: parseReference(api.service),
    integration: parseReference(api.integration)?.name,
    url: parseUrl(api.html_url),
  };
};
