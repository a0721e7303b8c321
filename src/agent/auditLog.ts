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

/**
 * Appends audit records to a file of JSON lines that its owner alone may read. Each line is written before the call is
 * answered, and is tied to the line before it, also when another process wrote that.
 *
 * @throws what the file system throws; the file and its folder are made where they are missing
 */
export const createAuditLog = (name: string): ((entry: AuditEntry) => AuditRecord) => {
  let known: { readonly size: number; readonly hash: string } | undefined;
  return (entry) => {
    fs.mkdirSync(path.dirname(name), { recursive: true, mode: 0o700 });
    const file = fs.openSync(name, 'a+', 0o600);
    try {
      const { size } = fs.fstatSync(file);
      const record = toAuditRecord(entry, known?.size === size ? known.hash : lastHash(file, size));
      const text = `${toAuditLine(record)}\n`;
      fs.writeSync(file, text);
      known = { size: size + Buffer.byteLength(text), hash: record.hash };
      return record;
    } finally {
      fs.closeSync(file);
    }
  };
};
