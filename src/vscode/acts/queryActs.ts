import * as l10n from '@vscode/l10n';
import { parseIncidentQuery, variables } from '../../domain/incidentQuery.ts';
import {
  findStoredQuery,
  placeOfQuery,
  type QueryList,
  replaceQuery,
  type StoredQuery,
  toQueryList,
  withoutQuery,
  withQuery,
} from '../../domain/queryList.ts';
import { toQueryName } from '../../store/incidentState.ts';
import { Refusal } from '../report.ts';
import type { Done } from './act.ts';
import { keptSetting } from './keptSetting.ts';
import { pickOne, those } from './pickFrom.ts';
import { fillQuery, type QueryActing } from './queryForm.ts';
import { isAnswer } from './step.ts';

const queries = () => keptSetting('incidents.queries', toQueryList);
const badge = () => keptSetting('incidents.badge', (value) => String(value ?? '').trim());

/** Says of a name that another query has it already. */
const checkName =
  (own?: string) =>
  (name: string): string | undefined =>
    name !== own && findStoredQuery(queries().value(), name)
      ? l10n.t('Another query is called “{0}”: give it another name.', name)
      : undefined;

const toGone = (name: string): Refusal =>
  new Refusal(l10n.t('The query “{0}” is not in the settings any more: add it anew.', name));

/** Changes the list as it stands now, which may be another one than when the person began. */
const change = async (name: string, toNext: (list: QueryList) => QueryList | undefined): Promise<void> => {
  const setting = queries();
  const next = toNext(setting.value());
  if (!next) throw toGone(name);
  await setting.set(next);
};

/** Takes a query out of the list, and the badge off it; gives the way back. */
const remove = async (name: string): Promise<() => Promise<void>> => {
  const list = queries().value();
  const query = findStoredQuery(list, name);
  if (!query) throw toGone(name);
  const isBadge = badge().value() === name;
  await change(name, (now) => withoutQuery(now, name));
  if (isBadge) await badge().set('');
  return async () => {
    await change(name, (now) => withQuery(now, query, Math.min(placeOfQuery(list, name), now.length)));
    if (isBadge) await badge().set(name);
  };
};

/** Puts one query in another's place, and the list that is shown and the badge with it. */
const replace = async ({ incidents }: QueryActing, name: string, query: StoredQuery): Promise<void> => {
  const isBadge = badge().value() === name;
  await change(name, (list) => replaceQuery(list, name, query));
  const next = parseIncidentQuery(query)?.name ?? name;
  if (next === name) return;
  if (isBadge) await badge().set(next);
  if (incidents.state.choices.scope === `query:${name}`) incidents.setScope(`query:${next}`);
};

/** Adds a query and shows what it lists. */
const add = async (acting: QueryActing, title: string, first: StoredQuery): Promise<Done | undefined> => {
  const { incidents } = acting;
  const before = incidents.state.choices.scope;
  const made = await fillQuery(acting, {
    title,
    first,
    checkName: checkName(),
    keep: (query) => change(query.name, (list) => withQuery(list, query)),
  });
  if (!made) return undefined;
  incidents.setScope(`query:${made.name}`);
  return {
    text: l10n.t('Saved the query “{0}”', made.name),
    undo: async () => {
      await remove(made.name);
      if (incidents.state.choices.scope === `query:${made.name}`) incidents.setScope(before);
      return { text: l10n.t('Removed the query “{0}”', made.name) };
    },
  };
};

/** What the view lists now, as a query without a name. */
const toShown = ({ incidents }: QueryActing): StoredQuery => {
  const { scope } = incidents.state;
  const name = toQueryName(scope);
  const shown = name === undefined ? undefined : findStoredQuery(queries().value(), name);
  if (shown) return { ...shown, name: '' };
  if (scope === 'mine') return { name: '', people: [variables.me] };
  return scope === 'myTeams' ? { name: '', teams: [variables.myTeams] } : { name: '' };
};

const edit = async (acting: QueryActing, name: string): Promise<Done | undefined> => {
  const old = findStoredQuery(queries().value(), name);
  if (!old) throw toGone(name);
  const title = l10n.t('Edit Query “{0}”', name);
  const made = await fillQuery(acting, {
    title,
    first: old,
    checkName: checkName(name),
    keep: (query) => replace(acting, name, query),
  });
  if (!made) return undefined;
  const next = parseIncidentQuery(made)?.name ?? name;
  return {
    text: l10n.t('Saved the query “{0}”', next),
    undo: async () => {
      await replace(acting, next, old);
      return { text: l10n.t('Saved the query “{0}”', name) };
    },
  };
};

const removeByName = async ({ incidents }: QueryActing, name: string): Promise<Done> => {
  const { scope } = incidents.state.choices;
  const putBack = await remove(name);
  if (scope === `query:${name}`) incidents.setScope('mine');
  return {
    text: l10n.t('Removed the query “{0}”', name),
    undo: async () => {
      await putBack();
      if (scope === `query:${name}`) incidents.setScope(scope);
      return { text: l10n.t('Saved the query “{0}”', name) };
    },
  };
};

/** Takes the name that a menu gave, else asks for one. */
const askName = async ({ incidents }: QueryActing, given: unknown, title: string): Promise<string | undefined> => {
  if (typeof given === 'string') return given;
  const { queries: known } = incidents.state.settings;
  if (known.length === 0)
    throw new Refusal(l10n.t('There is no saved query yet: use “Add Query…”, or “Save What Is Shown as a Query…”.'));
  const entries = known.map(({ name }) => ({ label: name, value: name }));
  const chosen = await pickOne({ title, placeholder: l10n.t('Which query?'), empty: '', load: those(entries) });
  return isAnswer(chosen) ? chosen : undefined;
};

/** Binds the number on the icon to a query, or to my own incidents. */
const chooseBadge = async ({ incidents }: QueryActing): Promise<Done | undefined> => {
  const now = badge().value();
  const mine = l10n.t('My Triggered Incidents');
  const marked = (value: string) => (value === now ? { description: l10n.t('counted now') } : {});
  const chosen = await pickOne({
    title: l10n.t('Choose the Badge'),
    placeholder: l10n.t('What does the number on the icon count?'),
    empty: '',
    load: those([
      { label: mine, value: '', id: '', ...marked('') },
      ...incidents.state.settings.queries.map(({ name }) => ({
        label: name,
        value: name,
        group: l10n.t('Queries'),
        ...marked(name),
      })),
    ]),
  });
  if (!isAnswer(chosen) || chosen === now) return undefined;
  const set = async (value: string): Promise<Done> => {
    await badge().set(value);
    return { text: l10n.t('The icon counts {0}', value === '' ? mine : `“${value}”`) };
  };
  return { ...(await set(chosen)), undo: () => set(now) };
};

/** The commands on saved queries, by their id without `pagerduty.`; a menu gives the name of the query. */
export const createQueryActs = (
  acting: QueryActing,
): Readonly<Record<string, (name?: unknown) => Promise<Done | undefined>>> => ({
  'query.saveShown': () => add(acting, l10n.t('Save What Is Shown as a Query'), toShown(acting)),
  'query.add': () => add(acting, l10n.t('Add Query'), { name: '' }),
  'query.edit': async (given) => {
    const name = await askName(acting, given, l10n.t('Edit Query'));
    return name === undefined ? undefined : edit(acting, name);
  },
  'query.remove': async (given) => {
    const name = await askName(acting, given, l10n.t('Remove Query'));
    return name === undefined ? undefined : removeByName(acting, name);
  },
  'badge.choose': () => chooseBadge(acting),
});
