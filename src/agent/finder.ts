import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { type Access, levelOf } from '../policy/access.ts';
import { toLines } from '../util/cleanText.ts';
import type { Answer } from './answer.ts';
import { nearest } from './nearest.ts';
import { Refusal } from './refusal.ts';
import { createSearch } from './search.ts';
import type { Entry, ReadWhole, ToolBook } from './toolBook.ts';

const text = (description: string) => ({ type: 'string', description });

/** The three tools of the search surface: find an operation, read its input, call it. */
export const finderTools: readonly Tool[] = [
  {
    name: 'find_operations',
    description:
      'Finds operations of the PagerDuty API by what you want to do, best first, with their input fields. Begin here.',
    inputSchema: {
      type: 'object',
      properties: {
        query: text('What you want to do, such as "silence a service for two hours".'),
        limit: { type: 'integer', minimum: 1, maximum: 30, description: 'Most results; 8 when absent.' },
      },
      required: ['query'],
    },
    annotations: { title: 'Find PagerDuty operations', readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'describe_operation',
    description:
      'Gives the input schema of an operation, what it does, and what this account lets agents do in its area.',
    inputSchema: {
      type: 'object',
      properties: { name: text('Name from find_operations, such as list_incidents.') },
      required: ['name'],
    },
    annotations: { title: 'Describe a PagerDuty operation', readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'call_operation',
    description:
      'Calls an operation by its name. Wrong input is answered with the field and what was expected; nothing is sent then.',
    inputSchema: {
      type: 'object',
      properties: {
        name: text('Name from find_operations, such as list_incidents.'),
        input: { type: 'object', description: 'Input fields side by side, as describe_operation shows them.' },
      },
      required: ['name'],
    },
    annotations: { title: 'Call a PagerDuty operation', destructiveHint: true, openWorldHint: false },
  },
];

/** Names the two tools that only look into the table; they send nothing. */
export type LocalTool = 'find_operations' | 'describe_operation';

/** Answers the finder's tools out of the table, without PagerDuty. */
export type Finder = { readonly [T in LocalTool]: (args: Readonly<Record<string, unknown>>) => Answer };

const usualFound = 8;

/** `snooze_incident(id*, duration*): Snooze an incident [write]`; a star marks what must be given. */
const toFound = ({ row, tool }: Entry): string => {
  const required = new Set(tool.inputSchema.required);
  const fields = Object.keys(tool.inputSchema.properties ?? {}).map((name) => (required.has(name) ? `${name}*` : name));
  return `${tool.name}(${fields.join(', ')}): ${row.summary} [${row.effect}]`;
};

/** Makes the finder; operations of areas that are off are neither found nor described. */
export const createFinder = (tools: ToolBook, access: () => Access, whole?: ReadWhole): Finder => {
  const isOpen = ({ row }: Entry): boolean => levelOf(access(), row.area) !== 'off';
  const search = createSearch([...tools.values()]);
  return {
    find_operations: ({ query, limit }) => {
      if (typeof query !== 'string' || query.trim() === '')
        throw new Refusal('find_operations needs `query`, a text that says what you want to do.', 'invalid input');
      const most = typeof limit === 'number' && limit >= 1 ? Math.min(limit, 30) : usualFound;
      const found = search(query, tools.size).filter(isOpen).slice(0, most);
      return {
        text:
          found.length > 0
            ? found.map(toFound).join('\n')
            : 'Nothing fits; use other words, such as the name of the object (incident, schedule, service).',
      };
    },
    describe_operation: ({ name }) => {
      const entry = typeof name === 'string' ? tools.get(name) : undefined;
      if (!entry || !isOpen(entry)) {
        const near = nearest(
          String(name),
          [...tools.values()].filter(isOpen).map(({ tool }) => tool.name),
        );
        throw new Refusal(
          `There is no operation ${toLines(String(name)).slice(0, 64)}${near ? `; did you mean ${near}?` : '; find_operations finds it.'}`,
          'unknown tool',
        );
      }
      const { row, tool } = entry;
      const { description, input } = whole?.(row.id) ?? { description: tool.description, input: tool.inputSchema };
      return {
        text: JSON.stringify({
          name: tool.name,
          area: row.area,
          effect: row.effect,
          level: levelOf(access(), row.area),
          description,
          input,
        }),
      };
    },
  };
};
