import * as l10n from '@vscode/l10n';
import { toAlerts } from './incidentPageAlerts.ts';
import { toChanges, toPast, toRelated, toStatusUpdates } from './incidentPageAside.ts';
import { toHead } from './incidentPageHead.ts';
import { type IncidentPage, type PageContext, shownIncident, toButton } from './incidentPageModel.ts';
import { toNotes } from './incidentPageNotes.ts';
import { toPeople } from './incidentPagePeople.ts';
import { toTimeline } from './incidentPageTimeline.ts';
import { escapeHtml, h, type Markup, toHtml, toIcon } from './markup.ts';
import type { Moment } from './moment.ts';

const toNotice = (text: string, button?: Markup): Markup =>
  h('div', { key: 'notice', class: 'notice' }, h('p', { role: 'status' }, toIcon('info'), text), button);

/** Takes all that an incident's page depends on; gives its content. Texts of strangers stay texts. */
export const incidentPage = (page: IncidentPage, moment: Moment): Markup => {
  const context: PageContext = { ...page, ...moment };
  const { load } = page.state;
  const attributes = { key: 'page', class: 'page' };
  if (load.kind === 'signedOut')
    return h(
      'article',
      attributes,
      toNotice(l10n.t('Sign in to see this incident.'), toButton(l10n.t('Sign In'), 'signIn', { look: 'primary' })),
    );
  const incident = shownIncident(page.state);
  if (!incident)
    return h(
      'article',
      attributes,
      load.kind === 'failed' ? toHead(context) : toNotice(l10n.t('Loading the incident…')),
    );
  const { id, status } = incident;
  const { hidden } = page.state;
  return h(
    'article',
    { ...attributes, 'data-vscode-context': JSON.stringify({ incidentId: id, incidentStatus: status }) },
    toHead(context),
    h('div', { key: 'main', class: 'main' }, toAlerts(context), toNotes(context), toTimeline(context)),
    h(
      'div',
      { key: 'aside', class: 'aside' },
      toPeople(context),
      toStatusUpdates(context),
      !hidden.has('changes') && toChanges(context),
      !hidden.has('related') && toRelated(context),
      !hidden.has('past') && toPast(context),
    ),
  );
};

/** Titles longer than this make tabs that hide each other. */
const longestTitle = 40;

/** The title of the page's tab. */
export const toPageTitle = (page: Pick<IncidentPage, 'state'>, before: string): string => {
  const incident = page.state.incident;
  if (!incident) return before;
  const title =
    incident.title.length > longestTitle ? `${incident.title.slice(0, longestTitle).trimEnd()}…` : incident.title;
  return incident.number === undefined ? title : `#${incident.number} ${title}`;
};

/** What the page's HTML document is made of. */
export interface PageDocument {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
  /** Language of times and numbers, such as `en`. */
  readonly language: string;
  /** Addresses within the page's own resources. */
  readonly script: string;
  readonly styles: readonly string[];
  /** Where the page's own resources come from, as the content security policy says it. */
  readonly source: string;
  /** Allows the one script. */
  readonly nonce: string;
}

/** Writes the page's document: own script, styles and font only, nothing from anywhere else. */
export const toPageDocument = ({
  id,
  title,
  content,
  language,
  script,
  styles,
  source,
  nonce,
}: PageDocument): string => {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source};`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styles.map((style) => `<link rel="stylesheet" href="${escapeHtml(style)}">`).join('\n')}
</head>
<body>
<main id="content" data-incident="${escapeHtml(id)}">${toHtml(content)}</main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
};
