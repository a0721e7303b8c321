import { parseReference, type Reference } from '../../domain/reference.ts';
import { toLine } from '../../util/cleanText.ts';
import { isFields } from '../fields.ts';
import { attempt, PartFailure, rowsOf, type TaskContext } from './task.ts';
import { cut, nameOf } from './text.ts';

/** Kinds of objects that people call by name, and how each is looked up. */
const kinds = {
  user: { list: 'listUsers', get: 'getUser', items: 'users', title: 'user' },
  service: { list: 'listServices', get: 'getService', items: 'services', title: 'service' },
  escalation_policy: {
    list: 'listEscalationPolicies',
    get: 'getEscalationPolicy',
    items: 'escalation_policies',
    title: 'escalation policy',
  },
  schedule: { list: 'listSchedules', get: 'getSchedule', items: 'schedules', title: 'schedule' },
  schedule_v3: { list: 'listSchedulesV3', get: 'getScheduleV3', items: 'schedules', title: 'v3 schedule' },
  team: { list: 'listTeams', get: 'getTeam', items: 'teams', title: 'team' },
} as const;

/** Kind of an object that is called by name. */
export type Kind = keyof typeof kinds;

/** Every kind, in the order in which a name that fits several is taken. */
export const allKinds = Object.keys(kinds) as readonly Kind[]; // The keys are the kinds.

/** An object that a name may stand for. */
export interface Found extends Reference {
  readonly kind: Kind;
  readonly email?: string | undefined;
  /** How well the name fits: 3 is the same, 2 begins so, 1 holds it. */
  readonly fit: number;
}

/** What a name stands for: the one it must be, or those it may be. */
export interface Finding {
  readonly sure: Found | undefined;
  readonly candidates: readonly Found[];
  /** What could not be searched, as sentences. */
  readonly problems: readonly string[];
}

const most = 10;

/** `service Checkout (PABC123)`: how an object is named to an agent. */
export const describe = ({ kind, id, email, ...found }: Found): string =>
  `${kinds[kind].title} ${nameOf(found)} (${[id, email && cut(email, 80)].filter(Boolean).join(', ')})`;

const toFound = (kind: Kind, value: unknown, wanted: string): Found | undefined => {
  const reference = parseReference(isFields(value) ? value : undefined);
  if (!reference) return undefined;
  const email = isFields(value) && typeof value.email === 'string' ? toLine(value.email) : undefined;
  const [name, text] = [reference.name.toLowerCase(), wanted.toLowerCase()];
  const fit = name === text || email?.toLowerCase() === text ? 3 : name.startsWith(text) ? 2 : 1;
  return { ...reference, kind, email, fit };
};

const byId = async (context: TaskContext, kind: Kind, id: string): Promise<Found | undefined> => {
  const answer = await attempt(context.call(kinds[kind].get, { id }));
  if ('failure' in answer || !isFields(answer.value)) return undefined;
  const found = toFound(kind, Object.values(answer.value)[0], id);
  return found && { ...found, fit: 3 };
};

const pages: Readonly<Record<string, readonly Kind[]>> = {
  'service-directory': ['service'],
  services: ['service'],
  schedules: ['schedule', 'schedule_v3'],
  escalation_policies: ['escalation_policy'],
  users: ['user'],
  teams: ['team'],
};

/** Ids of PagerDuty are capitals and digits. A name may look so too: where there is no such id, it is taken for one. */
export const isId = (text: string): boolean => /^[A-Z0-9]{6,32}$/.test(text);

