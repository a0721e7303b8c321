import type { Incident } from './incident.ts';
import type { OnCall } from './onCall.ts';
import { isStale } from './stale.ts';

/** What a person may want to be told of, as far as it can be turned off by itself. */
export type NewsKind = 'assigned' | 'escalated' | 'followed' | 'stale' | 'shifts';

/** Something that happened between two loads. */
export type News =
  | IncidentNews
  | { readonly kind: 'shifts'; readonly what: 'began' | 'ended'; readonly onCalls: readonly OnCall[] };

/** Something that happened to an incident. */
export interface IncidentNews {
  readonly kind: Exclude<NewsKind, 'shifts'>;
  readonly incident: Incident;
  /** How it was before; undefined where nothing was known of it. */
  readonly before: Incident | undefined;
}

/** The incidents that were known at a time. */
export interface IncidentSnapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Assigned to me. */
  readonly mine: ReadonlyMap<string, Incident>;
  readonly followed: ReadonlyMap<string, Incident>;
  /** All that were in any list. */
  readonly known: ReadonlyMap<string, Incident>;
}

/** What decides whether something is news to this person. */
export interface NewsOptions {
  /** Id of the user. */
  readonly me: string | undefined;
  /** Whether the person has changed the incident since the earlier snapshot. */
  readonly isOwn: (incidentId: string) => boolean;
  /** Milliseconds after which an acknowledged incident counts as forgotten. */
  readonly staleAfter: number | undefined;
}

/** A list of mine as long as this may have been cut: what is older than its oldest may have been there all the time. */
const fullPage = 100;

/** A list may miss what came up while it was being made, and clocks differ a little; in milliseconds. */
const lag = 60_000;

const wasCut = ({ mine }: IncidentSnapshot, { createdAt = 0 }: Incident): boolean => {
  if (mine.size < fullPage) return false;
  const times = [...mine.values()].flatMap((incident) => incident.createdAt ?? []);
  return createdAt <= Math.min(...times);
};

/** A triggered incident that is mine now and was not, or that waits for me again after an acknowledgement ran out. */
const toMineNews = (before: IncidentSnapshot, incident: Incident): IncidentNews | undefined => {
  if (incident.status !== 'triggered') return undefined;
  const old = before.mine.get(incident.id);
  if (old) return old.status === 'acknowledged' ? { kind: 'assigned', incident, before: old } : undefined;
  if (wasCut(before, incident)) return undefined;
  const known = before.known.get(incident.id);
  const isOld = known !== undefined || (incident.createdAt ?? before.at) < before.at - lag;
  return { kind: isOld ? 'escalated' : 'assigned', incident, before: known };
};

const ids = (items: readonly { readonly id: string }[]): string =>
  items
    .map(({ id }) => id)
    .sort()
    .join();

/** Whether an incident says something else than before that a person would want to hear. */
const isChanged = (before: Incident, after: Incident): boolean =>
  before.status !== after.status ||
  before.urgency !== after.urgency ||
  before.priority !== after.priority ||
  before.title !== after.title ||
  before.service?.id !== after.service?.id ||
  ids(before.assignees) !== ids(after.assignees);

const toFollowedNews = (before: Incident | undefined, incident: Incident, me: string | undefined) => {
  if (!before || !isChanged(before, incident)) return undefined;
  // Whoever changes a status elsewhere, such as on the phone, knows it already.
  const didIt = me !== undefined && incident.statusChangedBy?.id === me;
  if (didIt && before.status !== incident.status) return undefined;
  return { kind: 'followed', incident, before } as const;
};

/**
 * Takes what was known of incidents before and what is known now; gives what is news, each incident once at the most.
 * What the person did is none.
 */
export const toIncidentNews = (
  before: IncidentSnapshot,
  after: IncidentSnapshot,
  { me, isOwn, staleAfter }: NewsOptions,
): readonly IncidentNews[] => {
  const concerned = new Map([...after.followed, ...after.mine]);
  return [...concerned.values()].flatMap((incident): readonly IncidentNews[] => {
    const { id } = incident;
    if (isOwn(id)) return [];
    const mine = after.mine.has(id) ? toMineNews(before, incident) : undefined;
    const followed = after.followed.has(id) ? toFollowedNews(before.followed.get(id), incident, me) : undefined;
    if (mine || followed) return [mine ?? followed].flatMap((news) => news ?? []);
    const old = before.known.get(id);
    const becameStale = old && isStale(incident, staleAfter, after.at) && !isStale(old, staleAfter, before.at);
    return becameStale ? [{ kind: 'stale', incident, before: old }] : [];
  });
};

const placeOf = ({ schedule, escalationPolicy }: OnCall): string => schedule?.id ?? escalationPolicy.id;

const isOnAt = ({ start, end }: OnCall, time: number): boolean =>
  (start === undefined || start <= time) && (end === undefined || end > time);

/** Who was on call at a time: what a load told, which holds until the next one. */
export interface OnCallSnapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly onCalls: readonly OnCall[];
}

/**
 * Takes two loads of who is on call; gives the shifts of a person that began or ended between them. A schedule that
 * hands over to the same person again is no news.
 */
export const toShiftNews = (before: OnCallSnapshot, after: OnCallSnapshot, me: string | undefined): readonly News[] => {
  const places = ({ at, onCalls }: OnCallSnapshot): ReadonlyMap<string, OnCall> =>
    new Map(onCalls.filter((row) => row.user.id === me && isOnAt(row, at)).map((row) => [placeOf(row), row]));
  const [was, is] = [places(before), places(after)];
  const began = [...is].filter(([place]) => !was.has(place)).map(([, onCall]) => onCall);
  const ended = [...was].filter(([place]) => !is.has(place)).map(([, onCall]) => onCall);
  return [
    ...(ended.length > 0 ? [{ kind: 'shifts', what: 'ended', onCalls: ended } as const] : []),
    ...(began.length > 0 ? [{ kind: 'shifts', what: 'began', onCalls: began } as const] : []),
  ];
};
