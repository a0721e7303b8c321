import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { Level } from '../policy/access.ts';
import type { AgentClient, AuditDecision, AuditEntry } from '../policy/audit.ts';
import { toLine } from '../util/cleanText.ts';
import { idOf } from './fields.ts';

/** What is known of a call when it ends. */
export interface Trail {
  readonly client: AgentClient;
  /** The account in use when it came. */
  readonly account: string | undefined;
  readonly tool: string;
  readonly args: Input;
  readonly row: Operation | undefined;
  /** The level that decided. */
  readonly level?: Level | undefined;
  readonly decision: AuditDecision;
  readonly reason?: string | undefined;
  readonly result: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
}

/** Names come from the client: long ones and many of them are cut. */
const short = (text: string): string => toLine(text).slice(0, 100);
const most = 50;

const toTargets = (row: Operation | undefined, args: Input): readonly string[] => {
  if (!row) return [];
  const slots = [...row.path.matchAll(/\{(\w+)\}/g)]
    .map(([, slot]) => slot ?? '')
    .filter((slot) => !row.secret?.includes(slot));
  // A bulk update names its objects in its body.
  const ids =
    slots.length > 0 || row.method !== 'PUT'
      ? slots.map((slot) => args[slot])
      : Object.values(args).flatMap((value) => (Array.isArray(value) ? value.map(idOf) : []));
  return ids
    .filter((id) => typeof id === 'string' || typeof id === 'number')
    .slice(0, most)
    .map((id) => short(String(id)));
};

/** The audit's entry of a call: field names, never values, and the ids that the path or a bulk update names. */
export const toAuditEntry = ({
  client,
  account,
  tool,
  args,
  row,
  level,
  decision,
  reason,
  result,
  start,
  end,
}: Trail): AuditEntry => ({
  time: new Date(start).toISOString(),
  client: {
    name: client.name,
    version: client.version,
    ...(client.connection === undefined ? {} : { connection: client.connection }),
  },
  ...(account === undefined ? {} : { account }),
  tool: short(tool),
  ...(row ? { operation: row.id, area: row.area, effect: row.effect, level } : {}),
  targets: toTargets(row, args),
  fields: Object.keys(args).slice(0, most).map(short),
  decision,
  ...(reason === undefined ? {} : { reason: short(reason) }),
  result,
  ms: Math.max(0, Math.round(end - start)),
});
