import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { toRequest } from '../api/request.ts';
import type { InputSchema } from '../api/tool.ts';
import { type Touched, toQuestion } from '../policy/approval.ts';
import type { AgentClient } from '../policy/audit.ts';
import { toDecision, toRefusal } from '../policy/decision.ts';
import type { Answer } from './answer.ts';
import { compact, kept } from './compact.ts';
import { type Fields, isFields } from './fields.ts';
import { createReadObject, type ReadOptions } from './readObject.ts';
import { Refusal } from './refusal.ts';

/** A tool's arguments without `dry_run`, and whether it was asked for. */
export interface Asked {
  readonly args: Input;
  readonly isDry: boolean;
}

/** Takes `dry_run` out of the arguments of a tool that writes or deletes. */
export const takeDryRun = (tool: string, row: Operation, schema: InputSchema, args: Input): Asked => {
  const { dry_run: wanted, ...rest } = args;
  if (row.effect === 'read' || wanted === undefined || schema.properties?.dry_run) return { args, isDry: false };
  if (typeof wanted !== 'boolean')
    throw new Refusal(`${tool} was not called: \`dry_run\` must be true or false.`, 'invalid input');
  return { args: rest, isDry: wanted };
};

/** What a dry run needs beside the call. */
export interface DryRunOptions extends ReadOptions {
  readonly setting: string;
  readonly touched: (row: Operation, input: Input, pages: boolean, signal: AbortSignal) => Promise<Touched>;
}

/** A valid call that is not to be sent. */
export interface DryCall {
  readonly client: AgentClient;
  readonly tool: string;
  readonly row: Operation;
  readonly input: Input;
  readonly signal: AbortSignal;
}

const shown = (row: Operation, value: unknown, field = ''): unknown =>
  row.secret?.includes(field)
    ? kept
    : compact(value, field, { secret: new Set(row.secret), full: false, longest: 500 });

/** Secrets in the path are replaced too: a request is shown as it would go out, but for them. */
const toShownRequest = (row: Operation, input: Input): Fields => {
  const masked = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, row.secret?.includes(name) ? kept : value]),
  );
  const { method, path, query, body } = toRequest(row, masked);
  return {
    method,
    path: decodeURI(path),
    ...(query.length > 0 ? { query: query.map(([name, value]) => `${name}=${value}`).join('&') } : {}),
    ...(body === undefined
      ? {}
      : { body: compact(body, '', { secret: new Set(row.secret), full: true, longest: 500 }) }),
  };
};

/** Whether the present value has all that the wish names: references are compared by what was given of them. */
const holds = (present: unknown, wish: unknown): boolean => {
  if (Array.isArray(wish))
    return Array.isArray(present) && present.length === wish.length && wish.every((item, i) => holds(present[i], item));
  if (isFields(wish))
    return isFields(present) && Object.entries(wish).every(([name, value]) => holds(present[name], value));
  return present === wish || ((present === undefined || present === null) && (wish === null || wish === ''));
};

const toChanges = (row: Operation, input: Input, present: Fields): Fields =>
  Object.fromEntries(
    (row.body?.fields ?? [])
      .filter((field) => input[field] !== undefined && !holds(present[field], input[field]))
      .map((field) => [
        field,
        { from: shown(row, present[field], field) ?? null, to: shown(row, input[field], field) },
      ]),
  );

const toFate = ({ tool, row, input }: DryCall, { access, setting }: DryRunOptions): string => {
  const decision = toDecision(row, access(), input);
  if (decision.kind === 'deny' && decision.reason === 'off')
    throw new Refusal(toRefusal(tool, row, decision.reason, setting), decision.reason);
  if (decision.kind === 'allow') return 'be sent';
  return decision.kind === 'ask' ? 'be sent only after a person has allowed it' : 'be refused';
};

/**
 * Makes what answers a dry run: the exact request without secrets, what would become of it, and for an update what would
 * change against the object as it is now. Nothing but reads is sent.
 */
export const createDryRun = (options: DryRunOptions): ((call: DryCall) => Promise<Answer>) => {
  const read = createReadObject({ ...options, freshness: 0 });
  return async (call) => {
    const { client, row, input, signal } = call;
    const would = toFate(call, options);
    const request = toShownRequest(row, input);
    const isUpdate = row.method === 'PUT' || row.method === 'PATCH';
    const decision = toDecision(row, { '*': 'guarded' }, input);
    const [present, touched] = await Promise.all([
      isUpdate ? read(toRequest(row, input).path, signal) : undefined,
      decision.kind === 'ask' ? options.touched(row, input, decision.reason === 'pages', signal) : undefined,
    ]);
    const changes = present && toChanges(row, input, present);
    const effect =
      touched && decision.kind === 'ask' ? toQuestion(client, row, decision.reason, touched).effect : undefined;
    const answer = { dry_run: true, would, effect, request, changes };
    const note =
      changes && Object.keys(changes).length === 0
        ? 'Nothing was sent, and nothing would change.'
        : 'Nothing was sent.';
    return { text: JSON.stringify(answer), note };
  };
};
