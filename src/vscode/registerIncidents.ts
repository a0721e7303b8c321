import * as l10n from '@vscode/l10n';
import type { Incident } from '../domain/incident.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import { accountIdOf, pinAccount } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import { type Disposable, joinDisposables, joinEvents } from '../util/emitter.ts';
import { createMemo } from '../util/memo.ts';
import { toAccountNote } from '../views/accountPicks.ts';
import { toChatQuery } from '../views/chatQuery.ts';
import { countForBadge, type IncidentRows, incidentNodes } from '../views/incidentNodes.ts';
import type { Moment } from '../views/moment.ts';
import { askChat } from './askChat.ts';
import { registerChoiceCommands, toScopeTitle } from './choiceCommands.ts';
import type { FindIncident } from './findShownIncident.ts';
import { type IncidentCommandOptions, registerIncidentCommands } from './incidentCommands.ts';
import { copy, registerItemCommands, toItem } from './itemCommands.ts';
import { newsSettings } from './newsSettings.ts';
import type { NoteEditor } from './noteEditor.ts';
import { createPickIncidents, type PickIncidents } from './pickIncidents.ts';
import { registerCommands } from './registerCommands.ts';
import { registerContext } from './registerContext.ts';
import { registerPolling } from './registerPolling.ts';
import { toEditorLink } from './registerUriHandler.ts';
import { type Report, toAccountChanged } from './report.ts';
import type { Settings } from './settings.ts';
import type { Row } from './treeRows.ts';
import { type Frame, registerTree, type Tree } from './treeView.ts';
import { withProgressIn } from './withProgressIn.ts';

/** What a feature of the sidebar is given. */
export interface FeatureOptions {
  readonly session: Session;
  readonly settings: Settings;
  readonly moment: () => Moment;
  readonly report: Report;
}

/** The incident view. */
export interface RegisteredIncidents extends Disposable {
  /** The rows that a key acts on. */
  readonly selection: () => readonly Row[];
}

/** Registers the incident view with its commands. */
export const registerIncidents = (
  store: IncidentStore,
  find: FindIncident,
  writeNote: NoteEditor['open'],
  options: FeatureOptions & Pick<IncidentCommandOptions, 'activePage'> & { readonly extensionId: string },
): RegisteredIncidents => {
  const { session, settings, moment, report, activePage, extensionId } = options;
  const tree = registerIncidentTree(store, session, moment);
  const pick = keepToAccount(session, createPickIncidents(store, moment));
  const registered = joinDisposables(
    tree,
    registerPolling({ tree, store, session, settings, away: { isWanted: newsSettings.isAnyWanted, look: store.look } }),
    registerChoiceCommands(store, report),
    settings.onDidChange(store.takeSettings),
    // The person's teams may have changed since the sign-in.
    tree.onDidChangeVisibility((visible) => visible && void session.renew()),
    registerContext('pagerduty.incidents.snoozedHidden', store, ({ choices }) => choices.hideSnoozed),
    registerIncidentCommands({
      store,
      find,
      pick,
      selection: tree.selection,
      activePage,
      copy,
      toEditorLink: (id) => toEditorLink(extensionId, id),
      askChat: (incident) => askChat(toChatQuery(incident, moment())),
      writeNote: (incident) => writeNote({ incidentId: incident.id, name: toName(incident) }),
      report,
    }),
    registerItemCommands({
      pick: async () => (await pick({ question: l10n.t('Which incident?') })).map(toItem),
      selection: tree.selection,
      activePage,
      hasPages: () => session.state.kind === 'signedIn',
      report,
    }),
    registerCommands(report, {
      'pagerduty.incidents.refresh': () => withProgressIn('pagerduty.incidents', store.reload),
      'pagerduty.incidents.loadMore': () => store.loadMore(),
      'pagerduty.incident.refresh': (incident: Row | string) => {
        const id = typeof incident === 'string' ? incident : (incident.node.objectId ?? '');
        return withProgressIn('pagerduty.incidents', () => Promise.all([store.refresh(), store.openDetails(id)]));
      },
    }),
  );
  return { selection: tree.selection, dispose: registered.dispose };
};

/** Rows of incidents stay the same objects while nothing of them changes. */
const registerIncidentTree = (store: IncidentStore, session: Session, moment: () => Moment): Tree => {
  const rows: IncidentRows = createMemo();
  return registerTree({
    id: 'pagerduty.incidents',
    nodes: () => incidentNodes(store.state, moment(), rows),
    frame: () => toFrame(store, session),
    onDidChange: joinEvents<unknown>(store.onDidChange, session.onDidChangeAccounts),
    open: ({ objectId }) => objectId && void store.openDetails(objectId),
    close: ({ objectId }) => objectId && store.closeDetails(objectId),
  });
};

/** What was chosen in one account is not for another that was taken up meanwhile. */
const keepToAccount =
  (session: Session, pick: PickIncidents): PickIncidents =>
  async (question) => {
    const isSame = pinAccount(session);
    const chosen = await pick(question);
    if (!isSame()) throw toAccountChanged();
    return chosen;
  };

const toName = ({ number, id }: Incident): string => (number === undefined ? id : `#${number}`);

const toFrame = ({ state }: IncidentStore, session: Session): Frame => {
  const { load, scope, choices } = state;
  const account = toAccountNote(session.accounts, accountIdOf(session.state));
  const parts = [account, toScopeTitle(scope), choices.hideSnoozed && l10n.t('snoozed hidden')];
  return {
    description: load.kind === 'signedOut' ? '' : parts.filter(Boolean).join(' · '),
    badge: countForBadge(state),
  };
};
