/**
 * Characters that can hide or reorder what a reader sees: controls, bidirectional marks, invisible operators and
 * Unicode tags. Line ends stay, and so do joiners, which Persian words and emoji families need, and the visible signs
 * of Arabic that Unicode counts as formats.
 */
const hidden = /[[\p{Cc}\p{Cf}]--[\n\u200c\u200d\u0600-\u0605\u06dd\u070f\u08e2]]/gv;

/** Text of strangers for one line: without hidden characters, runs of white space as one space, trimmed. */
export const toLine = (text: string): string => text.replace(/\s+/gu, ' ').replace(hidden, '').trim();

/** Text of strangers over several lines: without hidden characters, line ends as `\n`, tabs as spaces, trimmed. */
export const toLines = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll('\t', '  ')
    .replace(hidden, '')
    .trim();
