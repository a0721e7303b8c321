import type { Input } from '../api/client.ts';
import type { Outcome } from './call.ts';
import { type Fields, isFields } from './fields.ts';

/** Calls a tool as the client that asks, through the one door. */
export type CallTool = (tool: string, args: Input, signal: AbortSignal) => Promise<Outcome>;

/** The answer's fields; undefined for a call that failed. */
const toFields = ({ text, isError }: Outcome): Fields | undefined => {
  if (isError) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The rows of a list's answer; undefined for a call that failed. */
export const readRows = async (
  call: CallTool,
  tool: string,
  args: Input,
  signal: AbortSignal,
): Promise<readonly Fields[] | undefined> => {
  const fields = toFields(await call(tool, args, signal));
  return fields && (Object.values(fields).find(Array.isArray) ?? []).filter(isFields);
};

/** Id of the person whom the token belongs to; undefined for an account's key. */
export const readMe = async (call: CallTool, signal: AbortSignal): Promise<string | undefined> => {
  const user = toFields(await call('get_current_user', {}, signal))?.user;
  return isFields(user) && typeof user.id === 'string' ? user.id : undefined;
};

/** Text of a row's fields, one after the other. */
export const textOf = (row: Fields, ...fields: readonly string[]): string =>
  fields.map((field) => String(row[field] ?? '')).find((text) => text !== '') ?? '';
