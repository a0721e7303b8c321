/** Words that carry no meaning of their own in a question or a description. */
const empty = new Set(
  (
    'a about above account after again also an and any anything are as at be been before being but by can could current did do does done dont ' +
    'each else even ever every everything for from get give go going had has have he her here him his how i if im in into is isnt it its ' +
    'just like ll lot made may me more most much my need no not now of off okay on one ones only or other our out ours over own pagerduty ' +
    'please pls put rather re really right s she should so some somebody someone something still such than thanks that the their them then ' +
    'there these they thing things this those thru to too t under until up us use used uses using ve very w want wants was we well were ' +
    'what whats when where whether which while who whom whose why will with within without would yet you your'
  ).split(' '),
);

/** Endings that differ while the meaning stays; rough, but the same for questions and descriptions. */
export const stem = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$|s$/, '$1')
    .replace(/scri(be|ber|ption)$/, 'scrib')
    .replace(/ation$/, 'at')
    .replace(/(?<=.{4})(ing|ed|ment)$/, '')
    .replace(/(?<=.{3})e$/, '');

/** What is one word to PagerDuty, however it is written. */
const joined: readonly (readonly [RegExp, string])[] = [
  [/\bon[\s_-]?calls?\b/g, 'oncall'],
  [/\bpost[\s_-]?mortems?\b/g, 'postmortem'],
  [/\bhand[\s_-](offs?|overs?)\b/g, 'hand$1'],
  [/\bset[\s-]ups?\b/g, 'setup'],
  [/\bsign[\s-](in|out|up)s?\b/g, 'sign$1'],
  [/\btime[\s-]?zones?\b/g, 'timezone'],
  [/\badd[\s-]ons?\b/g, 'addon'],
  [/\bweb[\s-]?hooks?\b/g, 'webhook'],
  [/\bservice[\s-]?now\b/g, 'servicenow'],
  [/\be-?mails?\b/g, 'email'],
];

/** A text in small letters, its words apart by single spaces, without apostrophes and signs. */
export const plainText = (text: string): string =>
  joined
    .reduce(
      (plain, [pattern, word]) => plain.replace(pattern, word),
      text
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .replace(/[’'`´]/g, '')
        .replace(/[_-]/g, ' '),
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The words of a text that mean something, stemmed, in their order. */
export const toWords = (text: string): readonly string[] =>
  plainText(text)
    .split(' ')
    .filter((word) => word !== '' && !empty.has(word))
    .map(stem);
