import { type Operation, toTable, type WrittenRow } from '../api/operation.ts';
import type { Schema } from '../api/schema.ts';
import type { OperationTool, ToolHints } from '../api/tool.ts';
import { toToolName } from '../api/toolName.ts';
import type { Described } from './emit.ts';
import { toRow } from './flatten.ts';
import { knownWords, slimSchema } from './slimSchema.ts';
import { toTitle } from './toTitle.ts';

/** What a call does. Where a hint is absent the protocol's default is right: not read-only, not idempotent. */
const toHints = (name: string, row: WrittenRow): ToolHints => ({
  title: toTitle(name),
  ...(row.effect === 'read' ? { readOnlyHint: true } : { destructiveHint: row.effect === 'delete' }),
  ...(row.effect !== 'read' && (row.method === 'PUT' || row.method === 'DELETE') ? { idempotentHint: true } : {}),
  openWorldHint: false,
});

/** Fields that many operations share and the server's instructions explain once. */
const explainedOnce = new Set(['limit', 'offset', 'total', 'cursor', 'include']);

const withoutWords = (input: Schema): Schema => ({
  ...input,
  properties: Object.fromEntries(
    Object.entries(input.properties ?? {}).map(([name, { description, ...field }]) => [
      name,
      explainedOnce.has(name) || description === undefined ? field : { description, ...field },
    ]),
  ),
});

const statusNotes: { readonly [status: string]: string } = {
  deprecated: ' PagerDuty has deprecated it.',
  retired: ' PagerDuty has retired it; some accounts still have it.',
};

/** What a tool acts on, one or many: `incident_note` for `list_incident_notes`. */
const objectOf = (toolName: string): string =>
  toolName
    .replace(/^[a-z0-9]+_/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');

/** Leaves out sentences that only name tools of the same object: `get_tag` says by its name what it is for. */
const withoutNeighbours = (description: string, name: string, names: ReadonlySet<string>): string => {
  const [first = '', ...others] = description.split(/(?<=[.;]) /);
  const kept = others.filter((sentence) => {
    const named = (sentence.match(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g) ?? []).filter((word) => names.has(word));
    return named.length === 0 || named.some((other) => objectOf(other) !== objectOf(name));
  });
  return [first, ...kept].join(' ').replace(/;$/, '.');
};

/** An operation as a tool; the client sends From by itself, so that no agent needs to hear of it. */
const toTool = (
  { entry, flat }: Described,
  toText: (text: string) => string,
  names: ReadonlySet<string>,
): OperationTool => {
  const { operationId, description, 'x-status': status } = entry.operation;
  const name = toToolName(operationId);
  const note = /deprecated|retired/i.test(description) ? '' : (statusNotes[status ?? ''] ?? '');
  const whole = toText(description.replace(' Needs a From address.', ''));
  const short = withoutNeighbours(whole, name, names) + note;
  return {
    name,
    description: short,
    inputSchema: slimSchema(withoutWords(flat.input), { toText, known: knownWords(`${name} ${short}`), depth: 0 }),
    annotations: toHints(name, toRow(entry, flat)),
  };
};

/** `tools.json`: every operation as a tool, in the table's order; sent to agents as it is. */
export const emitTools = (all: readonly Described[]): string => {
  const ids = new Set(all.map(({ entry }) => entry.operation.operationId));
  const toText = (text: string): string =>
    text.replace(/\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g, (word) => (ids.has(word) ? toToolName(word) : word));
  const names = new Set([...ids].map(toToolName));
  return JSON.stringify(all.map((described) => toTool(described, toText, names)));
};

type Rows = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** `rows.json`: the rows in the same order, for programs that load faster without the table as code. */
export const emitRows = (all: readonly Described[]): string =>
  JSON.stringify(
    all.map(({ entry, flat }) => {
      const { area, operation } = entry;
      return toTable<Rows>({ [area]: { [operation.operationId]: toRow(entry, flat) } })[area]?.[operation.operationId];
    }),
  );
