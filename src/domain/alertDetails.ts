import * as l10n from '@vscode/l10n';
import type { Alert as ApiAlert } from '../api/generated/operations.ts';
import { toLine, toLines } from '../util/cleanText.ts';
import { type Alert, parseAlert } from './alert.ts';
import { parseWrittenAlert } from './alertmanagerText.ts';
import { type AlertTool, alertTools, commonTool } from './alertTools.ts';
import { type Link, parseLink } from './changeEvent.ts';
import { toTextParts } from './fileMention.ts';
import { isPayload, type Payload, readLines, readPath, readText, textsOf, toPayload, toText } from './payload.ts';
import { parseUrl } from './reference.ts';
import { type StackFrame, toStackFrames } from './stackFrames.ts';

/** A name and what it is, such as `Threshold` and `90`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What a monitoring tool told with an alert, in the same shape for all tools. */
export interface AlertDetails {
  /** Name of the tool, where its payload is known. */
  readonly tool: string | undefined;
  readonly title: string | undefined;
  /** In the tool's own words. */
  readonly severity: string | undefined;
  /** What the tool says; may have several lines. */
  readonly text: string | undefined;
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  /** Links to what to do about it. */
  readonly runbooks: readonly Link[];
  readonly frames: readonly StackFrame[];
  /** All that came, as indented JSON; undefined where nothing came. */
  readonly json: string | undefined;
}

/** An alert with what its tool told. */
export interface DetailedAlert extends Alert {
  readonly details: AlertDetails;
}

const limits = { facts: 16, links: 12, value: 400, json: 100_000 };

/** Reads what Alertmanager and Grafana put into one text, so that their paths find it. */
const withWritten = (payload: Payload): Payload => {
  const firing = readPath(payload, 'firing');
  const written = typeof firing === 'string' ? parseWrittenAlert(firing) : undefined;
  return written ? { ...written, ...payload } : payload;
};

const findTool = (payload: Payload): AlertTool =>
  alertTools.find(({ marks }) => marks.some((paths) => paths.every((path) => readPath(payload, path) !== undefined))) ??
  commonTool;

/** Small lists and groups of plain values in one line, such as dimensions and tags. */
const toValue = (value: unknown): string | undefined => {
  const plain = toText(value);
  if (plain !== undefined) return plain.slice(0, limits.value);
  const parts = Array.isArray(value)
    ? value.map((item) => toText(item) ?? (isPayload(item) ? toPair(item) : undefined))
    : isPayload(value)
      ? Object.entries(value).map(([name, item]) => toText(item) && `${name}: ${toText(item)}`)
      : [];
  return toLine(parts.filter(Boolean).join(', ')).slice(0, limits.value) || undefined;
};

const toPair = (item: Payload): string | undefined => {
  const [name, value] = [readText(item, ['name', 'key']), readText(item, ['value'])];
  return name && value ? `${name}: ${value}` : name;
};

const readFacts = (payload: Payload, { facts }: AlertTool): readonly Fact[] =>
  facts().flatMap(([name, ...paths]) => {
    const value = paths.map((path) => toValue(readPath(payload, path))).find((text) => text !== undefined);
    return value === undefined ? [] : [{ name, value }];
  });

/** `response_time_ms` as `Response time ms`. */
const toName = (key: string): string => {
  const words = toLine(key.replace(/[_-]+/gu, ' ').replace(/([a-z])([A-Z])/gu, '$1 $2'));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** What a payload of an unknown tool says under names of its own, but for long texts and what is told already. */
const otherFacts = (payload: Payload, told: readonly (string | undefined)[]): readonly Fact[] => {
  const known = new Set(told.map((text) => text && toLine(text)));
  return Object.entries(payload).flatMap(([key, inner]) => {
    const value = toValue(inner);
    const isLong = typeof inner === 'string' && (inner.length >= 200 || inner.trim().includes('\n'));
    return value === undefined || isLong || known.has(value) ? [] : [{ name: toName(key), value }];
  });
};

const isRunbook = (text: string): boolean => /run-?_?\s?book|play-?_?\s?book/iu.test(text);

/** Every address in the payload, by the name it stands under. */
const foundLinks = (payload: Payload): readonly Link[] =>
  [...textsOf(payload)].flatMap(([name, text]) =>
    toTextParts(text).flatMap((part) => {
      const url = part.kind === 'url' ? parseUrl(part.url) : undefined;
      if (!url) return [];
      return [
        {
          text: isRunbook(`${name} ${url}`)
            ? l10n.t('Runbook')
            : toName(name.replace(/_?urls?$/iu, '')) || new URL(url).host,
          url,
        },
      ];
    }),
  );

const toLinks = (payload: Payload, tool: AlertTool, contexts: readonly Link[]): readonly Link[] => {
  const named = tool.links().flatMap(([text, ...paths]) => {
    const url = parseUrl(readText(payload, paths));
    return url ? [{ text, url }] : [];
  });
  const links = new Map<string, Link>();
  for (const link of [...contexts, ...named, ...foundLinks(payload)])
    if (!links.has(link.url)) links.set(link.url, link);
  return [...links.values()].slice(0, limits.links);
};

const toJson = (value: unknown): string | undefined => {
  if (value == null || (isPayload(value) && Object.keys(value).length === 0)) return undefined;
  // Hidden characters would let the text show as something else.
  const clean = toLines(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
  return clean.length > limits.json ? `${clean.slice(0, limits.json)}\n…` : clean;
};

/** Takes what a tool sent as an event's details, and links that came beside; gives it in the shape for all tools. */
export const toAlertDetails = (sent: unknown, contexts: readonly Link[] = []): AlertDetails => {
  const payload = withWritten(toPayload(sent));
  const tool = findTool(payload);
  const [title, severity] = [readText(payload, tool.title), readText(payload, tool.severity)];
  const text = readLines(payload, tool.text);
  const known = readFacts(payload, tool);
  const told = [title, severity, text, ...known.map(({ value }) => value)];
  const others = tool === commonTool ? otherFacts(payload, told) : [];
  const links = toLinks(payload, tool, contexts);
  const runbook = (link: Link): boolean => isRunbook(`${link.text} ${link.url}`);
  return {
    tool: tool.name || undefined,
    title,
    severity,
    text,
    facts: [...known, ...others].slice(0, limits.facts),
    links: links.filter((link) => !runbook(link)),
    runbooks: links.filter(runbook),
    frames: toStackFrames(payload),
    json: toJson(sent),
  };
};

interface ApiBody {
  readonly contexts?:
    | readonly ({ readonly type?: string; readonly href?: string; readonly text?: string } | null)[]
    | null;
  readonly details?: unknown;
  /** PagerDuty's common event format; its own `details` are what the sender gave. */
  readonly cef_details?: { readonly details?: unknown } | null;
}

/** Takes an alert as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseDetailedAlert = (api: ApiAlert | null | undefined): DetailedAlert | undefined => {
  const alert = parseAlert(api);
  if (!api || !alert) return undefined;
  const body: ApiBody = api.body ?? {};
  const contexts = (body.contexts ?? []).flatMap((context) => parseLink(context) ?? []);
  return { ...alert, details: toAlertDetails(body.details ?? body.cef_details?.details ?? body.cef_details, contexts) };
};
