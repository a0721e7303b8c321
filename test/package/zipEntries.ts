import fs from 'node:fs';

/** One file in an archive; sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
}

// PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16: signatures, and where the fields lie.
const endSignature = Buffer.from('504b0506', 'hex');
const entrySignature = 0x02014b50;
const entryLength = 46;

/** Lists what an archive holds, from its central directory. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(endSignature);
  if (end === -1) throw new Error(`${file} is no zip archive.`);
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === entrySignature; ) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + entryLength, at + entryLength + nameLength);
    entries.push({ name, size: bytes.readUInt32LE(at + 24) });
    at += entryLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