/** Kinds and id that an address or an id names; undefined for a name. */
const toIdentity = (text: string, wanted: readonly Kind[]) => {
  const [, page = '', id = ''] = text.match(/^https?:\/\/[^/]+\/([\w-]+)(?:\/|#)([A-Z0-9]{4,32})\b/) ?? [];
  if (id !== '') return { id, kinds: (pages[page] ?? []).filter((kind) => wanted.includes(kind)) };
  return isId(text) ? { id: text, kinds: wanted } : undefined;
};

/** The wanted kinds, first the one that the text names: `the payments team` is a team. */
const inSaidOrder = (text: string, wanted: readonly Kind[]): readonly Kind[] => {
  const said = wanted.filter((kind) =>
    new RegExp(`\\b${kind.replace(/_v3$/, '').replaceAll('_', ' ')}\\b`, 'i').test(text),
  );
  return [...said, ...wanted.filter((kind) => !said.includes(kind))];
};

/** Words that say what is meant, not what it is called. */
const kindWords = /\b(the|team|squad|service|schedule|rota|escalation|policy|on-?call)\b/gi;

const byName = async (context: TaskContext, text: string, wanted: readonly Kind[]) => {
  const answers = await Promise.all(
    wanted.map(async (kind) => {
      const answer = await attempt(context.call(kinds[kind].list, { query: text, limit: most }));
      return 'failure' in answer
        ? { problem: answer.failure, found: [] }
        : { found: rowsOf(answer.value, kinds[kind].items).flatMap((row) => toFound(kind, row, text) ?? []) };
    }),
  );
  return {
    found: answers.flatMap(({ found }) => found).toSorted((a, b) => b.fit - a.fit),
    problems: answers.flatMap(({ problem }) => problem ?? []),
  };
};

/** The one that a name must mean: it alone is there, or it alone is called so, the first kind before the others. */
const toSure = (found: readonly Found[], wanted: readonly Kind[]): Found | undefined => {
  if (found.length === 1) return found[0];
  for (const fit of [3, 2]) {
    const fitting = found.filter((each) => each.fit === fit);
    if (fitting.length === 0) continue;
    const first = wanted.find((kind) => fitting.some((each) => each.kind === kind));
    const [only, ...others] = fitting.filter(({ kind }) => kind === first);
    return others.length === 0 && (fit === 3 || fitting.length === 1) ? only : undefined;
  }
  return undefined;
};

/**
 * Finds what a text stands for among kinds of objects: a name or a part of it, an email address, an id or the address
 * of a page in the web app.
 */
export const find = async (context: TaskContext, text: string, wanted: readonly Kind[]): Promise<Finding> => {
  const identity = toIdentity(text, wanted);
  if (identity) {
    const found = await Promise.all(identity.kinds.map((kind) => byId(context, kind, identity.id)));
    const candidates = found.flatMap((each) => each ?? []);
    if (candidates.length > 0) return { sure: candidates[0], candidates, problems: [] };
  }
  const shorter = text.replace(kindWords, ' ').replace(/\s+/g, ' ').trim();
  const whole = await byName(context, text, wanted);
  const { found, problems } =
    whole.found.length > 0 || shorter === '' || shorter === text ? whole : await byName(context, shorter, wanted);
  return { sure: toSure(found, inSaidOrder(text, wanted)), candidates: found.slice(0, most), problems };
};

/**
 * Finds the one object that a text stands for.
 *
 * @throws PartFailure that names the candidates where it is not sure, or says that there is none
 */
export const findOne = async (context: TaskContext, text: string, wanted: readonly Kind[]): Promise<Found> => {
  const { sure, candidates, problems } = await find(context, text, wanted);
  if (sure) return sure;
  const shown = JSON.stringify(cut(text, 80));
  if (candidates.length > 0)
    throw new PartFailure(`${shown} can be ${candidates.map(describe).join(', ')}; say which by its id.`);
  const titles = wanted.map((kind) => kinds[kind].title).join(', ');
  throw new PartFailure([`Nothing is called ${shown} among these: ${titles}.`, ...problems].join(' '));
};

/** The user whose token this is; throws a PartFailure where it belongs to nobody. */
export const findMe = async (context: TaskContext): Promise<Found> => {
  const answer = await attempt(context.call('getCurrentUser'));
  const me = 'value' in answer && isFields(answer.value) ? toFound('user', answer.value.user, '') : undefined;
  if (me) return me;
  const why = 'failure' in answer ? ` (${answer.failure.replace(/\.$/, '')})` : '';
  throw new PartFailure(`It is not known who you are${why}; say it with \`user\`: a name, an email address or an id.`);
};

/** The user that a text names, or the token's own. */
export const findUser = (context: TaskContext, text: string | undefined): Promise<Found> =>
  text === undefined || /^(me|myself|i)$/i.test(text) ? findMe(context) : findOne(context, text, ['user']);
