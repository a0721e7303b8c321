import { addAlert } from '../domain/alert.ts';
import { takeEvent } from '../domain/alertEvent.ts';
import { toRef } from '../domain/collections.ts';
import { acknowledge, resolve } from '../domain/incidentLife.ts';
import type { Actor } from '../domain/logEntry.ts';
import type { Incident, Ref, Service } from '../domain/model.ts';
import { addNote } from '../domain/note.ts';
import { openIncident } from '../domain/openIncident.ts';
import { minute } from '../domain/time.ts';
import { urgencyOf } from '../domain/urgency.ts';
import type { Resource, State } from '../state.ts';
import type { Account } from './account.ts';
import { services } from './services.ts';
import { type Story, toDetails } from './story.ts';

/** What somebody does in the web app or on the phone. */
export const byPerson = (agent: Ref, type = 'website'): Actor => ({ agent, channel: { type } });

const integrationOf = (state: State, service: Service, tool: string): Resource | undefined =>
  [...state.collection(`services/${service.id}/integrations`).values()].find((i) => i.name === tool);

const runbookOf = (serviceName: string): string => {
  const page = services.find((plan) => plan.name === serviceName)?.runbook ?? 'general';
  return `https://runbooks.example.com/${page}`;
};

/** Lets a story begin now: the tool's event arrives, or somebody opens the incident. */
export const beginStory = (account: Account, state: State, story: Story): Incident | undefined => {
  const service = account.service(story.service);
  const { saw, severity, title } = story;
  if (!saw) {
    const reporter = byPerson(toRef(account.user('Hiroshi Endo')));
    const policy = account.policy(service.escalation_policy.summary);
    return openIncident(
      state,
      { title, service, policy, urgency: urgencyOf(service, state.clock.now(), severity) },
      reporter,
    );
  }
  const runbook = runbookOf(story.service);
  const details = toDetails(story, saw, runbook);
  const incident = takeEvent(
    state,
    { service, integration: integrationOf(state, service, saw.tool) },
    {
      action: 'trigger',
      key: `${saw.tool.toLowerCase().replaceAll(' ', '-')}/${state.nextId('')}`,
      summary: title,
      severity,
      details,
      contexts: [
        { type: 'link', href: runbook, text: 'Runbook' },
        { type: 'link', href: `https://grafana.example.com/d/${runbook.split('/').at(-1)}`, text: 'Dashboard' },
      ],
      common: { summary: title, severity, source: saw.tool.toLowerCase(), component: story.service, details },
    },
  );
  return incident;
};

/** Adds the alerts that follow the first, half a minute apart. */
export const addFollowing = (state: State, incident: Incident, story: Story): void => {
  const from = state.clock.now();
  story.also?.forEach((summary, index) => {
    state.clock.at(from + (index + 1) * 30_000, () => {
      if (incident.status === 'resolved') return;
      const details = story.saw ? toDetails({ ...story, title: summary }, story.saw, runbookOf(story.service)) : {};
      addAlert(state, incident, {
        summary,
        key: `following/${incident.id}/${index}`,
        severity: story.severity,
        details,
      });
    });
  });
};

/** Who writes the notes: whoever has the incident, then others of the team. */
const writerOf = (account: Account, incident: Incident, owner: Ref, index: number): Ref => {
  if (index % 3 !== 1) return owner;
  const team = incident.teams[0]?.id;
  const others = [...account.state.collection(`teams/${team}/members`).values()].filter(
    (m) => m.role !== 'observer' && m.id !== owner.id,
  );
  const other = others[index % Math.max(1, others.length)];
  return other ? (other.user as Ref) : owner; // Members are made by `addMember`.
};

/** Plans what people do with an incident: acknowledge, write, resolve; an `ongoing` one is not resolved. */
export const planWork = (
  account: Account,
  state: State,
  incident: Incident,
  story: Story,
  ongoing: boolean,
  taker?: Ref,
): void => {
  const begin = state.clock.now();
  const owner = taker ?? incident.assignments[0]?.assignee ?? toRef(account.user('Maya Lindqvist'));
  const { ack, end, notes = [], resolution } = story;
  if (ack !== undefined) {
    state.clock.at(begin + ack * minute, () => {
      if (incident.status === 'triggered')
        acknowledge(state, incident, byPerson(owner, incident.incident_number % 3 === 0 ? 'mobile' : 'website'));
    });
  }
  const from = ack ?? 0;
  notes.forEach((text, index) => {
    const at = begin + (from + ((end - from) * (index + 1)) / (notes.length + 1)) * minute;
    state.clock.at(at, () =>
      addNote(
        state,
        incident,
        text,
        byPerson(writerOf(account, incident, owner, index)),
        'The PagerDuty website or APIs',
      ),
    );
  });
  if (ongoing) return;
  state.clock.at(begin + end * minute, () => {
    if (incident.status === 'resolved') return;
    const actor =
      ack === undefined
        ? { agent: incident.first_trigger_log_entry ? incident.last_status_change_by : owner, channel: { type: 'api' } }
        : byPerson(owner);
    resolve(state, incident, actor, resolution);
  });
};
