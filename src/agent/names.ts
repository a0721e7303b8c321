const urls = /\bhttps?:\/\/\S+|\b[\w-]+(\.[\w-]+)+\/\S+/g;
const emails = /\S+@[\w-]+(\.[\w-]+)+/g;
/** What stands in quotes is a name or a value. */
const quoted = /"[^"]*"|“[^”]*”|(?<!\w)'[^']*'(?!\w)/g;
/** `, not the business ones`: what is not meant. */
const excluded = /[,(]\s*not (?:the |an? )?[\w-]+(?: ones?| one)?/gi;
const times =
  /\b\d{4}-\d\d-\d\d(t[\d:.]+z?)?\b|\b\d{1,2}(:\d\d)?\s?(am|pm|h|hrs?|min|mins|minutes|hours?|days?|m|s|d)?\b-?/gi;
/** Ids of PagerDuty: capitals and digits, or a word with a digit in it that stands for an id in a sentence. */
const objectIds =
  /\b(?=[A-Z0-9]*\d)[A-Z0-9]{4,}s?\b|#?\b\d{3,}\b|\b[a-z]{2,}-?\d+[a-z0-9]*\b|\b[A-Z]+-(?=[A-Z]*\d)[A-Z0-9]+\b|#[\w-]+|\b\w+-[a-z]*\d\w*\b/g;
/** Incidents are numbered, and their newer ids begin with Q. */
const isIncident = /^(Q[A-Z0-9]{3,}|#?\d{3,})s?$/;
/** Stands for an id in the sentence. */
export const mark = 'zid';
const kept = /^(v[123]|p\d|sev\d|level\d|lvl\d)$/i;

/** Takes out what only names things: addresses, ids, times, quoted texts. */
export const withoutNames = (text: string): { readonly text: string; readonly ids: number } => {
  let ids = 0;
  const named = text
    .replace(quoted, ' ')
    .replace(excluded, ' ')
    .replace(/\bstatus\.[\w-]+\.\w+/g, ' status page ')
    .replace(urls, (url) => {
      ids++;
      return /\/incidents\//.test(url) ? ` incident ${mark} ` : ' url ';
    })
    .replace(emails, ' ')
    .replace(/#[a-z][\w-]*/g, ' slack channel ')
    .replace(objectIds, (id) => {
      if (kept.test(id)) return id;
      ids++;
      return isIncident.test(id) ? ` incident ${mark} ` : ` ${mark} `;
    })
    .replace(times, ' ');
  return { text: named, ids };
};
