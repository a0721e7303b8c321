import type { Incident } from '../domain/incident.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Session } from '../store/session.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { toChatQuery } from '../views/chatQuery.ts';
import { countForBadge, incidentNodes } from '../views/incidentNodes.ts';
import type { Moment } from '../views/moment.ts';
import { askChat } from './askChat.ts';
import { askSnooze } from './askSnooze.ts';
import { registerChoiceCommands, toScopeTitle } from './choiceCommands.ts';
import type { FindIncident } from './findShownIncident.ts';
import { registerIncidentCommands } from './incidentCommands.ts';
import { copy, type Item, registerItemCommands } from './itemCommands.ts';
import type { NotePlace } from './noteFiles.ts';
import { createPickIncidents } from './pickIncidents.ts';
import { registerCommands } from './registerCommands.ts';
import { registerContext } from './registerContext.ts';
import { registerPolling } from './registerPolling.ts';
import { toEditorLink } from './registerUriHandler.ts';
import type { Report } from './report.ts';
import type { Settings } from './settings.ts';
import { type Frame, type Row, registerTree } from './treeView.ts';
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
  /** The rows that are selected. */
  readonly selection: () => readonly Row[];
}

/** Registers the incident view with its commands. */
export const registerIncidents = (
  store: IncidentStore,
  find: FindIncident,
  writeNote: (place: NotePlace) => Promise<void>,
  { session, settings, moment, report, extensionId }: FeatureOptions & { readonly extensionId: string },
): RegisteredIncidents => {
  const tree = registerTree({
    id: 'pagerduty.incidents',
    nodes: () => incidentNodes(store.state, moment()),
    frame: () => toFrame(store),
    onDidChange: store.onDidChange,
    open: ({ objectId }) => objectId && void store.openDetails(objectId),
    close: ({ objectId }) => objectId && store.closeDetails(objectId),
  });
  const pick = createPickIncidents(store, moment);
  const registered = joinDisposables(
    tree,
    registerPolling({ tree, store, session, settings, countsWhenHidden: true }),
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
      askSnooze: () => askSnooze(moment()),
      copy,
      toEditorLink: (id) => toEditorLink(extensionId, id),
      askChat: (incident) => askChat(toChatQuery(incident, moment())),
      writeNote: (incident) => writeNote({ incidentId: incident.id, name: toName(incident) }),
      report,
    }),
    registerItemCommands({
      pick: async () => (await pick({ question: 'Which incident?' })).map(toItem),
      selection: tree.selection,
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

const toItem = ({ id, url }: Incident): Item => ({ objectId: id, ...(url === undefined ? {} : { url }) });

const toName = ({ number, id }: Incident): string => (number === undefined ? id : `#${number}`);

const toFrame = ({ state }: IncidentStore): Frame => {
  const { load, scope, choices } = state;
  const parts = [toScopeTitle(scope), choices.hideSnoozed && 'snoozed hidden'];
  return {
    description: load.kind === 'signedOut' ? '' : parts.filter(Boolean).join(' · '),
    badge: countForBadge(state),
  };
};
