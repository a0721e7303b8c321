import type { Operation } from '../api/operation.ts';

/** Whether a value is there at the end of a path; `*` steps into arrays. */
const holds = (value: unknown, path: readonly string[], wanted: string | undefined): boolean => {
  const [step, ...rest] = path;
  if (step === undefined) return value !== undefined && (wanted === undefined || value === wanted);
  if (step === '*') return Array.isArray(value) && value.some((item) => holds(item, rest, wanted));
  return (
    typeof value === 'object' &&
    value !== null &&
    holds((value as Readonly<Record<string, unknown>>)[step], rest, wanted)
  );
};

/** Whether a call with this input may page or message people. */
export const mayPage = (row: Operation, input: Readonly<Record<string, unknown>>): boolean => {
  if (row.pages === undefined || row.pages === true) return row.pages === true;
  return row.pages.some((condition) => {
    const [path = '', wanted] = condition.split('=');
    return holds(input, path.split('.'), wanted);
  });
};
