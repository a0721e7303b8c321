import * as l10n from '@vscode/l10n';
import type { Severity } from '../domain/alert.ts';
import type { DetailedAlert, Fact } from '../domain/alertDetails.ts';
import type { StackFrame } from '../domain/stackFrames.ts';
import { toStatusWord } from '../domain/statusWord.ts';
import {
  type PageContext,
  shownIncident,
  toButton,
  toDotted,
  toFileButton,
  toRichText,
  toSection,
  toSince,
} from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink, toMessage } from './markup.ts';
import { toSeverityText } from './severityText.ts';

const severityIcons: { readonly [S in Severity]: string } = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'info',
};

/** Without a key: two facts may have the same name, and their order stays. */
const toFact = ({ name, value }: Fact, { files }: PageContext): Markup =>
  h('div', {}, h('dt', {}, name), h('dd', { dir: 'auto' }, toRichText(value, files)));

const toPlace = ({ path, line, column }: StackFrame): string =>
  [path, line, column].filter((part) => part !== undefined).join(':');

const toFrame = (frame: StackFrame, { files }: PageContext): Markup => {
  const place = toPlace(frame);
  return h(
    'li',
    { class: frame.own ? undefined : 'library' },
    frame.call !== undefined && [h('span', { class: 'call' }, frame.call), ' '],
    files.has(frame.path) ? toFileButton(place, frame) : h('span', { class: 'place' }, place),
  );
};

const toStack = (frames: readonly StackFrame[], context: PageContext): Content =>
  frames.length > 0 &&
  h(
    'div',
    { key: 'stack' },
    h('h3', {}, l10n.t('Stack trace')),
    h('ol', { class: 'stack' }, ...frames.map((frame) => toFrame(frame, context))),
  );

/** What can be done to one alert while its incident is open. */
const toActions = ({ id, status, title }: DetailedAlert, context: PageContext): Content =>
  shownIncident(context.state)?.status !== 'resolved' &&
  h(
    'p',
    { key: 'actions', class: 'links' },
    toDotted(
      status === 'triggered' &&
        toButton(l10n.t('Resolve Alert'), 'alert.resolve', {
          look: 'link',
          data: id,
          label: l10n.t('Resolve the alert {0}', title),
        }),
      toButton(l10n.t('Move to Incident…'), 'alert.move', {
        look: 'link',
        data: id,
        label: l10n.t('Move the alert {0} to another incident', title),
      }),
    ),
  );

const toBody = (alert: DetailedAlert, context: PageContext): Markup => {
  const { details } = alert;
  const links = [...details.runbooks, ...details.links];
  const isEmpty = details.json === undefined && details.facts.length === 0;
  const pages = context.hasPages && alert.url ? [{ text: l10n.t('Alert in PagerDuty'), url: alert.url }] : [];
  return h(
    'div',
    { class: 'body' },
    details.title !== undefined &&
      details.title !== alert.title &&
      h('p', { key: 'title', dir: 'auto' }, details.title),
    details.facts.length > 0 &&
      h('dl', { key: 'facts', class: 'facts' }, ...details.facts.map((fact) => toFact(fact, context))),
    details.text !== undefined &&
      details.text !== alert.title &&
      h('p', { key: 'text', class: 'text', dir: 'auto' }, toRichText(details.text, context.files)),
    isEmpty && h('p', { key: 'empty', class: 'quiet' }, l10n.t('Nothing more came with this alert.')),
    toStack(details.frames, context),
    links.length + pages.length > 0 &&
      h(
        'p',
        { key: 'links', class: 'links' },
        toDotted(...[...links, ...pages].map(({ text, url }) => toLink(text, url))),
      ),
    toActions(alert, context),
    details.json !== undefined &&
      h(
        'details',
        { key: 'json', id: `json-${alert.id}` },
        h('summary', {}, l10n.t('Raw JSON')),
        // Reached by keyboard, so that it can be scrolled.
        h('pre', { tabindex: '0', role: 'region', 'aria-label': l10n.t('Raw JSON of {0}', alert.title) }, details.json),
      ),
  );
};

const toAlert = (alert: DetailedAlert, place: number, context: PageContext): Markup => {
  const { details } = alert;
  const icon = alert.status === 'resolved' ? 'pass' : alert.severity ? severityIcons[alert.severity] : 'bell';
  const state = alert.suppressed ? l10n.t('suppressed') : toStatusWord(alert.status);
  return h(
    'li',
    {
      key: alert.id,
      'data-vscode-context': JSON.stringify({ alertId: alert.id, alertStatus: alert.status }),
    },
    h(
      'details',
      // The first one is what people come for.
      { id: `alert-${alert.id}`, class: `alert ${alert.status} ${alert.severity ?? ''}`.trim(), open: place === 0 },
      h(
        'summary',
        {},
        toIcon(icon, `severity-${alert.status === 'resolved' ? 'resolved' : (alert.severity ?? 'none')}`),
        h('span', { class: 'title', dir: 'auto' }, alert.title),
        ' ',
        h(
          'span',
          { class: 'quiet' },
          toDotted(
            toSeverityText(alert.severity) ?? details.severity ?? l10n.t('no severity'),
            state,
            details.tool ?? alert.integration,
            alert.createdAt !== undefined && toMessage(l10n.t('{0} ago'), toSince(alert.createdAt, context)),
          ),
        ),
      ),
      toBody(alert, context),
    ),
  );
};

/** The alerts with what the monitoring tools told, in one shape for all tools. */
export const toAlerts = (context: PageContext): Markup => {
  const { alerts } = context.state;
  const open = alerts.rows.filter(({ status }) => status === 'triggered').length;
  const count =
    alerts.rows.length > 0
      ? l10n.t('{0} open of {1}', context.format.count(open), context.format.count(alerts.rows.length))
      : undefined;
  return toSection(
    {
      id: 'alerts',
      title: l10n.t('Alerts'),
      empty: l10n.t('No alerts: somebody opened this incident by hand.'),
      failed: l10n.t('Alerts could not be loaded'),
    },
    alerts,
    count,
    alerts.rows.length > 0 &&
      h(
        'ul',
        { key: 'rows', class: 'rows alerts' },
        ...alerts.rows.map((alert, place) => toAlert(alert, place, context)),
      ),
  );
};
