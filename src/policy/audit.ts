import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Effect } from '../api/operation.ts';
import type { Level } from './access.ts';

/** Who calls, as the client says of itself. */
export interface AgentClient {
  readonly name: string;
  readonly version: string;
  /** The connection that it came by, such as `terminal 2`; not the client's own word. */
  readonly connection?: string | undefined;
}

/** How a call came to pass or not. */
export type AuditDecision = 'allowed' | 'approved' | 'denied';

/** One call of an agent, without the hashes that tie it to its log. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly client: AgentClient;
  /** Id of the account that the call was made in, such as `us.PUSER1`; absent where the server knows one account only. */
  readonly account?: string | undefined;
  readonly tool: string;
  /** Absent where no operation has that tool. */
  readonly operation?: string | undefined;
  readonly area?: string | undefined;
  readonly effect?: Effect | undefined;
  /** Ids that the path names, never secret ones. */
  readonly targets: readonly string[];
  /** Names of the input's fields; values are never kept. */
  readonly fields: readonly string[];
  readonly decision: AuditDecision;
  /** Why it was decided so, one sentence or a word. */
  readonly reason?: string | undefined;
  readonly level?: Level | undefined;
  /** `ok`, `cancelled`, `notSent`, `dryRun`, or the kind of the failure. */
  readonly result: string;
  /** Milliseconds from the call's coming to its answer. */
  readonly ms: number;
}

/** A line of the audit: the entry, the hash of the line before (empty for the first), and its own. */
export interface AuditRecord extends AuditEntry {
  readonly prev: string;
  /** SHA-256 in hex over the record without this field, as JSON. */
  readonly hash: string;
}

const hashOf = (record: object): string => createHash('sha256').update(JSON.stringify(record)).digest('hex');

/** Ties an entry to the line before it. */
export const toAuditRecord = (entry: AuditEntry, prev: string): AuditRecord => {
  const record = { ...(JSON.parse(JSON.stringify(entry)) as AuditEntry), prev }; // What JSON leaves out is not hashed either.
  return { ...record, hash: hashOf(record) };
};

/** One line of JSON, without its line end. */
export const toAuditLine = (record: AuditRecord): string => JSON.stringify(record);

/** Reads a line back; undefined for what is not a record. */
export const readAuditLine = (line: string): AuditRecord | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'hash' in value && 'prev' in value
      ? (value as AuditRecord)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a record is as it was written. */
export const isIntact = (record: AuditRecord): boolean => {
  const { hash, ...rest } = record;
  return hashOf(rest) === hash;
};

/** Number of the first line that was changed, or that does not follow the one before; undefined for a whole chain. */
export const firstBroken = (lines: readonly string[], start = ''): number | undefined => {
  let prev = start;
  for (const [i, line] of lines.entries()) {
    const record = readAuditLine(line);
    if (!record || record.prev !== prev || !isIntact(record)) return i + 1;
    prev = record.hash;
  }
  return undefined;
};

/** What came of checking files of one chain, in their order. */
export type ChainCheck =
  | { readonly kind: 'whole'; readonly count: number; readonly goesOn: boolean }
  | { readonly kind: 'broken'; readonly name: string; readonly line: number };

/** Checks files that follow each other; the first may go on from one that is not among them, which is told. */
export const checkChain = (files: readonly { readonly name: string; readonly text: string }[]): ChainCheck => {
  let end: string | undefined;
  let count = 0;
  let goesOn = false;
  for (const { name, text } of files) {
    const lines = text.split('\n').filter((line) => line !== '');
    const first = readAuditLine(lines[0] ?? '')?.prev ?? '';
    if (end === undefined) goesOn = first !== '';
    const line = firstBroken(lines, end ?? first);
    if (line !== undefined) return { kind: 'broken', name, line };
    end = readAuditLine(lines.at(-1) ?? '')?.hash ?? end ?? '';
    count += lines.length;
  }
  return { kind: 'whole', count, goesOn };
};

/** What a person is told of a check. */
export const toCheckSentence = (check: ChainCheck): string => {
  if (check.kind === 'broken')
    return l10n.t(
      'The chain breaks at line {0} of {1}: that line was changed, or a line before it was removed, added or moved.',
      check.line,
      check.name,
    );
  const records = check.count === 1 ? l10n.t('1 record') : l10n.t('{0} records', check.count);
  return check.goesOn
    ? l10n.t(
        '{0}, none changed, added or moved, and none missing before the last; they go on from an earlier file, which was not checked. Lines that were cut off the end cannot be seen.',
        records,
      )
    : l10n.t(
        '{0}, none changed, added or moved, and none missing before the last. Lines that were cut off the end cannot be seen.',
        records,
      );
};
