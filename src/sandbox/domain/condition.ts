import type { Fields } from './model.ts';

const read = (event: Fields, path: string): unknown =>
  path
    .replace(/^event\./, '')
    .split('.')
    .reduce<unknown>((value, key) => (value as Fields | null | undefined)?.[key], event);

const holdsTerm = (term: string, event: Fields): boolean => {
  const [, not, path = '', operator, wanted = ''] =
    /^\s*(not\s+)?(event\.[\w.]+)\s+(exists|matches part|matches regex|matches)(?:\s+'([^']*)')?\s*$/i.exec(term) ?? [];
  if (!operator) return false;
  const value = read(event, path);
  const text = String(value ?? '').toLowerCase();
  const holds = {
    exists: () => value !== undefined && value !== null,
    'matches part': () => text.includes(wanted.toLowerCase()),
    'matches regex': () => new RegExp(wanted).test(String(value ?? '')),
    matches: () => text === wanted.toLowerCase(),
  }[operator.toLowerCase() as 'exists' | 'matches part' | 'matches regex' | 'matches']; // The pattern allows no others.
  return holds() !== Boolean(not);
};

/**
 * Whether a condition of PagerDuty's condition language holds for an event: `event.field matches 'x'`, `matches part`,
 * `matches regex`, `exists`, joined by `and` and `or`. What it cannot read does not hold.
 */
export const holdsCondition = (expression: string, event: Fields): boolean =>
  expression.split(/\s+or\s+/i).some((side) => side.split(/\s+and\s+/i).every((term) => holdsTerm(term, event)));
