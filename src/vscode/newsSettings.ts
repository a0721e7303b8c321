import * as vscode from 'vscode';
import type { NewsKind } from '../domain/changes.ts';
import { isQuiet, parseQuietHours, toMinuteOfDay } from '../domain/quietHours.ts';
import type { Moment } from '../views/moment.ts';

const kinds: readonly NewsKind[] = ['assigned', 'escalated', 'followed', 'stale', 'shifts'];

const read = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('pagerduty.notifications');

/** What the person wants to be told of, read each time it is asked for. */
export const newsSettings = {
  isWanted: (kind: NewsKind): boolean => read().get(kind) !== false,
  isAnyWanted: (): boolean => kinds.some((kind) => read().get(kind) !== false),
  /** Whether the quiet hours are on, in the time zone of the settings. */
  isQuiet: ({ now, format }: Moment): boolean =>
    isQuiet(parseQuietHours(String(read().get('quietHours') ?? '')), toMinuteOfDay(now, format.zone)),
  /** Tells no more of a kind, in all windows, until the person turns the setting on again. */
  mute: async (kind: NewsKind): Promise<void> => {
    await read().update(kind, false, vscode.ConfigurationTarget.Global);
  },
};
