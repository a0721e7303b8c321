import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Comparable, compare, type Published, resolveIn, toComparable } from './compare.ts';
import { type Description, readDescription } from './description.ts';
import { mended } from './mended.ts';

/** The APIs that PagerDuty publishes a document for, and where their paths begin in the description. */
const apis: Readonly<Record<string, readonly string[]>> = {
  rest: ['/'],
  'events-v2': ['/v2/'],
  'events-v1': ['/generic/2010-04-15/'],
  slack: ['/integration-slack/'],
  'ms-teams': ['/integration-ms-teams/'],
  'jira-cloud': ['/integration-jira-cloud/'],
  'jira-server': ['/integration-jira-service/'],
  scim: ['/scim/v2/'],
};
const special = Object.entries(apis).flatMap(([api, prefixes]) => (api === 'rest' ? [] : prefixes));
const methods = ['get', 'post', 'put', 'patch', 'delete'];

const usage = `Usage: npm run api:check -- <published openapi.json|yaml> [--api ${Object.keys(apis).join('|')}]

Compares src/api/description with a document that PagerDuty published and you saved to a file. Nothing is downloaded.
Lists operations, parameters, fields and enum values that are missing, extra or changed.
Exit 1 when the published document has something that the description lacks, 2 for wrong arguments.`;

/** Slot names do not matter, only where slots are. */
const keyOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '')}`;

/** The description's operations of one API. */
export const ownOperations = (description: Description, api: string): ReadonlyMap<string, Comparable> => {
  const belongs = (path: string): boolean =>
    api === 'rest'
      ? !special.some((prefix) => path.startsWith(prefix))
      : (apis[api] ?? []).some((prefix) => path.startsWith(prefix));
  const documents = new Map(description.files.map((f) => [f.file, f.document]));
  // References name files of the description, so each file resolves within a document of all.
  const resolver =
    (file: string): ReturnType<typeof resolveIn> =>
    (value) => {
      const ref = typeof value === 'object' && value !== null && '$ref' in value ? String(value.$ref) : undefined;
      if (ref === undefined) return { ...resolveIn(undefined)(value), resolve: resolver(file) };
      const [other = '', pointer = ''] = ref.split('#');
      const target = other === '' ? file : other;
      const found = resolveIn(documents.get(target))({ $ref: `#${pointer}` });
      return { ...found, resolve: resolver(target), id: `${target}#${pointer}` };
    };
  return new Map(
    description.entries
      .filter((e) => belongs(e.path) && e.operation['x-status'] !== 'retired')
      .map((e) => [
        keyOf(e.method, e.path),
        toComparable(`${e.method} ${e.path}`, { ...e.operation }, undefined, resolver(e.source.file)),
      ]),
  );
};

/** A published document's operations; the path of its first server goes before each path. */
export const publishedOperations = (document: Published): ReadonlyMap<string, Comparable> => {
  const server = document.servers?.[0]?.url ?? '';
  const prefix = new URL(server, 'https://api.pagerduty.com').pathname.replace(/\/$/, '');
  return new Map(
    Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      methods
        .filter((method) => typeof item[method] === 'object')
        .map((method): [string, Comparable] => {
          const whole = path.startsWith(`${prefix}/`) ? path : prefix + path;
          const operation = item[method] as Readonly<Record<string, unknown>>;
          return [
            keyOf(method, whole),
            toComparable(`${method.toUpperCase()} ${whole}`, operation, item.parameters, resolveIn(document)),
          ];
        }),
    ),
  );
};

const run = (args: readonly string[]): number => {
  const apiAt = args.indexOf('--api');
  const api = apiAt < 0 ? 'rest' : (args[apiAt + 1] ?? '');
  const [file, ...more] = args.filter((_, i) => apiAt < 0 || (i !== apiAt && i !== apiAt + 1));
  if (args.includes('--help')) return console.log(usage) ?? 0;
  if (!file || more.length > 0 || !(api in apis)) return console.error(usage) ?? 2;
  let document: Published;
  try {
    document = parse(readFileSync(file, 'utf8')) as Published; // JSON is YAML too.
  } catch (error) {
    console.error(
      `${file} cannot be read as OpenAPI: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
    return 2;
  }
  const description = readDescription(join(import.meta.dirname, '../api/description'));
  const differences = [...compare(ownOperations(description, api), publishedOperations(document))];
  const reasonOf = (where: string): string | undefined => mended.find((m) => m.pattern.test(where))?.reason;
  const told = differences.map((d) => ({ ...d, reason: reasonOf(d.where) }));
  for (const { kind, where, reason } of told)
    console.log(reason ? `mended   ${where} (${reason})` : `${kind.padEnd(8)} ${where}`);
  const count = (kind: string): number => told.filter((d) => d.kind === kind && !d.reason).length;
  const slips = told.filter((d) => d.reason).length;
  console.log(`${count('missing')} missing, ${count('changed')} changed, ${count('extra')} extra, ${slips} mended`);
  return count('missing') > 0 ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) process.exitCode = run(process.argv.slice(2));
