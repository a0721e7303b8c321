import type { InputSchema } from '../api/tool.ts';

const formats: Readonly<Record<string, { readonly test: (text: string) => boolean; readonly want: string }>> = {
  'date-time': {
    test: (text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
    want: 'an ISO 8601 time such as 2026-01-31T09:00:00Z',
  },
  email: { test: (text) => /^[^\s@]+@[^\s@]+$/.test(text), want: 'an email address' },
  uri: { test: (text) => URL.canParse(text), want: 'a whole address such as https://example.com' },
  uuid: { test: (text) => /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(text), want: 'a UUID' },
};

const matches = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true; // A pattern of another dialect is the server's to judge.
  }
};

const textProblem = (schema: InputSchema, text: string): string | undefined => {
  const format = schema.format === undefined ? undefined : formats[schema.format];
  if (format && !format.test(text)) return `must be ${format.want}`;
  if (schema.minLength !== undefined && [...text].length < schema.minLength)
    return `must have at least ${schema.minLength} characters`;
  if (schema.maxLength !== undefined && [...text].length > schema.maxLength)
    return `must have at most ${schema.maxLength} characters`;
  return schema.pattern !== undefined && !matches(schema.pattern, text) ? `must match ${schema.pattern}` : undefined;
};

const numberProblem = (schema: InputSchema, value: number): string | undefined => {
  if (schema.minimum !== undefined && value < schema.minimum) return `must be at least ${schema.minimum}`;
  if (schema.maximum !== undefined && value > schema.maximum) return `must be at most ${schema.maximum}`;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum)
    return `must be more than ${schema.exclusiveMinimum}`;
  return schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum
    ? `must be less than ${schema.exclusiveMaximum}`
    : undefined;
};

const arrayProblem = (schema: InputSchema, value: readonly unknown[]): string | undefined => {
  if (schema.minItems !== undefined && value.length < schema.minItems)
    return `must have at least ${schema.minItems} items`;
  return schema.maxItems !== undefined && value.length > schema.maxItems
    ? `must have at most ${schema.maxItems} items`
    : undefined;
};

/** What a value of the right type must be besides, as `must be …`; undefined where it is. Format names that are not JSON Schema's pass. */
export const constraintProblem = (schema: InputSchema, value: unknown): string | undefined => {
  if (schema.enum && !schema.enum.some((allowed) => allowed === value)) {
    return schema.enum.length === 1
      ? `must be ${JSON.stringify(schema.enum[0])}`
      : `must be one of ${schema.enum.map(String).join(', ')}`;
  }
  if (typeof value === 'string') return textProblem(schema, value);
  if (typeof value === 'number') return numberProblem(schema, value);
  return Array.isArray(value) ? arrayProblem(schema, value) : undefined;
};
