import * as vscode from 'vscode';
import type { Account, Region } from '../api/account.ts';
import type { Issuer } from '../store/sessionState.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import { toRefreshInterval } from './settingValues.ts';

/** What the user has set, as it stands now. */
export interface Settings extends Disposable {
  /** `auto` until the sign-in has found it. */
  readonly region: () => Region | 'auto';
  /** Hosts in place of PagerDuty's own, from user settings alone; undefined where none is set. */
  readonly hosts: () => Account['hosts'];
  /** Where people sign in in the browser, from user settings alone; undefined for tokens only. */
  readonly issuer: () => Issuer | undefined;
  /** What such a sign-in asks for. */
  readonly oauthScopes: () => readonly string[];
  /** Milliseconds between two refreshes of a view in use. */
  readonly refreshInterval: () => number;
  /** Name of the time zone of all times; '' for the machine's. */
  readonly timeZone: () => string;
  readonly openSampleWhenSignedOut: () => boolean;
  readonly onDidChange: Event<void>;
}

/** Reads the settings under `pagerduty.` each time they are asked for. */
export const createSettings = (): Settings => {
  const changed = new vscode.EventEmitter<void>();
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('pagerduty')) changed.fire();
  });
  return {
    region: () => fromUser<Region | 'auto'>('region', 'auto'),
    hosts: toHosts,
    issuer: toIssuer,
    oauthScopes: () => fromUserOrDefault('oauth.scopes'),
    refreshInterval: () => toRefreshInterval(fromUser<unknown>('refreshInterval', undefined)),
    timeZone: () => String(fromUser<unknown>('timeZone', '')).trim(),
    openSampleWhenSignedOut: () => fromUser('sampleAccount.openWhenSignedOut', false),
    onDidChange: (listener) => changed.event(listener),
    dispose: () => vscode.Disposable.from(subscription, changed).dispose(),
  };
};

/** A value of the user settings: an opened folder must choose neither where the token goes nor when a person is told. */
const fromUser = <T>(key: string, otherwise: T): T =>
  vscode.workspace.getConfiguration('pagerduty').inspect<T>(key)?.globalValue ?? otherwise;

/** As `fromUser`, with the default of the manifest, which no folder can change either. */
const fromUserOrDefault = (key: string): readonly string[] => {
  const { globalValue, defaultValue } = vscode.workspace.getConfiguration('pagerduty').inspect<unknown>(key) ?? {};
  const value = globalValue ?? defaultValue;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

const toIssuer = (): Issuer | undefined => {
  const clientId = fromUser('oauth.clientId', '').trim();
  const identityUrl = fromUser('identityUrl', '').trim() || 'https://identity.pagerduty.com';
  return clientId === '' ? undefined : { clientId, identityUrl };
};

const toHosts = (): Account['hosts'] => {
  const hosts = Object.entries({ rest: 'apiUrl', events: 'eventsUrl', app: 'appUrl' })
    .map(([host, key]) => [host, fromUser(key, '').trim()] as const)
    .filter(([, url]) => /^https?:\/\//.test(url) && URL.canParse(url));
  return hosts.length > 0 ? Object.fromEntries(hosts) : undefined;
};
