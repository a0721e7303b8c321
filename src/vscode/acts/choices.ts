import * as l10n from '@vscode/l10n';
import type { Incident } from '../../domain/incident.ts';
import type { OnCall } from '../../domain/onCall.ts';
import { type Paging, toPaged } from '../../domain/paging.ts';
import type { Reference } from '../../domain/reference.ts';
import type { User } from '../../domain/user.ts';
import type { Directory, Search } from '../../store/directory.ts';
import type { Assignment } from '../../store/incidentWork.ts';
import type { Moment } from '../../views/moment.ts';
import { toPagedText } from '../../views/pagedText.ts';
import { type Entries, type Entry, type PickQuestion, pickMany, pickOne } from './pickFrom.ts';
import { type Answer, isAnswer, type Step } from './step.ts';

/** What lists of the account are made with. */
export interface ChoiceTools {
  readonly directory: Directory;
  readonly me: () => User | undefined;
  readonly moment: () => Moment;
}

/** Says who would be paged. */
export const toPagingLine = ({ me, moment }: ChoiceTools, paging: Paging): string =>
  toPagedText(paging, me()?.id, moment().format);

/** Somebody who can be given something: a person, or whoever a policy has on call. */
export interface Who extends Reference {
  readonly kind: 'user' | 'policy';
}

const toUserEntry = (tools: ChoiceTools, user: User): Entry<Who> => ({
  label: user.name,
  description: user.id === tools.me()?.id ? l10n.t('you') : user.email,
  detail: toPagingLine(tools, { people: [user] }),
  icon: { id: 'person' },
  value: { id: user.id, name: user.name, url: user.url, kind: 'user' },
  id: user.id,
  group: l10n.t('People'),
});

const toPolicyEntry = (policy: Reference): Entry<Who> => ({
  label: policy.name,
  detail: ' ',
  icon: { id: 'shield' },
  value: { ...policy, kind: 'policy' },
  id: policy.id,
  group: l10n.t('Escalation policies'),
});

/** Lists people with me first, then policies where they are wanted. */
export const toWhoLoad =
  (tools: ChoiceTools, withPolicies: boolean): PickQuestion<Who>['load'] =>
  async (text, signal) => {
    const { directory, me } = tools;
    const [users, policies] = await Promise.all([
      directory.users(text, signal),
      withPolicies ? directory.policies(text, signal) : { rows: [], more: false },
    ]);
    const mine = me()?.id;
    const people = users.rows.toSorted((a, b) => Number(b.id === mine) - Number(a.id === mine));
    return {
      entries: [...people.map((user) => toUserEntry(tools, user)), ...policies.rows.map(toPolicyEntry)],
      more: users.more || policies.more,
    };
  };

/** Says of each policy who would be paged now. */
export const refineWho =
  (tools: ChoiceTools): NonNullable<PickQuestion<Who>['refine']> =>
  async (entries, signal) => {
    const policies = entries.flatMap(({ value }) => (value.kind === 'policy' ? [value.id] : []));
    const onCalls = await tools.directory.onCalls(policies, signal);
    return entries.map((entry) => withPaged(tools, entry, onCalls));
  };

const withPaged = (tools: ChoiceTools, entry: Entry<Who>, onCalls: readonly OnCall[]): Entry<Who> =>
  entry.value.kind === 'user' ? entry : { ...entry, detail: toPagingLine(tools, toPaged(onCalls, entry.value.id)) };

const toSeveral = (): Who => ({ kind: 'user', id: 'several', name: l10n.t('Several people'), url: undefined });

/** Asks who gets something: one person, several, or whoever a policy has on call. */
export const askAssignment = async (tools: ChoiceTools, step: Step): Promise<Answer<Assignment>> => {
  const load = toWhoLoad(tools, true);
  const several = toSeveral();
  const choice: Entry<Who> = {
    label: l10n.t('Several People…'),
    icon: { id: 'organization' },
    value: several,
    id: several.id,
  };
  const chosen = await pickOne<Who>({
    ...step,
    placeholder: l10n.t('Who gets it?'),
    empty: l10n.t('Nobody has this name'),
    load: async (text, signal) => {
      const { entries, more = false } = await load(text, signal);
      return { entries: [choice, ...entries], more };
    },
    refine: async (entries, signal) => [choice, ...(await refineWho(tools)(entries.slice(1), signal))],
  });
  if (!isAnswer(chosen)) return chosen;
  if (chosen.kind === 'policy') return { kind: 'policy', policy: chosen };
  if (chosen !== several) return { kind: 'people', people: [chosen] };
  const people = await pickMany<Who>({
    ...step,
    placeholder: l10n.t('Check those who get it; each is paged'),
    empty: l10n.t('Nobody has this name'),
    load: toWhoLoad(tools, false),
  });
  return isAnswer(people) ? { kind: 'people', people } : people;
};

/** Lists what a search finds, with the incident's own object marked. */
export const toLoad =
  <T extends Reference>(search: Search<T>, toDetail: (row: T) => string | undefined = () => undefined) =>
  async (text: string, signal: AbortSignal): Promise<Entries<T>> => {
    const { rows, more } = await search(text, signal);
    return {
      entries: rows.map((row): Entry<T> => ({ label: row.name, detail: toDetail(row), value: row, id: row.id })),
      more,
    };
  };

/** `#12`, or the title of one incident; a count of many. */
export const toNames = (incidents: readonly Incident[]): string => {
  const [first] = incidents;
  if (incidents.length !== 1 || !first) return l10n.t('{0} incidents', incidents.length);
  return first.number === undefined ? first.title : `#${first.number}`;
};
