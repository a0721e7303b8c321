import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import type { Schema } from '../api/schema.ts';
import type { Document, OperationObject, Parameter } from './openApi.ts';

/** A mistake in the description, placed where it can be mended. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
  /** @param where `file:line`, the line counted from 1. */
  constructor(where: string, what: string) {
    super(`${where} ${what}`);
  }
}

/** One file of the description with its place in the source kept. */
export interface SourceFile {
  readonly file: string;
  readonly document: Document;
  /** `file:line` of the node at a path, or of its nearest parent. */
  readonly where: (path: readonly (string | number)[]) => string;
}

/** An operation where it stands in the description. */
export interface Entry {
  readonly source: SourceFile;
  readonly area: string;
  readonly path: string;
  readonly method: string;
  readonly operation: OperationObject;
  readonly parameters: readonly Parameter[];
  readonly where: (...path: readonly (string | number)[]) => string;
}

/** The whole description: its files, its operations, and a resolver for references. */
export interface Description {
  readonly files: readonly SourceFile[];
  readonly entries: readonly Entry[];
  /** The schema behind a reference, and the file that its own references start from; throws a DescriptionError. */
  readonly resolve: (
    schema: Schema,
    from: SourceFile,
  ) => { readonly schema: Schema; readonly source: SourceFile; readonly name?: string };
}

const placeOf = (yaml: YamlDocument, lines: LineCounter, file: string) => (path: readonly (string | number)[]) => {
  for (let n = path.length; n > 0; n--) {
    const node = yaml.getIn(path.slice(0, n), true);
    if (isNode(node) && node.range) return `${file}:${lines.linePos(node.range[0]).line}`;
  }
  return `${file}:1`;
};

const parseFile = (file: string, text: string): SourceFile => {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const [error] = yaml.errors;
  if (error)
    throw new DescriptionError(
      `${file}:${lines.linePos(error.pos[0]).line}`,
      error.message.split('\n')[0] ?? 'is not YAML',
    );
  return { file, document: yaml.toJS() as Document, where: placeOf(yaml, lines, file) };
};

const resolver = (files: ReadonlyMap<string, SourceFile>) => (ref: string, from: SourceFile) => {
  const [file = '', pointer = ''] = ref.split('#');
  const source = file === '' ? from : files.get(file);
  const path = pointer.split('/').slice(1);
  let target: unknown = source?.document;
  for (const step of path) target = (target as Record<string, unknown> | undefined)?.[step];
  if (!source || target === undefined) throw new DescriptionError(from.file, `refers to ${ref}, which does not exist`);
  return { source, target, name: path.at(-1) ?? '' };
};

/** Checks every reference of a file, so that a wrong one is told with its own line. */
const checkReferences = (source: SourceFile, resolve: ReturnType<typeof resolver>): void => {
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key !== '$ref') visit(child, [...path, key]);
      else
        try {
          resolve(String(child), source);
        } catch {
          throw new DescriptionError(source.where([...path, key]), `refers to ${child}, which does not exist`);
        }
    }
  };
  visit(source.document, []);
};

/**
 * Reads the description from texts by file name.
 * @throws DescriptionError with file and line for text that is not YAML and for references to nothing.
 */
export const parseDescription = (texts: ReadonlyMap<string, string>): Description => {
  const files = new Map([...texts].map(([file, text]) => [file, parseFile(file, text)]));
  const find = resolver(files);
  for (const source of files.values()) checkReferences(source, find);
  const entries = [...files.values()].flatMap((source) =>
    Object.entries(source.document.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): Entry => {
        const at = ['paths', path, method];
        return {
          source,
          area: source.document['x-area'] ?? '',
          path,
          method: method.toUpperCase(),
          operation,
          parameters: (operation.parameters ?? []).map((p) =>
            '$ref' in p ? (find(p.$ref, source).target as Parameter) : p,
          ),
          where: (...more) => source.where([...at, ...more]),
        };
      }),
    ),
  );
  const resolve: Description['resolve'] = (schema, from) => {
    if (schema.$ref === undefined) return { schema, source: from };
    const { source, target, name } = find(schema.$ref, from);
    return { ...resolve(target as Schema, source), name };
  };
  return { files: [...files.values()], entries, resolve };
};

/** Reads all YAML files of a folder, sorted by name. */
export const readDescription = (folder: string): Description =>
  parseDescription(
    new Map(
      readdirSync(folder)
        .filter((f) => f.endsWith('.yaml'))
        .sort()
        .map((f) => [basename(f), readFileSync(join(folder, f), 'utf8')]),
    ),
  );
