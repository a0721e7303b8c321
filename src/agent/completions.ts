import type { Fields } from './fields.ts';
import { type CallTool, readRows, textOf } from './reads.ts';

/** What an argument stands for, where a person can be helped to fill it in. */
export type Kind = 'incident' | 'service' | 'person' | 'schedule' | 'escalationPolicy';

/** Values that an argument may have, best first. */
export type Complete = (
  kind: Kind,
  value: string,
  form: 'name' | 'id',
  signal: AbortSignal,
) => Promise<readonly string[]>;

interface Source {
  readonly tool: string;
  readonly input: (value: string) => Readonly<Record<string, unknown>>;
  readonly toName: (row: Fields) => string;
}

const byQuery = (tool: string, toName = (row: Fields) => textOf(row, 'name', 'summary')): Source => ({
  tool,
  input: (value) => ({ limit: 50, ...(value === '' ? {} : { query: value }) }),
  toName,
});

const sources: { readonly [K in Kind]: Source } = {
  incident: {
    tool: 'list_incidents',
    input: () => ({ statuses: ['triggered', 'acknowledged'], date_range: 'all', limit: 100 }),
    toName: (row) => `#${textOf(row, 'incident_number')} ${textOf(row, 'title', 'summary')}`,
  },
  service: byQuery('list_services'),
  person: byQuery('list_users', (row) => textOf(row, 'email', 'name')),
  schedule: byQuery('list_schedules'),
  escalationPolicy: byQuery('list_escalation_policies'),
};

/** Most values that MCP lets an answer have. */
const mostValues = 100;
/** Milliseconds for which an answer serves the next keys too. */
const freshness = 30_000;

/** Makes what completes arguments from the account, under the agents' grants; what cannot be read completes nothing. */
export const createComplete = (call: CallTool, now: () => number): Complete => {
  const kept = new Map<string, { readonly rows: Promise<readonly Fields[]>; readonly until: number }>();
  const read = ({ tool, input }: Source, value: string, signal: AbortSignal): Promise<readonly Fields[]> => {
    const args = input(value);
    const key = JSON.stringify([tool, args]);
    const known = kept.get(key);
    if (known && known.until > now()) return known.rows;
    for (const [old, { until }] of kept) if (until <= now()) kept.delete(old);
    const rows = readRows(call, tool, args, signal);
    kept.set(key, { rows, until: now() + freshness });
    return rows;
  };
  return async (kind, value, form, signal) => {
    const source = sources[kind];
    const wanted = value.toLowerCase();
    const rows = (await read(source, form === 'id' ? '' : value, signal)).filter((row) =>
      [row.id, source.toName(row), row.name, row.email].some((text) =>
        String(text ?? '')
          .toLowerCase()
          .includes(wanted),
      ),
    );
    return rows.map((row) => (form === 'id' ? textOf(row, 'id') : source.toName(row))).slice(0, mostValues);
  };
};
