import type { Sandbox } from '../../src/sandbox/options.ts';
import type { Resource } from '../../src/sandbox/state.ts';

/** What tests look at of an incident that the sandbox holds. */
export interface SandboxIncident {
  readonly id: string;
  /** `#12`, as the views call it. */
  readonly name: string;
  readonly status: string;
  readonly url: string;
  readonly service: string;
  readonly assigneeIds: readonly string[];
}

interface Held {
  readonly incident_number: number;
  readonly status: string;
  readonly html_url: string;
  readonly service: { readonly summary: string };
  readonly assignments: readonly { readonly assignee: { readonly id: string } }[];
}

const toIncident = (resource: Resource): SandboxIncident => {
  // The sandbox holds incidents as the API gives them; its own tests say so.
  const { id, incident_number, status, html_url, service, assignments } = resource as unknown as Resource & Held;
  return {
    id,
    name: `#${incident_number}`,
    status,
    url: html_url,
    service: service.summary,
    assigneeIds: assignments.map(({ assignee }) => assignee.id),
  };
};

/** The incidents that the sandbox holds now, those with a status when one is given. */
export const sandboxIncidents = ({ state }: Sandbox, status?: string): readonly SandboxIncident[] =>
  [...state.collection('incidents').values()]
    .map(toIncident)
    .filter((incident) => status === undefined || incident.status === status);

/** The one of the name that a view shows, such as `#12`. */
export const sandboxIncident = (sandbox: Sandbox, name: string): SandboxIncident => {
  const found = sandboxIncidents(sandbox).find((incident) => incident.name === name);
  if (!found) throw new Error(`The sandbox holds no incident ${name}.`);
  return found;
};
