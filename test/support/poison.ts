import type { Send } from '../../src/api/client.ts';

/** Fields that a stranger's words get into: titles, notes, messages and what monitoring tools send. */
const written =
  /^(title|summary|content|description|message|subject|body|details|note|text|label|name|custom_details|firing)$/;

const isThing = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which strings get the words: by field and the object that holds it. */
export type Poisons = (field: string, holder: Readonly<Record<string, unknown>>) => boolean;

/** Every field that may hold words. */
export const everywhere: Poisons = (field) => written.test(field);

/** Words of titles, notes and alert bodies alone, not of names. */
export const titlesNotesAndAlerts: Poisons = (field, { type }) => {
  if (field === 'title' || field === 'content' || field === 'description' || field === 'firing') return true;
  return field === 'summary' && /^(incident|alert|change_event)(_reference)?$/.test(String(type));
};

const poison = (value: unknown, words: string, poisons: Poisons): unknown => {
  if (Array.isArray(value)) return value.map((item) => poison(item, words, poisons));
  if (!isThing(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      typeof inner === 'string' && poisons(field, value) ? `${inner}${words}` : poison(inner, words, poisons),
    ]),
  );
};

/** A far side whose answers hold a stranger's words; what they are is asked at each answer. */
export const toPoisonedSend =
  (send: Send, words: () => string, poisons: Poisons): Send =>
  async (row, input, options) =>
    poison(await send(row, input, options), words(), poisons);
