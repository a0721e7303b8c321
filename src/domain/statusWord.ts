import * as l10n from '@vscode/l10n';
import type { IncidentStatus } from './incident.ts';

const words: { readonly [S in IncidentStatus]: () => string } = {
  triggered: () => l10n.t('triggered'),
  acknowledged: () => l10n.t('acknowledged'),
  resolved: () => l10n.t('resolved'),
};

/** A status as a word within a sentence. */
export const toStatusWord = (status: IncidentStatus): string => words[status]();
