import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Resource } from '../../src/sandbox/state.ts';
import { eventually } from './eventually.ts';
import type { FlowAccount } from './flows.ts';
import { hands } from './hands.ts';
import { page } from './incidentPageHands.ts';

/** A button of the page by what it does. */
export const button = (act: string, value?: string): string =>
  `[data-act="${act}"]${value === undefined ? '' : `[data-value="${value}"]`}`;

/** Waits until a part of the page says so. */
export const shows = (selector: string, text: RegExp): Promise<void> =>
  eventually(async () => assert.match(await page.text(selector), text));

/** Puts the keyboard into the page, where nobody writes. */
export const focusTitle = (): Promise<void> => page.focusOn('h1');

/** Waits until the status bar says what was done, and that there is a way back. */
export const tellsUndo = (done: RegExp): Promise<void> =>
  eventually(async () => {
    const told = (await hands.statusBar()).find((text) => done.test(text)) ?? '';
    assert.match(told, /· Undo$/);
  });

/** The incident that the pages' tests look at. */
export const gatewayIncident = ({ sandbox }: FlowAccount): Resource =>
  [...sandbox.state.collection('incidents').values()].find(({ title }) => /5xx ratio/.test(String(title))) ??
  assert.fail('No such incident.');

/** Shows an incident's page, and waits until all of it is there. */
export const openPage = async ({ id, incident_number: number }: Resource): Promise<void> => {
  await vscode.commands.executeCommand('pagerduty.incident.showPage', id);
  await eventually(async () => assert.ok((await page.text('h1')).startsWith(`#${number}`)), 20_000);
  await eventually(async () => assert.doesNotMatch(await page.text('article'), /Loading…/), 20_000);
};
