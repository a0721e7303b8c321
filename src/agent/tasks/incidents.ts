import { type Incident, parseIncident } from '../../domain/incident.ts';
import { isId } from './find.ts';
import { attempt, objectOf, type Part, PartFailure, rowsOf, type TaskContext } from './task.ts';
import { cut, titleOf } from './text.ts';

type ApiIncident = Parameters<typeof parseIncident>[0];

/** Number or id in what names an incident: `4711`, `#4711`, an id, or the address of its page. */
const toKey = (reference: string): string | undefined =>
  reference.match(/^#?(\d+)$/)?.[1] ??
  reference.match(/\/incidents\/([A-Z0-9]+)/i)?.[1] ??
  (isId(reference) ? reference : undefined);

/** Open incidents with these words in their title. */
const byTitle = async (context: TaskContext, text: string): Promise<readonly Incident[]> => {
  const answer = await context.call('listIncidents', {
    statuses: ['triggered', 'acknowledged'],
    date_range: 'all',
    limit: 200,
  });
  const words = text.toLowerCase().split(/\s+/);
  return rowsOf<ApiIncident>(answer, 'incidents')
    .flatMap((row) => parseIncident(row) ?? [])
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
};

/**
 * Reads the incident that a number, an id, an address or words of an open one's title name.
 *
 * @throws PartFailure where there is none, or several
 */
export const findIncident = async (context: TaskContext, reference: string): Promise<Incident> => {
  const shown = JSON.stringify(cut(reference, 80));
  const key = toKey(reference);
  if (key !== undefined) {
    const answer = await attempt(context.call('getIncident', { id: key }));
    if ('failure' in answer) throw new PartFailure(`Incident ${shown} could not be read: ${answer.failure}`);
    const incident = parseIncident(objectOf<NonNullable<ApiIncident>>(answer.value, 'incident'));
    if (!incident) throw new PartFailure(`There is no incident ${shown}.`);
    return incident;
  }
  const [only, ...others] = await byTitle(context, reference);
  if (only && others.length === 0) return only;
  if (only)
    throw new PartFailure(
      `${shown} can be ${[only, ...others].slice(0, 5).map(titleOf).join(', ')}; say which by its number or id.`,
    );
  throw new PartFailure(`No open incident has ${shown} in its title; name it by number, id or address.`);
};

/** Reads several incidents, each as it came out, without repeats. */
export const findIncidents = async (
  context: TaskContext,
  references: readonly unknown[],
): Promise<readonly (Part<Incident> & { readonly reference: string })[]> => {
  const unique = [...new Set(references.map((reference) => String(reference).trim()))];
  const seen = new Set<string>();
  const found = await Promise.all(
    unique.map(async (reference) => ({ reference, ...(await attempt(findIncident(context, reference))) })),
  );
  return found.filter((part) => {
    if (!('value' in part)) return true;
    const isNew = !seen.has(part.value.id);
    seen.add(part.value.id);
    return isNew;
  });
};
