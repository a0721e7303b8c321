import type { Input } from './client.ts';
import type { Operation } from './operation.ts';

const holds = (value: unknown, path: readonly string[], wanted: string | undefined): boolean => {
  const [step, ...rest] = path;
  if (step === undefined) return value !== undefined && (wanted === undefined || String(value) === wanted);
  if (step === '*') return Array.isArray(value) && value.some((v) => holds(v, rest, wanted));
  return typeof value === 'object' && value !== null && holds((value as Input)[step], rest, wanted);
};

/**
 * Whether a call with this input may page or message people: an incident that is acknowledged wakes nobody, one that
 * is reassigned does.
 */
export const pagesPeople = ({ pages }: Operation, input: Input): boolean =>
  pages === true ||
  (pages ?? []).some((condition) => {
    const [path = '', wanted] = condition.split('=');
    return holds(input, path.split('.'), wanted);
  });
