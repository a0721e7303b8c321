import type { Schema } from '../api/schema.ts';
import { toToolName } from '../api/toolName.ts';
import { type Description, DescriptionError, type Entry } from './description.ts';
import type { Flat } from './flatten.ts';

const allowed: Readonly<Record<string, readonly string[]>> = {
  'x-effect': ['read', 'write', 'delete'],
  'x-host': ['rest', 'events', 'app'],
  'x-status': ['current', 'early-access', 'deprecated', 'retired'],
};

/** VS Code cuts `mcp_<server>_<tool>` at 64 characters; `mcp_pagerduty_` leaves 50. */
export const longestToolName = 50;

const words = (text: string): number => text.trim().split(/\s+/).length;
const sentences = (text: string): number => text.split(/[.!?](?:\s|$)/).filter((s) => s.trim() !== '').length;

/** The mistakes of one operation's columns and sentences, as [path in the operation, sentence]. */
const mistakes = function* ({ operation, area }: Entry): Generator<readonly [string, string]> {
  if (area === '') yield ['', 'stands in a file without x-area'];
  for (const [column, values] of Object.entries(allowed)) {
    const value = (operation as unknown as Record<string, unknown>)[column];
    if (value === undefined) yield ['', `lacks the column ${column}`];
    else if (!values.includes(String(value)))
      yield [column, `has ${column}: ${value}; it must be one of ${values.join(', ')}`];
  }
  if (!operation.summary || words(operation.summary) > 12) yield ['summary', 'needs a summary of at most 12 words'];
  if (!operation.description || sentences(operation.description) > 3)
    yield ['description', 'needs a description of one to three sentences'];
  if (toToolName(operation.operationId).length > longestToolName)
    yield ['operationId', `gives a tool name of over ${longestToolName} characters`];
};

/**
 * Checks columns, sentences and names of every operation.
 * @throws DescriptionError for the first mistake, with file and line.
 */
export const checkDescription = (description: Description): void => {
  const seen = new Map<string, Entry>();
  for (const entry of description.entries) {
    const id = entry.operation.operationId;
    for (const [path, what] of mistakes(entry))
      throw new DescriptionError(entry.where(...(path === '' ? [] : [path])), `${id} ${what}`);
    const twin = seen.get(toToolName(id));
    if (twin)
      throw new DescriptionError(
        entry.where('operationId'),
        `uses the name ${id}, which ${twin.where('operationId')} has already`,
      );
    seen.set(toToolName(id), entry);
  }
};

/** @throws DescriptionError where a top-level input field has no description, or `x-pages` or `x-paging` names no field. */
export const checkFlat = (entry: Entry, { input }: Flat): void => {
  for (const [name, schema] of Object.entries<Schema>(input.properties ?? {}))
    if (!schema.description)
      throw new DescriptionError(
        entry.where(),
        `${entry.operation.operationId} has no description for the field ${name}`,
      );
  const conditions = entry.operation['x-pages'];
  for (const condition of Array.isArray(conditions) ? conditions : []) {
    const [field = ''] = String(condition).split(/[.=]/);
    if (!(field in (input.properties ?? {})))
      throw new DescriptionError(
        entry.where('x-pages'),
        `${entry.operation.operationId} pages by ${field}, which is no field of it`,
      );
  }
  const needs = {
    offset: 'offset',
    cursor: 'cursor',
    after: entry.operation['x-paging']?.send ?? 'after',
    index: 'startIndex',
  };
  const style = entry.operation['x-paging']?.style;
  if (style && !(needs[style] in (input.properties ?? {})))
    throw new DescriptionError(
      entry.where('x-paging'),
      `${entry.operation.operationId} pages by ${style} but has no field ${needs[style]}`,
    );
};
