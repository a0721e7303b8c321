/**
 * Characters that can hide or reorder what a reader sees: controls, bidirectional marks, and all that Unicode calls
 * ignorable, such as invisible operators, tags, variation selectors and fillers. Line ends stay, and so do the visible
 * signs of Arabic that Unicode counts as formats. Joiners and the selectors of emoji have rules of their own.
 */
const hidden =
  /[[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]--[\n\u200c\u200d\ufe0e\ufe0f\u0600-\u0605\u06dd\u070f\u08e2]]/gv;

const joiners = /(?<first>[\u200c\u200d])[\u200c\u200d]+/gu;

/** Letters and marks of scripts that joiners shape, such as Persian and the scripts of India. */
const shaped = String.raw`[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hangul}]]`;

/** Joiners that join nothing: they stay behind such a letter, before one within a word, and between emoji that make one. */
const idleJoiners = new RegExp(
  [
    `(?<!${shaped})`,
    String.raw`(?<![\p{L}\p{N}](?=.${shaped}))`,
    String.raw`(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f](?=.\p{Extended_Pictographic}))`,
    String.raw`[\u200c\u200d]`,
  ].join(''),
  'gsv',
);

/** Selectors that choose no look: they stay, one each, behind a pictograph and in a keycap. */
const idleSelectors = /(?<!\p{Extended_Pictographic})(?<![0-9#*](?=.\u20e3))[\ufe0e\ufe0f]/gsv;

const withoutHidden = (text: string): string =>
  text.replace(hidden, '').replace(joiners, '$<first>').replace(idleSelectors, '').replace(idleJoiners, '');

/** Text of strangers for one line: without hidden characters, runs of white space as one space, trimmed. */
export const toLine = (text: string): string => withoutHidden(text.replace(/\s+/gu, ' ')).replace(/ +/gu, ' ').trim();

/** Text of strangers over several lines: without hidden characters, line ends as `\n`, tabs as spaces, trimmed. */
export const toLines = (text: string): string =>
  withoutHidden(text.replace(/\r\n?|[\u2028\u2029]/gu, '\n').replaceAll('\t', '  ')).trim();
