import * as l10n from '@vscode/l10n';
import type { Urgency } from '../domain/incident.ts';

/** `high urgency`, as it stands within a line. */
export const toUrgencyText = (urgency: Urgency): string =>
  urgency === 'high' ? l10n.t('high urgency') : l10n.t('low urgency');
