/** A place in a source file that a text names. Lines and columns count from 1. */
export interface FilePlace {
  /** As it was written, with `/` between folders. */
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A piece of a text: plain, an address of a web page, or a place in a file; all pieces together are the text. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'url'; readonly text: string; readonly url: string }
  | { readonly kind: 'file'; readonly text: string; readonly place: FilePlace };

/** Texts longer than this are not searched: nobody reads them to the end, and they cost time. */
const longest = 50_000;

/**
 * An address, or a path with an extension and perhaps a line: `src/a.ts:12:3`, `a.py", line 12`, `(Cart.java:12)`.
 * Each name of a path begins after a slash, so that no text makes the search go back far.
 */
const pattern =
  /(?<url>https?:\/\/[^\s<>"'`\]}|\\]+)|(?<![\w/\\.:@+~-])(?<path>(?:[A-Za-z]:[\\/]|\.{1,2}[\\/]|[\\/])?(?:[\w@+~.-]+[\\/])*[\w@+~-][\w@+~.-]*\.[A-Za-z]\w{0,6})(?![\w/\\])(?:"?,? line (?<said>\d{1,7})|:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?)?/gu;

const toNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** A name alone is a file only with a line: `example.com` and `v1.2.x` are none. */
const toPlace = (groups: Readonly<Record<string, string | undefined>>): FilePlace | undefined => {
  const path = (groups.path ?? '').replaceAll('\\', '/');
  const line = toNumber(groups.said ?? groups.line);
  if (line === undefined && !path.includes('/')) return undefined;
  return { path, line, column: toNumber(groups.column) };
};

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Signs at the end of an address that belong to the sentence around it. */
const endSigns: ReadonlySet<string> = new Set('.,;:!?*_');

/** Without the signs that end a sentence, and the brackets that were opened before the address; in one pass back. */
const withoutEnd = (url: string): string => {
  let surplus = count(url, ')') - count(url, '(');
  let end = url.length;
  for (; end > 0; end--) {
    const sign = url[end - 1] ?? '';
    if (sign === ')' && surplus > 0) surplus--;
    else if (!endSigns.has(sign)) break;
  }
  return url.slice(0, end);
};

const toPart = (match: RegExpExecArray): TextPart | undefined => {
  const groups = match.groups ?? {};
  const text = match[0];
  if (groups.url) {
    const url = withoutEnd(text);
    return URL.canParse(url) ? { kind: 'url', text: url, url } : undefined;
  }
  const place = toPlace(groups);
  return place && { kind: 'file', text, place };
};

/** Takes a text and gives it in pieces: addresses of web pages and places in files apart from the rest. */
export const toTextParts = (text: string): readonly TextPart[] => {
  if (text.length > longest) return [{ kind: 'text', text }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const part = toPart(match);
    if (!part) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push(part);
    end = match.index + part.text.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
};
