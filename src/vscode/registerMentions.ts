import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Incident } from '../domain/incident.ts';
import { createFindMentions, type FindMentions, type Mention } from '../domain/mentions.ts';
import { allIncidents } from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { ServiceStore } from '../store/serviceStore.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { hoverCommands, toCommandUri, toIncidentHover } from '../views/incidentHover.ts';
import type { Moment } from '../views/moment.ts';
import type { FindIncident } from './findShownIncident.ts';

/** What finding mentions of incidents works with. */
export interface MentionOptions {
  readonly incidents: Pick<IncidentStore, 'state'>;
  readonly services: Pick<ServiceStore, 'state'>;
  /** Finds an incident by id among those that are loaded. */
  readonly find: FindIncident;
  readonly moment: () => Moment;
}

/** A mention of an incident that is loaded. */
interface Known extends Mention {
  readonly known: Incident;
}

/** Longer documents are left alone: their lines are not looked through while somebody types. */
const longestDocument = 500_000;

/** Longer lines are data, not text. */
const longestLine = 5_000;

/** Everything that people read and write; outputs and comments too. */
const everywhere: vscode.DocumentSelector = { pattern: '**' };

/**
 * Registers hovers and links on addresses and numbers of incidents, in documents and terminals. They are answered from
 * what is loaded: no text ever leaves the editor because it looks like an incident.
 */
export const registerMentions = (options: MentionOptions): Disposable => {
  const { moment } = options;
  const findKnown = (text: string): readonly Known[] => {
    if (text.length > longestDocument) return [];
    const mentions = readFind()(text);
    return mentions.length > 0 ? toKnown(mentions, options) : [];
  };
  return joinDisposables(
    vscode.languages.registerHoverProvider(everywhere, {
      provideHover: (document, position) => {
        const { text } = document.lineAt(position.line);
        if (text.length > longestLine) return undefined;
        const found = findKnown(text).find(
          ({ start, end }) => start <= position.character && position.character <= end,
        );
        return found && toHover(found, position.line, moment());
      },
    }),
    vscode.languages.registerDocumentLinkProvider(everywhere, {
      provideDocumentLinks: (document) => findKnown(document.getText()).map((known) => toLink(document, known)),
    }),
    vscode.window.registerTerminalLinkProvider(toTerminalLinks(findKnown)),
  );
};

interface TerminalLink extends vscode.TerminalLink {
  readonly id: string;
}

const toTerminalLinks = (findKnown: (text: string) => readonly Known[]): vscode.TerminalLinkProvider<TerminalLink> => ({
  provideTerminalLinks: ({ line }) =>
    (line.length > longestLine ? [] : findKnown(line)).map(({ start, end, known }) => ({
      startIndex: start,
      length: end - start,
      tooltip: toTip(known),
      id: known.id,
    })),
  handleTerminalLink: ({ id }) => vscode.commands.executeCommand(hoverCommands[0], id),
});

/** The prefixes may be set anew at any time; making a finder is cheap. */
const readFind = (): FindMentions => {
  const prefixes: unknown = vscode.workspace.getConfiguration('pagerduty').get('linkPrefixes');
  const texts = (Array.isArray(prefixes) ? prefixes : []).filter((prefix) => typeof prefix === 'string');
  return createFindMentions(texts);
};

const toKnown = (mentions: readonly Mention[], { incidents, services, find }: MentionOptions): readonly Known[] => {
  const loaded = [...allIncidents(incidents.state), ...[...(services.state.incidents?.values() ?? [])].flat()];
  const byNumber = new Map(loaded.flatMap((incident) => (incident.number ? [[incident.number, incident]] : [])));
  return mentions.flatMap((mention): readonly Known[] => {
    const named = mention.incident;
    const id = 'id' in named ? named.id : byNumber.get(named.number)?.id;
    const known = id === undefined ? undefined : find(id);
    return known ? [{ ...mention, known }] : [];
  });
};

const toHover = ({ start, end, known }: Known, line: number, moment: Moment): vscode.Hover => {
  const text = new vscode.MarkdownString(toIncidentHover(known, moment));
  text.isTrusted = { enabledCommands: hoverCommands };
  return new vscode.Hover(text, new vscode.Range(line, start, line, end));
};

const toTip = ({ number, title }: Incident): string =>
  l10n.t('Show incident {0}', `${number === undefined ? '' : `#${number} `}${title}`);

const toLink = (document: vscode.TextDocument, { start, end, known }: Known): vscode.DocumentLink => {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const link = new vscode.DocumentLink(range, vscode.Uri.parse(toCommandUri(hoverCommands[0], known.id)));
  link.tooltip = toTip(known);
  return link;
};
