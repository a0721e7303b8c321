import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Reference } from '../../domain/reference.ts';
import { createCreation } from '../../store/creation.ts';
import { createDirectory } from '../../store/directory.ts';
import { createIncidentWork } from '../../store/incidentWork.ts';
import { userOf } from '../../store/openSession.ts';
import { type Disposable, joinDisposables } from '../../util/emitter.ts';
import { toTakeable } from '../../views/takeable.ts';
import { createPickIncidents } from '../pickIncidents.ts';
import { Refusal } from '../report.ts';
import type { Row } from '../treeRows.ts';
import { useLanguage } from '../useLanguage.ts';
import type { Done } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import type { Creating } from './creating.ts';
import { createDoing } from './doing.ts';
import { sendChangeByForm, sendEventByForm } from './eventForms.ts';
import { readGitHead } from './gitHead.ts';
import { createIncidentByForm } from './incidentForm.ts';
import { moreActions, offerActions } from './moreActions.ts';
import type { PartActing } from './partActs.ts';
import { createQueryActs } from './queryActs.ts';
import { chooseIncidents, createIncidentRuns, createPartRuns, type Run } from './runs.ts';
import { inSameAccount } from './sameAccount.ts';
import { isRow, isTarget, toCalledOn } from './target.ts';
import { type Cover, coverByForm, createWindowByForm } from './timeForms.ts';
import { createWorkspaceServiceActs } from './workspaceServiceActs.ts';

/** The half of acting and creating that is loaded when it is first used. */
export interface Acts extends Disposable {
  /** Runs a command by its id without `pagerduty.`, with the arguments that menus, keys or other code give it. */
  run(name: string, row?: unknown, rows?: unknown): Promise<void>;
}

/** Makes what acts work with; each command gets its own, whose calls go to the account that it was begun in. */
const createActing = (options: ActOptions) => {
  const { client, session, incidents, onCalls, services, moment } = options;
  const directory = createDirectory({ client, session });
  const work = createIncidentWork(client, incidents);
  const creation = createCreation({ client, session });
  const { acknowledge, resolve, snooze } = incidents;
  const begin = (row: unknown): PartActing & Creating => {
    const ours = inSameAccount(session);
    return {
      directory,
      moment,
      me: () => userOf(session.state),
      work: ours(work),
      incidents: ours({ acknowledge, resolve, snooze }),
      creation: ours(creation),
      pick: createPickIncidents(incidents, moment),
      // The editor knows how to give the keyboard back to its own views, but not into a page.
      focusBack: async () => {
        if (isTarget(row)) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      },
      refused: () => undefined, // An act with a feature brings its own.
      openLink: async (url) => vscode.env.openExternal(vscode.Uri.parse(url, true)),
      editNote: options.editNote,
      writeText: options.writeText,
      randomId: randomUUID,
      didCreate: (kind) => void { incidents, onCalls, services }[kind].reload(),
      showIncident: async (id) => vscode.commands.executeCommand('pagerduty.incident.showPage', id),
      head: readGitHead,
    };
  };
  return { begin, dispose: directory.dispose };
};

/** A service of a row, for what is created on one. */
const toService = (row: Row | undefined): Reference | undefined =>
  row && /\bservice\b/.test(row.node.context ?? '') && row.node.objectId
    ? { id: row.node.objectId, name: row.node.label, url: row.node.url }
    : undefined;

const toShift = ({ onCalls, moment }: ActOptions, row: Row | undefined): Cover =>
  (row && toTakeable(onCalls.state, row.node, moment().now)) ?? {};

/** Creating, each a guided flow. */
const createMaking = (
  options: ActOptions,
): Readonly<Record<string, (creating: Creating, row?: Row) => Promise<Done | undefined>>> => ({
  'incident.create': async (creating, row) =>
    createIncidentByForm(creating, await findService(creating, toService(row))),
  'event.send': sendEventByForm,
  'change.send': sendChangeByForm,
  'maintenanceWindow.create': (creating, row) => createWindowByForm(creating, toService(row)),
  'schedule.takeShift': (creating, row) => {
    const me = creating.me();
    if (!me) throw new Refusal(l10n.t('This token belongs to no user who could take a shift: use “Cover for…”.'));
    return coverByForm(creating, l10n.t('Take This Shift'), toShift(options, row), me);
  },
  'schedule.cover': (creating, row) => coverByForm(creating, l10n.t('Cover for Somebody'), toShift(options, row)),
});

/** Setting what lists ask for and what the workspace is about. */
const createSettings = (options: ActOptions, { directory }: Creating) => ({
  ...createQueryActs({ ...options, directory }),
  ...createWorkspaceServiceActs(directory, (row) => (isRow(row) ? toService(row) : undefined)),
});

/** A service with its policy, so that the flow can say who would be paged. */
const findService = async ({ directory }: Creating, service: Reference | undefined) => {
  if (!service) return undefined;
  const found = await directory.services(service.name, new AbortController().signal).catch(() => undefined);
  return found?.rows.find(({ id }) => id === service.id) ?? service;
};

/** Makes the acts; each command says what it did, or is reported. */
export const createActs = (options: ActOptions): Acts => {
  useLanguage();
  const { begin, dispose } = createActing(options);
  const doing = createDoing(options);
  const making = createMaking(options);
  const runs: Readonly<Record<string, Run<PartActing>>> = {
    ...createIncidentRuns(options, doing),
    ...createPartRuns(options, doing),
    'incident.act': async (acting, row, rows) => {
      const incidents = await chooseIncidents(options, acting, moreActions, row, rows);
      const target = toCalledOn(row);
      if (incidents.length > 0) await offerActions(options, acting, incidents, isTarget(target) ? target : undefined);
    },
    undo: async ({ focusBack }) => {
      await doing.undo();
      await focusBack();
    },
  };
  return {
    run: async (name, row, rows) => {
      const acting = begin(row);
      const make = making[name];
      const set = createSettings(options, acting)[name];
      if (!make && !set) return runs[name]?.(acting, row, rows);
      const done = make ? await make(acting, isRow(row) ? row : undefined) : await set?.(row);
      if (done) doing.tell(done);
    },
    dispose: joinDisposables({ dispose }, doing).dispose,
  };
};
