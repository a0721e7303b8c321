import { ApiError } from '../../api/errors.ts';
import type { Incident } from '../../domain/incident.ts';
import { toIncidentTitle } from '../../views/incidentNode.ts';
import { Refusal } from '../report.ts';
import type { Row } from '../treeView.ts';
import type { Act, Acting } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import { changeActs } from './changeActs.ts';
import type { Doing } from './doing.ts';
import { fieldAct } from './fieldAct.ts';
import { handActs } from './handActs.ts';
import { helpActs } from './helpActs.ts';
import { alertActs, findParts, noteActs, type PartAct, type PartActing, pickParts } from './partActs.ts';
import { pickMany } from './pickFrom.ts';
import { statusUpdateAct } from './statusUpdateAct.ts';
import { isAnswer } from './step.ts';

/** What a command does with the arguments that it was given. */
export type Run = (row?: unknown, rows?: unknown) => Promise<void>;

/** Every act on incidents. */
export const incidentActs: readonly Act[] = [...handActs, ...changeActs, ...helpActs, statusUpdateAct, fieldAct];

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && 'node' in row;

/** Ids that a command was called on: rows of a menu, the selection for a key, or ids; undefined for the palette. */
export const toAskedIds = (
  { selection }: Pick<ActOptions, 'selection'>,
  word: string,
  row: unknown,
  rows: unknown,
): readonly string[] | undefined => {
  if (row === undefined) return undefined;
  if (typeof row === 'string' && row !== 'selection') return [row];
  if (Array.isArray(row)) return row.filter((id) => typeof id === 'string');
  const all = row === 'selection' ? selection() : Array.isArray(rows) && rows.includes(row) ? rows : [row];
  const pattern = new RegExp(`\\b${word}\\b`);
  const ids = all.filter(isRow).flatMap(({ node }) => (pattern.test(node.context ?? '') ? (node.objectId ?? []) : []));
  return [...new Set(ids)];
};

const day = 86_400_000;

/** Resolved incidents are in no list of open ones: those of the last day are offered. */
const pickResolved = async ({ directory, moment }: Acting, { question }: Act): Promise<readonly Incident[]> => {
  const { now, format } = moment();
  const chosen = await pickMany<Incident>({
    title: question,
    placeholder: 'Resolved in the last 24 hours',
    empty: 'Nothing was resolved in the last 24 hours',
    load: async () => ({
      entries: (await directory.resolvedSince(now - day)).map((value) => ({
        label: toIncidentTitle(value),
        description: [value.service?.name, value.statusChangedAt && format.age(now - value.statusChangedAt)]
          .filter(Boolean)
          .join(' · '),
        value,
        id: value.id,
      })),
    }),
  });
  return isAnswer(chosen) ? chosen : [];
};

const findAll = async (options: ActOptions, acting: Acting, ids: readonly string[]): Promise<readonly Incident[]> =>
  Promise.all(ids.map((id) => options.find(id) ?? acting.directory.incident(id)));

const choose = async (
  options: ActOptions,
  acting: Acting,
  act: Act,
  row: unknown,
  rows: unknown,
): Promise<readonly Incident[]> => {
  const ids = toAskedIds(options, 'incident', row, rows);
  if (!ids) return act.name === 'reopen' ? pickResolved(acting, act) : acting.pick(act);
  const found = (await findAll(options, acting, ids)).filter(act.takes ?? (() => true));
  if (found.length === 0) throw new Refusal(`Select an incident that can ${act.passive}, then try again.`);
  return act.takesMany ? found : found.slice(0, 1);
};

/** The commands on incidents, by their ids without `pagerduty.`. */
export const createIncidentRuns = (options: ActOptions, acting: Acting, doing: Doing): Readonly<Record<string, Run>> =>
  Object.fromEntries(
    incidentActs.map((act): [string, Run] => [
      `incident.${act.name}`,
      async (row, rows) => {
        const incidents = await choose(options, acting, act, row, rows);
        const deed = incidents.length > 0 ? await ask(options, acting, act, incidents) : undefined;
        if (deed) await doing.run(deed, act.feature);
      },
    ]),
  );

/** Asks; a feature that turns out to be lacking meanwhile is hidden from then on. */
const ask = async ({ lacks }: ActOptions, acting: Acting, act: Act, incidents: readonly Incident[]) => {
  try {
    return await act.ask(acting, incidents);
  } catch (error) {
    if (act.feature && error instanceof ApiError && error.kind === 'plan') lacks(act.feature);
    throw error;
  }
};

const toPartRun = <K extends 'notes' | 'alerts'>(
  options: ActOptions,
  acting: PartActing,
  doing: Doing,
  act: PartAct<K>,
): Run => {
  return async (row, rows) => {
    const ids = toAskedIds(options, act.kind === 'notes' ? 'note' : 'alert', row, rows);
    const { state } = options.incidents;
    const parts = ids ? findParts(state, act.kind, ids, options.find) : await pickParts(acting, act);
    if (!parts && !ids) return;
    if (!parts) throw new Refusal('That is no longer shown: open the incident again, then try again.');
    const deed = await act.ask(acting, parts);
    if (deed) await doing.run(deed);
  };
};

/** The commands on notes and alerts, by their ids without `pagerduty.`. */
export const createPartRuns = (options: ActOptions, acting: PartActing, doing: Doing): Readonly<Record<string, Run>> =>
  Object.fromEntries([
    ...noteActs.map((act): [string, Run] => [act.name, toPartRun(options, acting, doing, act)]),
    ...alertActs.map((act): [string, Run] => [act.name, toPartRun(options, acting, doing, act)]),
  ]);
