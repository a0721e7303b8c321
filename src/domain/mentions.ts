/** A place in a text that names an incident: by its id, in the address of its page, or by its number behind a prefix. */
export interface Mention {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
  readonly incident: { readonly id: string } | { readonly number: number };
}

/** Pages of incidents in PagerDuty's web app, of any account and region; what follows the id belongs to the address. */
const page =
  /\bhttps:\/\/[a-z0-9-]+(?:\.eu)?\.pagerduty\.com\/incidents\/([A-Z0-9]{4,32})\b(?:[/?#][^\s)\]}>"'`|\\]*)?/giu;

const toLiteral = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** A prefix makes a word with its number: `INC-12` in `INC-12, INC-13`, and not in `SINC-12` or `INC-12a`. */
const toPattern = (prefixes: readonly string[]): RegExp | undefined => {
  const usable = prefixes.map((prefix) => prefix.trim()).filter((prefix) => prefix !== '' && !/\d$/u.test(prefix));
  if (usable.length === 0) return undefined;
  const longestFirst = usable.toSorted((a, b) => b.length - a.length).map(toLiteral);
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${longestFirst.join('|')})(\\d{1,9})(?![\\p{L}\\p{N}_])`, 'gu');
};

/** Finds mentions in texts. */
export type FindMentions = (text: string) => readonly Mention[];

/** Makes a finder for the prefixes that people put before an incident's number, such as `INC-`; pages are always found. */
export const createFindMentions = (prefixes: readonly string[]): FindMentions => {
  const pattern = toPattern(prefixes);
  return (text) => {
    const pages = [...text.matchAll(page)].map(
      ({ index, 0: whole, 1: id = '' }): Mention => ({
        start: index,
        end: index + whole.length,
        incident: { id: id.toUpperCase() },
      }),
    );
    const numbers = pattern
      ? [...text.matchAll(pattern)].map(({ index, 0: whole, 1: number }): Mention => {
          return { start: index, end: index + whole.length, incident: { number: Number(number) } };
        })
      : [];
    // A number within an address is part of that address.
    const outside = numbers.filter(({ start, end }) => !pages.some((one) => start < one.end && end > one.start));
    return [...pages, ...outside].sort((a, b) => a.start - b.start);
  };
};
