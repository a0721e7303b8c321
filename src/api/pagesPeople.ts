import type { Input } from './client.ts';
import type { Operation } from './operation.ts';

const holds = (value: unknown, path: readonly string[], wanted: string | undefined): boolean => {
  const [step, ...rest] = path;
  if (step === undefined) return value !== undefined && (wanted === undefined || String(value) === wanted);
  if (step === '*') return Array.isArray(value) && value.some((v) => holds(v, rest, wanted));
  return typeof value === 'object' && value !== null && holds((value as Input)[step], rest, wanted);
};

const meets = (input: Input, condition: string): boolean => {
  const [path = '', wanted] = condition.split('=');
  return holds(input, path.split('.'), wanted);
};

/**
 * Whether a call with this input may page or message people: an incident that is acknowledged wakes nobody, one that
 * is reassigned does.
 */
export const pagesPeople = ({ pages }: Operation, input: Input): boolean =>
  pages === true || (pages ?? []).some((condition) => meets(input, condition));

const isInput = (value: unknown): value is Input => typeof value === 'object' && value !== null;

/**
 * The parts of a call that page or message people by themselves: those items of a bulk update that do, or the whole
 * input; none where nobody is told.
 */
export const pagingParts = (row: Operation, input: Input): readonly Input[] => {
  if (!pagesPeople(row, input)) return [];
  const conditions = row.pages === true ? [] : (row.pages ?? []);
  const bulks = new Set(conditions.flatMap((condition) => /^(\w+)\.\*\./.exec(condition)?.[1] ?? []));
  const items = [...bulks].flatMap((field) => {
    const list = input[field];
    return Array.isArray(list) ? list.filter((item) => isInput(item) && pagesPeople(row, { [field]: [item] })) : [];
  });
  return items.length > 0 ? items : [input];
};
