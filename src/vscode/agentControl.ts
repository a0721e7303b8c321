import * as vscode from 'vscode';
import type { Access } from '../policy/access.ts';
import { grantLength, type HourGrant } from '../policy/hourGrant.ts';
import type { Memory } from '../store/memory.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import { type AgentSettings, createAgentSettings } from './agentSettings.ts';

/** What a person holds in hand over the agents of this window. */
export interface AgentControl extends AgentSettings {
  readonly stopped: () => boolean;
  /** Refuses every call until they are resumed, also after a restart of the window. */
  stop(): void;
  resume(): void;
  /** Fires when they are stopped or the account is left: what is under way ends. */
  readonly onDidStop: Event<void>;
  /** What was raised for an hour; undefined where nothing is. */
  readonly grant: () => HourGrant | undefined;
  raise(access: Access): void;
  endGrant(): void;
  /** Says that another account is in use: what is under way ends, and so does the grant, which was for the one before. */
  leaveAccount(): void;
}

/** Makes the control over settings, the stop and the grant for an hour; `onDidChange` fires for all three. */
export const createAgentControl = (memory: Memory<boolean>): AgentControl & Disposable => {
  const settings = createAgentSettings();
  const changed = new vscode.EventEmitter<void>();
  const stops = new vscode.EventEmitter<void>();
  let stopped = memory.get() === true;
  let granted: HourGrant | undefined;
  const grant = (): HourGrant | undefined => (granted && granted.until > Date.now() ? granted : undefined);
  const setStopped = (next: boolean): void => {
    stopped = next;
    void memory.set(next || undefined);
    if (next) stops.fire();
    changed.fire();
  };
  const setGrant = (next: HourGrant | undefined): void => {
    granted = next;
    changed.fire();
    // It ends by itself: the clients are told then.
    if (next) AbortSignal.timeout(grantLength).addEventListener('abort', () => granted === next && setGrant(undefined));
  };
  const subscription = settings.onDidChange(() => changed.fire());
  return {
    ...settings,
    access: () => settings.access(grant()),
    onDidChange: (listener) => changed.event(listener),
    stopped: () => stopped,
    stop: () => setStopped(true),
    resume: () => setStopped(false),
    onDidStop: (listener) => stops.event(listener),
    grant,
    raise: (access) => setGrant({ access: { ...grant()?.access, ...access }, until: Date.now() + grantLength }),
    endGrant: () => setGrant(undefined),
    leaveAccount: () => {
      stops.fire();
      setGrant(undefined); // Clients are told that all may be another now.
    },
    dispose: () => vscode.Disposable.from(subscription, settings, changed, stops).dispose(),
  };
};
