import type { IncomingMessage } from 'node:http';
import { SandboxError } from '../state.ts';

/** More than any operation takes (an automation script has at most 16 MB). */
const mostBytes = 20_000_000;

/** A request's body, or why it cannot be read; neither where none was sent. */
export interface ReadBody {
  readonly body?: unknown;
  readonly error?: SandboxError | undefined;
}

/** All bytes; undefined where there are too many, which are read to the end nevertheless so that the answer arrives. */
export const readBytes = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
  }
  return size <= mostBytes ? Buffer.concat(chunks) : undefined;
};

const fromForm = async (bytes: Buffer, contentType: string): Promise<Record<string, string>> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  const fields: Record<string, string> = {};
  for (const [name, value] of form) fields[name] = typeof value === 'string' ? value : await value.text();
  return fields;
};

const parse = (bytes: Buffer, contentType: string): unknown =>
  contentType.startsWith('multipart/form-data') ? fromForm(bytes, contentType) : JSON.parse(bytes.toString('utf8'));

/** Reads a request's body: JSON, or the fields of a form. */
export const readBody = async (request: IncomingMessage): Promise<ReadBody> => {
  const bytes = await readBytes(request);
  if (!bytes) return { error: new SandboxError(413, 2001, 'Request Entity Too Large') };
  if (bytes.length === 0) return {};
  try {
    return { body: await parse(bytes, request.headers['content-type'] ?? '') };
  } catch {
    return { error: new SandboxError(400, 2001, 'Invalid Input Provided', ['Body cannot be read as JSON']) };
  }
};
