import * as l10n from '@vscode/l10n';
import type { MaintenanceWindow as ApiMaintenanceWindow } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReference, parseReferences, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** A time in which services make no incidents. Times are milliseconds since 1970. */
export interface MaintenanceWindow {
  readonly id: string;
  readonly description: string;
  readonly start: number;
  readonly end: number;
  readonly services: readonly Reference[];
  readonly createdBy: Reference | undefined;
  readonly url: string | undefined;
}

/** Takes a maintenance window as the API gives it; gives undefined without id or times. */
export const parseMaintenanceWindow = (api: ApiMaintenanceWindow | null | undefined): MaintenanceWindow | undefined => {
  const start = parseTime(api?.start_time);
  const end = parseTime(api?.end_time);
  if (!api?.id || start === undefined || end === undefined) return undefined;
  return {
    id: api.id,
    description: toLine(api.description ?? api.summary ?? '') || l10n.t('Maintenance'),
    start,
    end,
    services: parseReferences(api.services),
    createdBy: parseReference(api.created_by),
    url: parseUrl(api.html_url),
  };
};
