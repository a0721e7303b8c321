import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Reference } from '../../domain/reference.ts';
import { createCreation } from '../../store/creation.ts';
import { createDirectory } from '../../store/directory.ts';
import { createIncidentWork } from '../../store/incidentWork.ts';
import { userOf } from '../../store/openSession.ts';
import type { Disposable } from '../../util/emitter.ts';
import { toTakeable } from '../../views/takeable.ts';
import { createPickIncidents } from '../pickIncidents.ts';
import { Refusal } from '../report.ts';
import type { Row } from '../treeView.ts';
import type { Done } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import type { Creating } from './creating.ts';
import { createDoing } from './doing.ts';
import { sendChangeByForm, sendEventByForm } from './eventForms.ts';
import { readGitHead } from './gitHead.ts';
import { createIncidentByForm } from './incidentForm.ts';
import type { PartActing } from './partActs.ts';
import { createIncidentRuns, createPartRuns, type Run } from './runs.ts';
import { type Cover, coverByForm, createWindowByForm } from './timeForms.ts';

/** The half of acting and creating that is loaded when it is first used. */
export interface Acts extends Disposable {
  /** Runs a command by its id without `pagerduty.`, with the arguments that menus, keys or other code give it. */
  run(name: string, row?: unknown, rows?: unknown): Promise<void>;
}

const createActing = (options: ActOptions): PartActing & Creating & Disposable => {
  const { client, session, incidents, onCalls, services, moment } = options;
  const directory = createDirectory({ client, session });
  return {
    directory,
    moment,
    me: () => userOf(session.state),
    work: createIncidentWork(client, incidents),
    pick: createPickIncidents(incidents, moment),
    openLink: async (url) => vscode.env.openExternal(vscode.Uri.parse(url, true)),
    editNote: options.editNote,
    creation: createCreation(client),
    randomId: randomUUID,
    didCreate: (kind) => void { incidents, onCalls, services }[kind].reload(),
    showIncident: async (id) => vscode.commands.executeCommand('pagerduty.incident.showPage', id),
    head: readGitHead,
    dispose: directory.dispose,
  };
};

/** A service of a row, for what is created on one. */
const toService = (row: Row | undefined): Reference | undefined =>
  row && /\bservice\b/.test(row.node.context ?? '') && row.node.objectId
    ? { id: row.node.objectId, name: row.node.label, url: row.node.url }
    : undefined;

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && 'node' in row;

const toShift = ({ onCalls, moment }: ActOptions, row: Row | undefined): Cover =>
  (row && toTakeable(onCalls.state, row.node, moment().now)) ?? {};

/** Creating, each a guided flow. */
const createMaking = (
  options: ActOptions,
  creating: Creating,
): Readonly<Record<string, (row?: Row) => Promise<Done | undefined>>> => ({
  'incident.create': async (row) => createIncidentByForm(creating, await findService(creating, toService(row))),
  'event.send': () => sendEventByForm(creating),
  'change.send': () => sendChangeByForm(creating),
  'maintenanceWindow.create': (row) => createWindowByForm(creating, toService(row)),
  'schedule.takeShift': (row) => {
    const me = creating.me();
    if (!me) throw new Refusal('This token belongs to no user who could take a shift: use “Cover for…”.');
    return coverByForm(creating, 'Take This Shift', toShift(options, row), me);
  },
  'schedule.cover': (row) => coverByForm(creating, 'Cover for Somebody', toShift(options, row)),
});

/** A service with its policy, so that the flow can say who would be paged. */
const findService = async ({ directory }: Creating, service: Reference | undefined) => {
  if (!service) return undefined;
  const found = await directory.services(service.name, new AbortController().signal).catch(() => undefined);
  return found?.rows.find(({ id }) => id === service.id) ?? service;
};

/** Makes the acts; each command says what it did, or is reported. */
export const createActs = (options: ActOptions): Acts => {
  const acting = createActing(options);
  const doing = createDoing(options);
  const making = createMaking(options, acting);
  const runs: Readonly<Record<string, Run>> = {
    ...createIncidentRuns(options, acting, doing),
    ...createPartRuns(options, acting, doing),
    undo: () => doing.undo(),
  };
  return {
    run: async (name, row, rows) => {
      const make = making[name];
      if (make) {
        const done = await make(isRow(row) ? row : undefined);
        if (done) doing.tell(done);
        return;
      }
      await runs[name]?.(row, rows);
    },
    dispose: acting.dispose,
  };
};

export { askSnooze } from './askSnooze.ts';
