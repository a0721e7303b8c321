import * as l10n from '@vscode/l10n';
import { parseIncident } from '../../domain/incident.ts';
import { parseIncidentQuery } from '../../domain/incidentQuery.ts';
import type { StoredQuery } from '../../domain/queryList.ts';
import { toIncidentFilter } from '../../store/incidentFilter.ts';
import { createNameIds } from '../../store/nameIds.ts';
import { userOf } from '../../store/openSession.ts';
import { toSentence } from '../report.ts';
import type { ActOptions } from './actOptions.ts';
import { fillForm } from './fillForm.ts';
import { type QueryTools, toQueryFields } from './queryFields.ts';

/** What the form of a query works with. */
export type QueryActing = Pick<ActOptions, 'session' | 'client' | 'incidents' | 'moment'> &
  Pick<QueryTools, 'directory'>;

/** How many incidents a query would list, in a sentence; what keeps it from that, in one too. */
const createCount = ({ session, client, incidents, moment }: QueryActing) => {
  const names = createNameIds(client);
  return async (draft: StoredQuery): Promise<string> => {
    const query = parseIncidentQuery(draft);
    if (!query) return '';
    try {
      const filter = await toIncidentFilter(`query:${query.name}`, {
        me: userOf(session.state),
        settings: { ...incidents.state.settings, queries: [query] },
        names,
        now: moment().now,
        signal: new AbortController().signal,
      });
      if ('nothing' in filter) return filter.nothing;
      const page = await client.incidents.listIncidents({ ...filter.input, limit: 100 });
      const rows = page.incidents.flatMap((row) => parseIncident(row) ?? []).filter(filter.keeps);
      if (page.more) return l10n.t('Lists {0} or more incidents now', moment().format.count(rows.length));
      return rows.length === 1
        ? l10n.t('Lists 1 incident now')
        : l10n.t('Lists {0} incidents now', moment().format.count(rows.length));
    } catch (error) {
      return toSentence(error); // A query that names what is not there may still be kept: it may come to be.
    }
  };
};

/** What is said of the form: its title, what stands in it at first, and what keeps the query. */
export interface QueryForm extends Pick<QueryTools, 'checkName'> {
  readonly title: string;
  readonly first: StoredQuery;
  readonly keep: (query: StoredQuery) => Promise<void>;
}

/** Takes a person through the form of a query; gives what was kept, undefined when the person left. */
export const fillQuery = (
  acting: QueryActing,
  { title, first, checkName, keep }: QueryForm,
): Promise<StoredQuery | undefined> =>
  fillForm<StoredQuery, StoredQuery>({
    title,
    first,
    fields: toQueryFields({ directory: acting.directory, moment: acting.moment, checkName }),
    submit: l10n.t('Save Query'),
    review: {
      icon: 'save',
      placeholder: l10n.t('Choose the first entry to save this, another one to change it'),
      change: l10n.t('Change before saving'),
      looking: l10n.t('Counting what it lists …'),
    },
    effect: createCount(acting),
    problem: (draft) => parseIncidentQuery(draft)?.problem,
    send: async (draft) => {
      await keep(draft);
      return draft;
    },
  });
