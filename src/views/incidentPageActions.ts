import * as l10n from '@vscode/l10n';
import type { PageIncident } from '../domain/pageIncident.ts';
import { type PageContext, toButton } from './incidentPageModel.ts';
import { type Content, h, type Markup } from './markup.ts';

const toOpenActions = ({ status }: PageIncident, busy: boolean): Content => [
  status === 'triggered' &&
    toButton(l10n.t('Acknowledge'), 'incident.acknowledge', {
      icon: 'eye',
      look: 'primary',
      disabled: busy,
      shortcut: 'A',
    }),
  toButton(l10n.t('Resolve'), 'incident.resolve', {
    icon: 'pass',
    disabled: busy,
    shortcut: 'R',
    ...(status === 'acknowledged' ? { look: 'primary' } : {}),
  }),
  toButton(l10n.t('Snooze…'), 'incident.snooze', {
    icon: 'bell-slash',
    disabled: busy,
    shortcut: 'S',
    opensList: true,
  }),
  toButton(l10n.t('Reassign…'), 'incident.reassign', { icon: 'person-add', shortcut: 'G', opensList: true }),
  toButton(l10n.t('Escalate…'), 'incident.escalate', { icon: 'arrow-up', shortcut: 'E', opensList: true }),
];

/** What a responder does most, each by a key too; all else is in the list behind the last button. */
export const toActions = (incident: PageIncident, { hasPages, state }: PageContext): Markup => {
  const busy = state.pending?.status !== undefined;
  return h(
    'div',
    { key: 'actions', class: 'actions', role: 'toolbar', 'aria-label': l10n.t('Actions') },
    incident.status === 'resolved'
      ? toButton(l10n.t('Reopen…'), 'incident.reopen', { icon: 'debug-restart', disabled: busy, opensList: true })
      : toOpenActions(incident, busy),
    toButton(l10n.t('More Actions…'), 'incident.act', { icon: 'ellipsis', shortcut: 'M', opensList: true }),
    hasPages &&
      incident.url !== undefined &&
      toButton(l10n.t('Open in PagerDuty'), 'open', { icon: 'link-external', look: 'icon' }),
    incident.url !== undefined && toButton(l10n.t('Copy Link'), 'copyLink', { icon: 'link', look: 'icon' }),
    toButton(l10n.t('Refresh'), 'refresh', { icon: 'refresh', look: 'icon' }),
  );
};
