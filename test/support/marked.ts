import fs from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Format } from '../../src/util/format.ts';
import type { Markup } from '../../src/views/markup.ts';
import type { Node } from '../../src/views/node.ts';

/** Names the file that texts go to instead of being compared; then every message is marked as translated. */
export const markedVariable = 'MARKED_TEXTS';
const file = process.env[markedVariable];

/** Whether this run looks for texts that are not translated. */
export const isMarking = file !== undefined;

const mark = (text: string): string => (text === '' ? '' : `«${text}»`);

/** What stands between the slots of a message, marked: `«Assigned to »{0}`. */
export const toMarked = (message: string): string =>
  message
    .split(/(\{\d+\})/)
    .map((part, place) => (place % 2 === 1 ? part : mark(part)))
    .join('');

if (isMarking) {
  const bundle = path.join(import.meta.dirname, '../../src/l10n/bundle.l10n.json');
  const messages = Object.keys(JSON.parse(fs.readFileSync(bundle, 'utf8')) as object);
  l10n.config({ contents: Object.fromEntries(messages.map((message) => [message, toMarked(message)])) });
}

/** A format whose outcome is marked while texts are looked for: times and spans come in the editor's language. */
export const toMarkedFormat = (format: Format): Format =>
  isMarking
    ? {
        ...format,
        age: (span) => mark(format.age(span)),
        ageInWords: (span) => mark(format.ageInWords(span)),
        span: (span) => mark(format.span(span)),
        words: (span) => mark(format.words(span)),
        time: (time, now) => mark(format.time(time, now)),
        dateTime: (time) => mark(format.dateTime(time)),
        zoned: (time) => mark(format.zoned(time)),
        zoneName: (time) => mark(format.zoneName(time)),
        list: (items) => items.join(' '),
      }
    : format;

/** Everything that people read or hear of nodes. */
export const toReadNodes = (nodes: readonly Node[]): string =>
  nodes
    .flatMap(({ label, description, tooltip, accessibilityLabel, command, children = [] }) => [
      ...[label, description, tooltip, accessibilityLabel, command?.title],
      toReadNodes(children),
    ])
    .filter(Boolean)
    .join('\n');

/** Attributes whose text people read or hear. */
const read = ['aria-label', 'title', 'placeholder', 'aria-roledescription'];

/** Everything that people read or hear of a page. */
export const toReadMarkup = ({ attributes, children }: Markup): string =>
  [
    ...read.flatMap((name) => (attributes[name]?.startsWith('http') ? [] : (attributes[name] ?? []))),
    ...children.map((child) => (typeof child === 'string' ? child : toReadMarkup(child))),
  ].join('\n');

/** Keeps what a golden text would have been compared with. */
export const keepMarked = (name: string, text: string): void => {
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify({ name, text })}\n`);
};
