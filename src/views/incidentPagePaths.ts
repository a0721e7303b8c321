import { toTextParts } from '../domain/fileMention.ts';
import type { IncidentPageState } from '../store/incidentPageState.ts';

/** Paths beyond this are not looked up: each costs a few looks into the workspace. */
const most = 200;

const pathsIn = (text: string | undefined): readonly string[] =>
  toTextParts(text ?? '').flatMap((part) => (part.kind === 'file' ? [part.place.path] : []));

/** The paths that the page's texts and stack traces name, as they are written there; each once. */
export const pathsOf = ({ incident, alerts, notes, timeline }: IncidentPageState): ReadonlySet<string> => {
  const paths = [
    ...alerts.rows.flatMap(({ details }) => [
      ...details.frames.filter(({ own }) => own).map(({ path }) => path),
      ...pathsIn(details.text),
      ...details.facts.flatMap(({ value }) => pathsIn(value)),
    ]),
    ...pathsIn(incident?.description),
    ...notes.rows.flatMap(({ content }) => pathsIn(content)),
    ...timeline.rows.flatMap(({ message }) => pathsIn(message)),
  ];
  return new Set([...new Set(paths)].slice(0, most));
};
