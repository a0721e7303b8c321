import * as l10n from '@vscode/l10n';
import type { Severity } from '../domain/alert.ts';

const words: { readonly [S in Severity]: () => string } = {
  critical: () => l10n.t('critical'),
  error: () => l10n.t('error'),
  warning: () => l10n.t('warning'),
  info: () => l10n.t('info'),
};

/** `critical`, as it stands within a line; undefined for none. */
export const toSeverityText = (severity: Severity | undefined): string | undefined => severity && words[severity]();
