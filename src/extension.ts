import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Account, Token } from './api/account.ts';
import { createClient, type Send } from './api/client.ts';
import { table } from './api/generated/table.ts';
import { createTransport } from './api/transport.ts';
import { toAccountSend } from './store/accountSend.ts';
import { createIncidentStore } from './store/incidentStore.ts';
import { createOnCallStore } from './store/onCallStore.ts';
import { accountIdOf, pinAccount } from './store/openSession.ts';
import { createOwnActs, type OwnActs, toNotedSend } from './store/ownActs.ts';
import { createServiceStore } from './store/serviceStore.ts';
import { createSession } from './store/session.ts';
import type { StoreOptions } from './store/storeOptions.ts';
import { registerAgent } from './vscode/agent.ts';
import { createChoiceMemory, toFollowedKey } from './vscode/choiceMemory.ts';
import { createExclusive } from './vscode/createExclusive.ts';
import { createRefreshTouched, createRetryFailed } from './vscode/createRefreshTouched.ts';
import { createFindIncident } from './vscode/findShownIncident.ts';
import type { IncidentPagesOptions } from './vscode/incidentPages.ts';
import { readIncidentSettings } from './vscode/incidentSettings.ts';
import { toLoggedSend } from './vscode/loggedSend.ts';
import { registerNoteEditor } from './vscode/noteEditor.ts';
import { registerActs } from './vscode/registerActs.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { registerGuides } from './vscode/registerGuides.ts';
import { registerIncidentPages } from './vscode/registerIncidentPages.ts';
import { registerIncidents } from './vscode/registerIncidents.ts';
import { registerLacks } from './vscode/registerLacks.ts';
import { registerMentions } from './vscode/registerMentions.ts';
import { registerMoment } from './vscode/registerMoment.ts';
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
import { registerTextEditor } from './vscode/textEditor.ts';
import { useLanguage } from './vscode/useLanguage.ts';

/**
 * Builds the extension and registers its parts. Nothing is fetched before a view is visible, but for what a person who
 * is signed in wants to be told of, a moment after the window has started.
 */
export const activate = (context: vscode.ExtensionContext): void => {
  useLanguage();
  const own: Own = (part) => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('On-Call for PagerDuty', { log: true }));
  const settings = own(createSettings());
  const acts = createOwnActs(Date.now);
  const { session, ...calls } = connect(context, settings, log, acts, own);
  const report = createReport(log, () => pinAccount(session));
  const { moment } = own(registerMoment(vscode.env.language, settings, report));
  const feature = { session, settings, report, moment };

  const { secrets, workspaceState: memory } = context;
  const stores = createStores({ ...calls, session, now: Date.now }, memory, own);
  const { incidents, onCalls, services } = stores;
  const find = createFindIncident(incidents, services);

  const { extension, extensionUri } = context;
  const lacks = own(registerLacks({ ...calls, session, incidents }));
  const writing = registerWriting({ ...feature, ...calls, incidents, find, lacks, extensionUri }, memory, own);
  const retry = createRetryFailed(stores);
  const { id: extensionId } = extension;
  const { forget, openNote, activePage } = writing;
  const { takeCallback } = own(registerSession({ ...feature, secrets, extensionId, retry, forget }));
  const { selection } = own(registerIncidents(incidents, find, openNote, { ...feature, activePage, extensionId }));
  own(registerActs({ ...feature, ...calls, ...stores, ...writing, extension, find, lacks, selection }));
  own(registerOnCalls(onCalls, feature));
  own(registerServices(services, incidents, feature));
  const didWrite = createRefreshTouched(stores);
  const { event: onDidChangeResources } = own(createResourceChanges(stores));
  own(registerAgent({ ...feature, context, send: calls.send, didWrite, onDidChangeResources }));
  own(registerStatusBar(incidents, onCalls, session, feature.moment, report));
  own(registerMentions({ incidents, services, find, moment: feature.moment }));
  own(registerUriHandler(session, takeCallback, report));
  const { fsPath: folder } = context.globalStorageUri;
  own(registerNews({ ...feature, incidents, onCalls, acts, folder, window: randomUUID() }));
  own(registerGuides(extensionId, report));
  own(registerCommands(report, { 'pagerduty.log.show': () => log.show() }));
  void startSession(session, settings, log);
};

type Own = <T extends vscode.Disposable>(part: T) => T;

/** Where a person writes and reads at length; what they began stays with its account until they sign out of that. */
const registerWriting = (options: Omit<IncidentPagesOptions, 'drafts'>, memory: vscode.Memento, own: Own) => {
  const { incidents, session, report } = options;
  const notes = own(registerNoteEditor({ ...options, memory, store: incidents }));
  const texts = own(registerTextEditor(memory, () => accountIdOf(session.state) ?? '', report));
  const pages = own(registerIncidentPages(options, memory));
  return {
    openNote: notes.open,
    editNote: notes.edit,
    writeText: texts.write,
    activePage: pages.active,
    forget: async (account: string): Promise<void> => {
      await Promise.all([notes, texts, pages].map((drafts) => drafts.clear(account)));
      await memory.update(toFollowedKey(account), undefined);
    },
  };
};

/** What the views show, each with what it remembers of the person's choices. */
const createStores = (base: StoreOptions, memory: vscode.Memento, own: Own) => ({
  incidents: own(
    createIncidentStore({
      ...base,
      memory: createChoiceMemory(memory, base.session),
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
      accounts: createMemory(context.globalState, 'pagerduty.accounts'),
      here: createMemory(context.workspaceState, 'pagerduty.account'),
      last: createMemory(context.globalState, 'pagerduty.account'),
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
      connectIssuer: async (issuer) => (await import('./vscode/accounts/main.ts')).connectIssuer(issuer),
      exclusive: createExclusive(path.join(context.globalStorageUri.fsPath, 'refresh')),
      now: Date.now,
    }),
  );
  const send = toNotedSend(
    toAccountSend(session, () => toSend(session.account, session.token)),
    acts,
  );
  return { session, send, client: createClient(table, send) };
};
