import fs from 'node:fs';
import path from 'node:path';
import { type AuditEntry, type AuditRecord, readAuditLine, toAuditLine, toAuditRecord } from '../policy/audit.ts';

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

/**
 * Appends audit records to a file of JSON lines that its owner alone may read. Each line is written before the call is
 * answered, and is tied to the line before it, also when another process wrote that.
 *
 * @param before hash that the first line of a new file goes on from
 * @throws what the file system throws; the file and its folder are made where they are missing
 */
export const createAuditLog = (name: string, before: () => string = () => ''): AuditLog => {
  let known: { readonly size: number; readonly hash: string } | undefined;
  return (entry) => {
    fs.mkdirSync(path.dirname(name), { recursive: true, mode: 0o700 });
    const file = fs.openSync(name, 'a+', 0o600);
    try {
      const { size } = fs.fstatSync(file);
      const last = size === 0 ? before() : known?.size === size ? known.hash : lastHash(file, size);
      const record = toAuditRecord(entry, last);
      const text = `${toAuditLine(record)}\n`;
      fs.writeSync(file, text);
      known = { size: size + Buffer.byteLength(text), hash: record.hash };
      return record;
    } finally {
      fs.closeSync(file);
    }
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

/** Appends audit records to one file a month, `agent-audit-2026-11.jsonl`; each file goes on from the one before. */
export const createMonthlyAuditLog = (folder: string): AuditLog => {
  let current: { readonly name: string; readonly log: AuditLog } | undefined;
  return (entry) => {
    const name = path.join(folder, `agent-audit-${entry.time.slice(0, 7)}.jsonl`);
    if (current?.name !== name) {
      const before = (): string => {
        const earlier = auditFiles(folder).filter((file) => file < name);
        return hashAtEnd(earlier.at(-1) ?? name);
      };
      current = { name, log: createAuditLog(name, before) };
    }
    return current.log(entry);
  };
};
