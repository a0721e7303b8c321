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

/** What an alert's body may hold beside texts: something that looks like one of PagerDuty's own references. */
const toLookalike = (words: string) => ({ id: `P1${words}`, type: `x${words}_reference`, summary: words });

const poison = (value: unknown, words: string, poisons: Poisons): unknown => {
  if (Array.isArray(value)) return value.map((item) => poison(item, words, poisons));
  if (!isThing(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      if (!poisons(field, value)) return [field, poison(inner, words, poisons)];
      if (typeof inner === 'string') return [field, `${inner}${words}`];
      const inside = poison(inner, words, poisons);
      return [field, isThing(inside) ? { ...inside, planted: toLookalike(words), [`key${words}`]: 1 } : inside];
    }),
  );
};

/** A far side whose answers hold a stranger's words; what they are is asked at each answer. */
export const toPoisonedSend =
  (send: Send, words: () => string, poisons: Poisons): Send =>
  async (row, input, options) =>
    poison(await send(row, input, options), words(), poisons);
