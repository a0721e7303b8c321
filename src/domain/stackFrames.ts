import { toLine } from '../util/cleanText.ts';
import { type FilePlace, toTextParts } from './fileMention.ts';
import { isPayload, listsOf, type Payload, readPath, readText, textsOf } from './payload.ts';

/** One step of a stack trace. */
export interface StackFrame extends FilePlace {
  /** What was called there. */
  readonly call: string | undefined;
  /** Whether it is code of the program itself, not of a library. */
  readonly own: boolean;
}

/** Frames beyond this tell nobody more. */
const most = 40;

const library = /(^|\/)(node_modules|site-packages|dist-packages|vendor|\.cargo|\.gradle)\/|^node:|^<|^\(?internal/u;

const toLineNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
};

const toFrame = (value: unknown): StackFrame | undefined => {
  if (!isPayload(value)) return undefined;
  const path = readText(value, ['filename', 'file', 'fileName', 'abs_path', 'path'])?.replaceAll('\\', '/');
  const line = toLineNumber(
    readPath(value, 'lineno') ?? readPath(value, 'lineNo') ?? readPath(value, 'lineNumber') ?? readPath(value, 'line'),
  );
  if (!path || (line === undefined && readText(value, ['function']) === undefined)) return undefined;
  const said = readPath(value, 'in_app');
  return {
    path,
    line,
    column: toLineNumber(readPath(value, 'colno') ?? readPath(value, 'column')),
    call: readText(value, ['function', 'method', 'func']),
    own: typeof said === 'boolean' ? said : !library.test(path),
  };
};

/** Frames given as data, as Sentry does: the call that failed comes last there, and first here. */
const fromLists = (payload: Payload): readonly StackFrame[] => {
  for (const [, list] of listsOf(payload)) {
    const frames = list.flatMap((value) => toFrame(value) ?? []);
    if (frames.length > 0 && frames.length === list.length) return frames.reverse();
  }
  return [];
};

const toCall = (line: string): string | undefined => {
  const call = /^\s*at (?:async )?([^(\s][^(]*?) ?\(/u.exec(line)?.[1] ?? /, in (\S+)/u.exec(line)?.[1];
  return toLine(call ?? '') || undefined;
};

/** Frames written as text under a name that says so, in the text's order. */
const fromTexts = (payload: Payload): readonly StackFrame[] => {
  for (const [name, text] of textsOf(payload)) {
    if (!/stack|trace/iu.test(name)) continue;
    const frames = text.split('\n').flatMap((line) => {
      const part = toTextParts(line).find(({ kind }) => kind === 'file');
      if (part?.kind !== 'file') return [];
      return [{ ...part.place, call: toCall(line), own: !library.test(part.place.path) }];
    });
    if (frames.length > 0) return frames;
  }
  return [];
};

/** Finds the stack trace in what a monitoring tool sent; gives its frames, the one that failed first. */
export const toStackFrames = (payload: Payload): readonly StackFrame[] => {
  const frames = fromLists(payload);
  return (frames.length > 0 ? frames : fromTexts(payload)).slice(0, most);
};
