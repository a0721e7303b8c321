import fs from 'node:fs';
import path from 'node:path';
import { type AuditEntry, type AuditRecord, readAuditLine, toAuditLine, toAuditRecord } from '../policy/audit.ts';
import { withFileLock } from './fileLock.ts';

/** Bytes at a file's end that hold its last line: a record has less. */
const tailLength = 65_536;

const readTail = (file: number, size: number): string => {
  const length = Math.min(size, tailLength);
  const bytes = Buffer.alloc(length);
  fs.readSync(file, bytes, 0, length, size - length);
  return bytes.toString('utf8');
};

/** Hash of a file's last record, empty for a file without one. */
const lastHash = (file: number, size: number): string =>
  readAuditLine(readTail(file, size).trimEnd().split('\n').at(-1) ?? '')?.hash ?? '';

/** Takes a record's place at the end of a chain: gives the record as it was written. */
export type AuditLog = (entry: AuditEntry) => AuditRecord;

/** Where a record goes, and the hash that the first line of a new file goes on from. */
interface Place {
  readonly name: string;
  readonly before: () => string;
}

/** Makes what writes a line behind the last one of a file; no other process may write meanwhile. */
const createAppend = (): ((place: Place, entry: AuditEntry) => AuditRecord) => {
  let known: { readonly name: string; readonly size: number; readonly hash: string } | undefined;
  return ({ name, before }, entry) => {
    const file = fs.openSync(name, 'a+', 0o600);
    try {
      const { size } = fs.fstatSync(file);
      const isKnown = known?.name === name && known.size === size;
      const last = size === 0 ? before() : isKnown && known ? known.hash : lastHash(file, size);
      const record = toAuditRecord(entry, last);
      const text = `${toAuditLine(record)}\n`;
      fs.writeSync(file, text);
      known = { name, size: size + Buffer.byteLength(text), hash: record.hash };
      return record;
    } finally {
      fs.closeSync(file);
    }
  };
};

const makeFolder = (folder: string): void => void fs.mkdirSync(folder, { recursive: true, mode: 0o700 });

/**
 * Appends audit records to a file of JSON lines that its owner alone may read. Each line is written before the call is
 * answered, and is tied to the line before it, also when another process writes to the file at the same time.
 *
 * @throws what the file system throws; the file and its folder are made where they are missing
 */
export const createAuditLog = (name: string): AuditLog => {
  const append = createAppend();
  return (entry) => {
    makeFolder(path.dirname(name));
    return withFileLock(`${name}.lock`, () => append({ name, before: () => '' }, entry));
  };
};

const monthly = /^agent-audit-\d{4}-\d\d\.jsonl$/;

/** The files of a folder's monthly audit, oldest first; none where there is no such folder. */
export const auditFiles = (folder: string): readonly string[] => {
  try {
    const names = fs.readdirSync(folder).filter((name) => monthly.test(name));
    return names.sort().map((name) => path.join(folder, name));
  } catch {
    return []; // Nothing was recorded yet.
  }
};

const hashAtEnd = (name: string): string => {
  const file = fs.openSync(name, 'r');
  try {
    return lastHash(file, fs.fstatSync(file).size);
  } finally {
    fs.closeSync(file);
  }
};

/** Hash of the last record in these files, the newest one last; one that was begun and never written to is passed over. */
const lastHashOf = (files: readonly string[]): string =>
  files
    .toReversed()
    .map(hashAtEnd)
    .find((hash) => hash !== '') ?? '';

/** The file that an entry goes to: its month's, or a later one that was begun already, since a chain never goes back. */
const toPlace = (folder: string, { time }: AuditEntry): Place => {
  const own = path.join(folder, `agent-audit-${time.slice(0, 7)}.jsonl`);
  const files = auditFiles(folder);
  const newest = files.at(-1) ?? own;
  const name = newest > own ? newest : own;
  return { name, before: () => lastHashOf(files.filter((file) => file < name)) };
};

/**
 * Appends audit records to one file a month, `agent-audit-2026-11.jsonl`; each file goes on from the one before, also
 * when a call that began last month ends in this one, or the clock was set back.
 */
export const createMonthlyAuditLog = (folder: string): AuditLog => {
  const append = createAppend();
  return (entry) => {
    makeFolder(folder);
    return withFileLock(path.join(folder, 'agent-audit.lock'), () => append(toPlace(folder, entry), entry));
  };
};
