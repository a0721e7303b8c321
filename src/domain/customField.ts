import * as l10n from '@vscode/l10n';
import { toLine } from '../util/cleanText.ts';
import type { Zone } from '../util/zone.ts';
import { parseWhen } from './parseWhen.ts';

/** What a custom field holds; null for nothing. */
export type FieldContent = boolean | number | string | readonly string[] | null;

/** A custom field of an incident with its value. */
export interface CustomField {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly dataType: string;
  readonly isMany: boolean;
  /** Only these values are allowed, where there are any. */
  readonly options: readonly string[];
  readonly value: FieldContent;
}

/** A field's value as the API gives it; the definition says that it is nested, PagerDuty gives it as it is. */
export interface ApiFieldValue {
  readonly id?: string;
  readonly name?: string;
  readonly display_name?: string;
  readonly description?: string | null;
  readonly data_type?: string;
  readonly field_type?: string;
  readonly value?: unknown;
}

const toContent = (value: unknown): FieldContent => {
  const plain = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  if (Array.isArray(plain)) return plain.map((item) => toLine(String(item)));
  if (typeof plain === 'string') return toLine(plain);
  return typeof plain === 'boolean' || typeof plain === 'number' ? plain : null;
};

/** Takes a field with its value and the options of its definition; gives undefined where it has no id. */
export const parseCustomField = (
  api: ApiFieldValue | null | undefined,
  options: readonly string[] = [],
): CustomField | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    name: toLine(api.display_name ?? api.name ?? '') || api.id,
    description: toLine(api.description ?? '') || undefined,
    dataType: api.data_type ?? 'string',
    isMany: api.field_type?.startsWith('multi') === true,
    options,
    value: toContent(api.value),
  };
};

/** What a field holds, as text; '' for nothing. */
export const toFieldText = (value: FieldContent): string =>
  value === null ? '' : typeof value === 'object' ? value.join(', ') : String(value);

type Parsed = { readonly value: FieldContent } | { readonly problem: string };

/** PagerDuty keeps at most 200 characters in a text ("Custom Fields"). */
const longest = 200;

/** Takes what was typed for a field, and now and the zone for times; gives the value, or what is wrong with it. '' is nothing. */
export const parseFieldText = (field: CustomField, text: string, now: number, zone: Zone): Parsed => {
  if (text === '') return { value: null };
  if (field.isMany)
    return {
      value: text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    };
  const number = Number(text);
  switch (field.dataType) {
    case 'integer':
      return Number.isInteger(number) ? { value: number } : { problem: l10n.t('Give a whole number.') };
    case 'float':
      return Number.isFinite(number) ? { value: number } : { problem: l10n.t('Give a number.') };
    case 'url':
      return URL.canParse(text) ? { value: text } : { problem: l10n.t('Give a link, such as https://example.com.') };
    case 'datetime': {
      const time = parseWhen(text, now, zone);
      return time === undefined
        ? { problem: l10n.t('Give a time, such as 2026-03-02 09:00 or tomorrow 9:00.') }
        : { value: new Date(time).toISOString() };
    }
    default:
      return text.length > longest ? { problem: l10n.t('At most {0} characters fit.', longest) } : { value: text };
  }
};
