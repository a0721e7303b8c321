import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { ApprovalObject, Touched } from '../policy/approval.ts';
import { type Fields, isFields } from './fields.ts';
import { findPeople } from './paged.ts';
import { createReadObject, type ReadOptions } from './readObject.ts';

/** A person waits no longer for titles than this, in milliseconds. */
const patience = 3000;
/** Objects of a bulk call whose titles are read. */
const mostObjects = 5;

/** `/services/{id}/integrations/{integration_id}` with its ids: the path of each object on the way. */
const toPaths = ({ path }: Operation, input: Input): readonly string[] => {
  const parts = path.split('/');
  return parts.flatMap((part, i) => {
    if (!/^\{\w+\}$/.test(part)) return [];
    const filled = parts.slice(0, i + 1).map((each) => {
      const value = input[each.slice(1, -1)];
      return each.startsWith('{') ? encodeURIComponent(String(value ?? '')) : each;
    });
    return filled.includes('') && filled.indexOf('', 1) > 0 ? [] : [filled.join('/')];
  });
};

/** `/incidents/P1` and so on for what a bulk update names in its body. */
const toBulkPaths = (row: Operation, input: Input): readonly string[] => {
  if (row.path.includes('{')) return [];
  return Object.values(input)
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .flatMap((item) =>
      isFields(item) && typeof item.id === 'string' ? [`${row.path}/${encodeURIComponent(item.id)}`] : [],
    );
};

/** Collections by the field that refers to one of their objects: `escalation_policy` → `/escalation_policies`. */
const toReferencePaths = (row: Operation, input: Input): readonly string[] =>
  (row.body?.fields ?? []).flatMap((field) => {
    const value = input[field];
    const plural = field.endsWith('y') ? `${field.slice(0, -1)}ies` : `${field}s`;
    return isFields(value) && typeof value.id === 'string' ? [`/${plural}/${encodeURIComponent(value.id)}`] : [];
  });

const toTitle = (fields: Fields): string | undefined => {
  const title = ['title', 'name', 'summary', 'description', 'label']
    .map((field) => fields[field])
    .find((value): value is string => typeof value === 'string' && value !== '');
  return title !== undefined && typeof fields.incident_number === 'number'
    ? `#${fields.incident_number} ${title}`
    : title;
};

/**
 * Makes what finds out what a call touches: titles of the objects that it names, and the people that it pages. What
 * cannot be read in time is named by its id.
 */
export const createTouched = (
  options: ReadOptions,
): ((row: Operation, input: Input, pages: boolean, signal: AbortSignal) => Promise<Touched>) => {
  const read = createReadObject(options);
  return async (row, input, pages, signal) => {
    const timely = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const own = toPaths(row, input);
    const paths = [...own, ...toBulkPaths(row, input), ...(own.length > 0 ? [] : toReferencePaths(row, input))];
    const toObject = async (path: string): Promise<ApprovalObject> => {
      const fields = await read(path, timely);
      return { id: decodeURIComponent(path.split('/').at(-1) ?? ''), title: fields && toTitle(fields) };
    };
    const [shown, people] = await Promise.all([
      Promise.all(paths.slice(0, mostObjects).map(toObject)),
      pages ? findPeople(options, read, row, input, timely) : undefined,
    ]);
    const rest = paths.slice(mostObjects).map((path) => ({ id: decodeURIComponent(path.split('/').at(-1) ?? '') }));
    // The innermost object is what a call acts on; those around it say where it lies.
    return { objects: own.length > 0 ? shown.reverse() : [...shown, ...rest], people };
  };
};
