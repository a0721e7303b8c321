import type { Severity } from '../domain/alert.ts';
import type { DetailedAlert, Fact } from '../domain/alertDetails.ts';
import type { StackFrame } from '../domain/stackFrames.ts';
import { type PageContext, toDotted, toFileButton, toRichText, toSection, toSince } from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink } from './markup.ts';

const severityIcons: { readonly [S in Severity]: string } = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'info',
};

const toFact = ({ name, value }: Fact, { files }: PageContext): Markup =>
  h('div', { key: name }, h('dt', {}, name), h('dd', { dir: 'auto' }, toRichText(value, files)));

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
    h('h3', {}, 'Stack trace'),
    h('ol', { class: 'stack' }, ...frames.map((frame) => toFrame(frame, context))),
  );

const toBody = (alert: DetailedAlert, context: PageContext): Markup => {
  const { details } = alert;
  const links = [...details.runbooks, ...details.links];
  const isEmpty = details.json === undefined && details.facts.length === 0;
  const pages = context.hasPages && alert.url ? [{ text: 'Alert in PagerDuty', url: alert.url }] : [];
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
    isEmpty && h('p', { key: 'empty', class: 'quiet' }, 'Nothing more came with this alert.'),
    toStack(details.frames, context),
    links.length + pages.length > 0 &&
      h(
        'p',
        { key: 'links', class: 'links' },
        toDotted(...[...links, ...pages].map(({ text, url }) => toLink(text, url))),
      ),
    details.json !== undefined &&
      h(
        'details',
        { key: 'json', id: `json-${alert.id}` },
        h('summary', {}, 'Raw JSON'),
        // Reached by keyboard, so that it can be scrolled.
        h('pre', { tabindex: '0', role: 'region', 'aria-label': `Raw JSON of ${alert.title}` }, details.json),
      ),
  );
};

const toAlert = (alert: DetailedAlert, place: number, context: PageContext): Markup => {
  const { details } = alert;
  const icon = alert.status === 'resolved' ? 'pass' : alert.severity ? severityIcons[alert.severity] : 'bell';
  const state = alert.suppressed ? 'suppressed' : alert.status;
  return h(
    'li',
    { key: alert.id },
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
            alert.severity ?? details.severity ?? 'no severity',
            state,
            details.tool ?? alert.integration,
            alert.createdAt !== undefined && [toSince(alert.createdAt, context), ' ago'],
          ),
        ),
      ),
      toBody(alert, context),
    ),
  );
};

const words = {
  id: 'alerts',
  title: 'Alerts',
  empty: 'No alerts: somebody opened this incident by hand.',
  failed: 'Alerts could not be loaded',
};

/** The alerts with what the monitoring tools told, in one shape for all tools. */
export const toAlerts = (context: PageContext): Markup => {
  const { alerts } = context.state;
  const open = alerts.rows.filter(({ status }) => status === 'triggered').length;
  const count =
    alerts.rows.length > 0
      ? `${context.format.count(open)} open of ${context.format.count(alerts.rows.length)}`
      : undefined;
  return toSection(
    words,
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
