import type { Access } from '../policy/access.ts';
import { untilAborted } from '../util/untilAborted.ts';
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

/** What completing needs. */
export interface CompleteOptions {
  readonly call: CallTool;
  readonly access: () => Access;
  /** Names the account in use. */
  readonly account?: (() => string | undefined) | undefined;
  /** Whether a person has stopped all agents. */
  readonly stopped?: (() => boolean) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when nobody is there any more who could ask. */
  readonly life: AbortSignal;
}

interface Kept {
  readonly rows: Promise<readonly Fields[] | undefined>;
  readonly until: number;
}

/**
 * Makes what reads rows and keeps them for the next keys, in the account and under the access that they were read in.
 * What failed is not kept. A read serves all who wait for it: none of them ends it for the others.
 */
const createRead = (options: CompleteOptions) => {
  const { call, access, account, stopped, now, life } = options;
  const kept = new Map<string, Kept>();
  return (tool: string, args: Readonly<Record<string, unknown>>): Kept['rows'] => {
    for (const [old, { until }] of kept) if (until <= now() || stopped?.()) kept.delete(old);
    const key = JSON.stringify([account?.(), access(), tool, args]);
    const known = kept.get(key);
    if (known) return known.rows;
    const forget = (): void => {
      if (kept.get(key)?.rows === rows) kept.delete(key);
    };
    const rows = readRows(call, tool, args, life);
    kept.set(key, { rows, until: now() + freshness });
    rows.then((found) => found ?? forget(), forget);
    return rows;
  };
};

/** Makes what completes arguments from the account, under the agents' grants; what cannot be read completes nothing. */
export const createComplete = (options: CompleteOptions): Complete => {
  const read = createRead(options);
  return async (kind, value, form, signal) => {
    const source = sources[kind];
    const wanted = value.toLowerCase();
    const found = await untilAborted(read(source.tool, source.input(form === 'id' ? '' : value)), signal);
    const rows = (found ?? []).filter((row) =>
      [row.id, source.toName(row), row.name, row.email].some((text) =>
        String(text ?? '')
          .toLowerCase()
          .includes(wanted),
      ),
    );
    return rows.map((row) => (form === 'id' ? textOf(row, 'id') : source.toName(row))).slice(0, mostValues);
  };
};
