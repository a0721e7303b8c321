import * as vscode from 'vscode';
import type { Account, Token } from './api/account.ts';
import { createClient, type Send } from './api/client.ts';
import { table } from './api/generated/table.ts';
import { createTransport } from './api/transport.ts';
import { createIncidentStore } from './store/incidentStore.ts';
import { createOnCallStore } from './store/onCallStore.ts';
import { createOwnActs, type OwnActs, toNotedSend } from './store/ownActs.ts';
import { createServiceStore } from './store/serviceStore.ts';
import { createSession } from './store/session.ts';
import type { StoreOptions } from './store/storeOptions.ts';
import { createFormat } from './util/format.ts';
import type { Moment } from './views/moment.ts';
import { registerAgent } from './vscode/agent.ts';
import { createRefreshTouched, createRetryFailed } from './vscode/createRefreshTouched.ts';
import { createFindIncident } from './vscode/findShownIncident.ts';
import { readIncidentSettings } from './vscode/incidentSettings.ts';
import { toLoggedSend } from './vscode/loggedSend.ts';
import { registerNoteEditor } from './vscode/noteEditor.ts';
import { registerActs } from './vscode/registerActs.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { registerIncidentPages } from './vscode/registerIncidentPages.ts';
import { registerIncidents } from './vscode/registerIncidents.ts';
import { registerMentions } from './vscode/registerMentions.ts';
import { registerNews } from './vscode/registerNews.ts';
import { registerOnCalls } from './vscode/registerOnCalls.ts';
import { registerServices } from './vscode/registerServices.ts';
import { registerSession, startSession } from './vscode/registerSession.ts';
import { registerStatusBar } from './vscode/registerStatusBar.ts';
import { registerUriHandler } from './vscode/registerUriHandler.ts';
import { createReport } from './vscode/report.ts';
import { createResourceChanges } from './vscode/resourceChanges.ts';
import { createMemory, createSecretBox } from './vscode/secretBox.ts';
import { createSettings, type Settings } from './vscode/settings.ts';
import { startSample } from './vscode/startSample.ts';

/** Builds the extension and registers its parts. Nothing is fetched before a view is visible. */
export const activate = (context: vscode.ExtensionContext): void => {
  const own: Own = (part) => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('On-Call for PagerDuty', { log: true }));
  const report = createReport(log);
  const settings = own(createSettings());
  const acts = createOwnActs(Date.now);
  const { session, ...calls } = connect(context, settings, log, acts, own);
  const format = createFormat(vscode.env.language);
  const feature = { session, settings, report, moment: (): Moment => ({ now: Date.now(), format }) };

  const { secrets, workspaceState: memory } = context;
  const stores = createStores({ ...calls, session, now: Date.now }, memory, own);
  const { incidents, onCalls, services } = stores;
  const find = createFindIncident(incidents, services);

  const notes = own(registerNoteEditor({ memory, store: incidents, find, report }));
  const pages = own(
    registerIncidentPages({ ...feature, ...calls, incidents, find, extensionUri: context.extensionUri }, memory),
  );
  const forget = async (): Promise<void> => void (await Promise.all([notes.clear(), pages.clear()]));
  own(registerSession({ session, settings, secrets, retry: createRetryFailed(stores), forget, report }));
  const { selection } = own(
    registerIncidents(incidents, find, notes.open, { ...feature, extensionId: context.extension.id }),
  );
  own(registerActs({ ...feature, ...calls, ...stores, find, selection, editNote: notes.edit }));
  own(registerOnCalls(onCalls, feature));
  own(registerServices(services, incidents, feature));
  const didWrite = createRefreshTouched(stores);
  const { event: onDidChangeResources } = own(createResourceChanges(stores));
  own(registerAgent({ ...feature, context, send: calls.send, didWrite, onDidChangeResources }));
  own(registerStatusBar(incidents, onCalls, feature.moment, report));
  own(registerMentions({ incidents, services, find, moment: feature.moment }));
  own(registerUriHandler(session, report));
  own(registerNews({ ...feature, incidents, onCalls, acts }));
  own(registerCommands(report, { 'pagerduty.log.show': () => log.show() }));
  void startSession(session, settings, log);
};

type Own = <T extends vscode.Disposable>(part: T) => T;

/** What the views show, each with what it remembers of the person's choices. */
const createStores = (base: StoreOptions, memory: vscode.Memento, own: Own) => ({
  incidents: own(
    createIncidentStore({
      ...base,
      memory: createMemory(memory, 'pagerduty.incidents'),
      settings: readIncidentSettings,
    }),
  ),
  onCalls: own(createOnCallStore({ ...base, memory: createMemory(memory, 'pagerduty.onCalls') })),
  services: own(createServiceStore({ ...base, memory: createMemory(memory, 'pagerduty.services') })),
});

/** The session, and the one way in which everything in the extension calls PagerDuty. */
const connect = (
  context: vscode.ExtensionContext,
  settings: Settings,
  log: vscode.LogOutputChannel,
  acts: OwnActs,
  own: Own,
) => {
  const userAgent = `oncall-for-pagerduty/${context.extension.packageJSON.version}`;
  const toSend = (account: () => Account, token: () => Promise<Token | undefined>): Send =>
    toLoggedSend(createTransport({ account, token, userAgent }), log, Date.now);
  const session = own(
    createSession({
      secrets: createSecretBox(context.secrets),
      memory: createMemory(context.globalState, 'pagerduty.session'),
      connect: (account, token) =>
        createClient(
          table,
          toSend(
            () => account,
            async () => token,
          ),
        ),
      startSample,
      hosts: settings.hosts,
    }),
  );
  const send = toNotedSend(toSend(session.account, session.token), acts);
  return { session, send, client: createClient(table, send) };
};
