/**
 * Takes text of strangers for one place in Markdown; gives it so that it shows as it is: no links, images, HTML,
 * emphasis or codicons come of it, and it stays in its paragraph.
 */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$=^]/g, '\\$&').replace(/\s+/gu, ' ');
