import * as l10n from '@vscode/l10n';
import { saysLacking } from '../../domain/feature.ts';
import type { Incident } from '../../domain/incident.ts';
import { toIncidentTitle } from '../../views/incidentNode.ts';
import { Refusal } from '../report.ts';
import type { Act, Acting } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import { bridgeAct } from './bridgeAct.ts';
import { changeActs } from './changeActs.ts';
import type { Doing } from './doing.ts';
import { fieldAct } from './fieldAct.ts';
import { findParts, type PartKind, toPartsProblem } from './findParts.ts';
import { handActs } from './handActs.ts';
import { helpActs } from './helpActs.ts';
import { alertActs, loadParts, noteActs, type PartAct, type PartActing, pickParts } from './partActs.ts';
import { pickMany } from './pickFrom.ts';
import { statusActs } from './statusActs.ts';
import { statusUpdateAct } from './statusUpdateAct.ts';
import { isAnswer } from './step.ts';
import { isTarget, toAskedIds, toCalledOn } from './target.ts';

/** What a command does with the arguments that it was given. */
export type Run<A> = (acting: A, row?: unknown, rows?: unknown) => Promise<void>;

/** Every act on incidents, in the order in which they are offered. */
export const incidentActs: readonly Act[] = [
  ...statusActs,
  ...handActs,
  ...helpActs,
  statusUpdateAct,
  bridgeAct,
  ...changeActs,
  fieldAct,
];

const day = 86_400_000;

/** Resolved incidents are in no list of open ones: those of the last day are offered. */
const pickResolved = async ({ directory, moment }: Acting, question: string): Promise<readonly Incident[]> => {
  const { now, format } = moment();
  const chosen = await pickMany<Incident>({
    title: question,
    placeholder: l10n.t('Resolved in the last 24 hours'),
    empty: l10n.t('Nothing was resolved in the last 24 hours'),
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

const findAll = (
  { find }: ActOptions,
  { directory }: Acting,
  row: unknown,
  ids: readonly string[],
): Promise<readonly Incident[]> => {
  const known = isTarget(row) ? row.incident : undefined;
  return Promise.all(ids.map((id) => (known?.id === id ? known : (find(id) ?? directory.incident(id)))));
};

/** What an incident must be for a command, and what is said where none is. */
export type Choosing = Pick<Act, 'question' | 'refusal' | 'takes' | 'takesMany'> & { readonly name?: string };

/** The incidents that a command was called on, or that the person picks; throws a Refusal where none takes it. */
export const chooseIncidents = async (
  options: ActOptions,
  acting: Acting,
  choosing: Choosing,
  given: unknown,
  rows: unknown,
): Promise<readonly Incident[]> => {
  const { question, refusal, takes, takesMany } = choosing;
  const row = toCalledOn(given, takes);
  const ids = toAskedIds(options.selection, 'incident', row, rows);
  if (!ids && choosing.name === 'reopen') return pickResolved(acting, question());
  if (!ids)
    return acting.pick({ question: question(), ...(takes ? { takes } : {}), ...(takesMany ? { takesMany } : {}) });
  const found = (await findAll(options, acting, row, ids)).filter(takes ?? (() => true));
  if (found.length === 0) throw new Refusal(refusal());
  return takesMany ? found : found.slice(0, 1);
};

/** Asks what an act asks, and does it. A feature that turns out to be lacking meanwhile is hidden from then on. */
export const runAct = async (
  { lacks }: ActOptions,
  acting: Acting,
  doing: Doing,
  act: Act,
  incidents: readonly Incident[],
  part?: string,
): Promise<void> => {
  const { feature } = act;
  const refused = (error: unknown): void => {
    if (feature && saysLacking(error)) lacks.add(feature);
  };
  try {
    const deed = incidents.length > 0 ? await act.ask({ ...acting, refused }, incidents, part) : undefined;
    if (!act.asksNothing) await acting.focusBack();
    if (deed) await doing.run(deed, feature);
  } catch (error) {
    refused(error);
    throw error;
  }
};

/** The commands on incidents, by their ids without `pagerduty.`. */
export const createIncidentRuns = (options: ActOptions, doing: Doing): Readonly<Record<string, Run<Acting>>> =>
  Object.fromEntries(
    incidentActs.map((act): [string, Run<Acting>] => [
      `incident.${act.name}`,
      async (acting, row, rows) => {
        const incidents = await chooseIncidents(options, acting, act, row, rows);
        await runAct(options, acting, doing, act, incidents, isTarget(row) ? row.fieldId : undefined);
      },
    ]),
  );

const words = { notes: 'note', alerts: 'alert' } as const;

const chooseParts = async <K extends PartKind>(
  options: ActOptions,
  acting: PartActing,
  act: PartAct<K>,
  row: unknown,
  rows: unknown,
) => {
  if (isTarget(row) && row.isAssumed) return pickParts(acting, act, row.incident);
  const ids = toAskedIds(options.selection, words[act.kind], row, rows);
  if (!ids) return pickParts(acting, act);
  const [incident] = isTarget(row) ? await findAll(options, acting, row, [row.incidentId]) : [];
  const found =
    incident && isTarget(row)
      ? await loadParts(acting, act.kind, ids, incident, row[act.kind])
      : findParts(options.incidents.state, act.kind, ids, options.find);
  if (!found) throw new Refusal(l10n.t('That is no longer shown: open the incident again, then try again.'));
  const problem = toPartsProblem(act, found);
  if (problem !== undefined) throw new Refusal(problem);
  return found;
};

const toPartRun =
  <K extends PartKind>(options: ActOptions, doing: Doing, act: PartAct<K>): Run<PartActing> =>
  async (acting, row, rows) => {
    const parts = await chooseParts(options, acting, act, row, rows);
    const deed = parts && (await act.ask(acting, parts));
    if (!act.asksNothing) await acting.focusBack();
    if (deed) await doing.run(deed);
  };

/** The commands on notes and alerts, by their ids without `pagerduty.`. */
export const createPartRuns = (options: ActOptions, doing: Doing): Readonly<Record<string, Run<PartActing>>> =>
  Object.fromEntries([
    ...noteActs.map((act): [string, Run<PartActing>] => [act.name, toPartRun(options, doing, act)]),
    ...alertActs.map((act): [string, Run<PartActing>] => [act.name, toPartRun(options, doing, act)]),
  ]);
