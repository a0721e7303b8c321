import { allKinds, describe, find, type Kind } from './find.ts';
import { findIncident } from './incidents.ts';
import { attempt, type RunTask, type TaskContext } from './task.ts';
import { cut, titleOf } from './text.ts';

const isIncident = (text: string): boolean => /^#?\d+$/.test(text) || /\/incidents\//i.test(text);

/** What one text stands for, in a line. */
const toLineOf = async (context: TaskContext, text: string, kinds: readonly Kind[]): Promise<string | undefined> => {
  if (isIncident(text)) {
    const incident = await attempt(findIncident(context, text));
    return 'value' in incident ? `incident ${titleOf(incident.value)}` : undefined;
  }
  const { sure, candidates, problems } = await find(context, text, text.includes('@') ? ['user'] : kinds);
  const others = candidates.filter((each) => each !== sure);
  if (sure)
    return `${describe(sure)}${others.length > 0 ? `; also there: ${others.slice(0, 4).map(describe).join(', ')}` : ''}`;
  if (candidates.length > 0) return `not sure, one of: ${candidates.map(describe).join(', ')}`;
  // An id that is nothing else may be an incident's.
  const incident = /^[A-Z0-9]{6,}$/.test(text) ? await attempt(findIncident(context, text)) : undefined;
  if (incident && 'value' in incident) return `incident ${titleOf(incident.value)}`;
  return problems.length > 0 ? `nothing found, and not all could be searched: ${problems.join(' ')}` : undefined;
};

/** Ids of what people call by name, email address, number or address. */
export const lookup: RunTask = async (context, args) => {
  const names = [...new Set((args.names as readonly string[]).map((name) => name.trim()))].filter(Boolean);
  const kinds = (args.kinds as readonly Kind[] | undefined) ?? allKinds;
  const lines = await Promise.all(names.map((name) => toLineOf(context, name, kinds)));
  return {
    text: names.map((name, i) => `${JSON.stringify(cut(name, 80))}: ${lines[i] ?? 'nothing found'}`).join('\n'),
    isError: lines.every((line) => line === undefined),
  };
};
