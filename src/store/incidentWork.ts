import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import type { Incident as ApiIncident, UpdateIncidentsInput } from '../api/generated/operations.ts';
import type { FieldContent } from '../domain/customField.ts';
import type { Incident, Urgency } from '../domain/incident.ts';
import type { Reference } from '../domain/reference.ts';
import { chunks } from './bulk.ts';
import type { IncidentStore } from './incidentStore.ts';
import type { Wish } from './wishes.ts';

/** Who gets an incident: people, or whoever an escalation policy has on call. */
export type Assignment =
  | { readonly kind: 'people'; readonly people: readonly Reference[] }
  | { readonly kind: 'policy'; readonly policy: Reference };

/** Somebody to be asked for help. */
export interface ResponderTarget extends Reference {
  readonly kind: 'user' | 'policy';
}

/** A conference that responders meet in. */
export interface Bridge {
  readonly url: string;
  readonly number: string;
}

/** What can be done to incidents beside acknowledging and resolving. Each throws the ApiError when a call fails. */
export interface IncidentWork {
  /** Resolves with a line on how; gives those that PagerDuty left in another state. */
  resolve(ids: readonly string[], resolution: string): Promise<readonly Incident[]>;
  /** Turns incidents back to triggered: opens resolved ones anew, and ends a snooze. */
  trigger(ids: readonly string[], doing: string): Promise<void>;
  reassign(ids: readonly string[], to: Assignment): Promise<void>;
  /** `level` is counted from 1. */
  escalate(ids: readonly string[], level: number): Promise<void>;
  /** Moves the alerts of the sources into the target, and resolves the sources. */
  merge(target: string, sources: readonly string[]): Promise<void>;
  setTitle(id: string, title: string): Promise<void>;
  setUrgency(ids: readonly string[], urgency: Urgency): Promise<void>;
  /** Undefined takes the priority away. */
  setPriority(ids: readonly string[], priority: Reference | undefined): Promise<void>;
  setType(ids: readonly string[], name: string): Promise<void>;
  setBridge(id: string, bridge: Bridge): Promise<void>;
  setField(id: string, fieldId: string, value: FieldContent): Promise<void>;
  /** `requester` is a user's id. */
  requestResponders(id: string, requester: string, targets: readonly ResponderTarget[], message: string): Promise<void>;
  /** Takes requests back as they were made; gives those that were answered meanwhile. */
  cancelResponders(
    id: string,
    requester: string,
    targets: readonly ResponderTarget[],
  ): Promise<readonly ResponderTarget[]>;
  startWorkflow(id: string, workflowId: string): Promise<void>;
  publishStatusUpdate(id: string, update: { readonly message: string; readonly subject?: string }): Promise<void>;
  deleteNote(id: string, noteId: string): Promise<void>;
  resolveAlerts(id: string, alertIds: readonly string[]): Promise<void>;
  moveAlerts(id: string, alertIds: readonly string[], target: string): Promise<void>;
}

type Update = Omit<UpdateIncidentsInput['incidents'][number], 'id'>;

/** What the works are made of. */
interface Tools {
  readonly client: Client;
  readonly store: Pick<IncidentStore, 'run' | 'openDetails' | 'state'>;
}

/** The same change of many incidents, in as few calls as PagerDuty allows. */
const updateAll = ({ client, store }: Tools, wish: Wish, update: Update): Promise<readonly Incident[]> =>
  store.run(wish, async (goOn) => {
    const answered: ApiIncident[] = [];
    for (const chunk of chunks(wish.ids)) {
      goOn();
      const { incidents } = await client.incidents.updateIncidents({
        incidents: chunk.map((id) => ({ id, ...update })),
      });
      answered.push(...incidents);
    }
    return answered;
  });

/** Work on one incident whose answer says nothing of it; its details are loaded anew where they are open. */
const touch = async ({ store }: Tools, id: string, doing: string, call: () => Promise<unknown>): Promise<void> => {
  await store.run({ ids: [id], doing }, async () => {
    await call();
    return [];
  });
  if (store.state.details.has(id)) void store.openDetails(id);
};

const mergeInto = async ({ client, store }: Tools, target: string, sources: readonly string[]): Promise<void> => {
  const source_incidents = sources.filter((id) => id !== target).map((id) => ({ id }));
  const ids = source_incidents.map(({ id }) => id);
  await store.run({ ids, status: 'resolved', doing: l10n.t('merging…') }, async () => {
    await client.incidents.mergeIncidents({ id: target, source_incidents });
    return [];
  });
  if (store.state.details.has(target)) void store.openDetails(target);
};

type Editing = Pick<
  IncidentWork,
  'resolve' | 'trigger' | 'reassign' | 'escalate' | 'setTitle' | 'setUrgency' | 'setPriority' | 'setType' | 'setBridge'
>;

const createEditing = (tools: Tools): Editing => {
  const edit = async (wish: Wish, update: Update): Promise<void> => void (await updateAll(tools, wish, update));
  return {
    resolve: async (ids, resolution) => {
      const told = await updateAll(tools, { ids, status: 'resolved' }, { status: 'resolved', resolution });
      return told.filter(({ status }) => status !== 'resolved');
    },
    trigger: (ids, doing) => edit({ ids, status: 'triggered', doing }, { status: 'triggered' }),
    reassign: (ids, to) =>
      to.kind === 'people'
        ? edit(
            { ids, fields: { assignees: to.people }, doing: l10n.t('reassigning…') },
            { assignments: to.people.map(({ id }) => ({ assignee: { id } })) },
          )
        : edit(
            { ids, fields: { escalationPolicy: to.policy }, doing: l10n.t('reassigning…') },
            { escalation_policy: { id: to.policy.id } },
          ),
    escalate: (ids, level) => edit({ ids, doing: l10n.t('escalating…') }, { escalation_level: level }),
    setTitle: (id, title) => edit({ ids: [id], fields: { title }, doing: l10n.t('renaming…') }, { title }),
    setUrgency: (ids, urgency) => edit({ ids, fields: { urgency }, doing: l10n.t('changing urgency…') }, { urgency }),
    setPriority: (ids, priority) =>
      edit(
        { ids, fields: { priority: priority?.name }, doing: l10n.t('changing priority…') },
        // The API takes the text `null` for none ("Update an incident").
        { priority: priority ? { id: priority.id } : 'null' },
      ),
    setType: (ids, name) => edit({ ids, doing: l10n.t('changing type…') }, { incident_type: { name } }),
    setBridge: (id, { url, number }) =>
      edit(
        { ids: [id], doing: l10n.t('setting conference bridge…') },
        { conference_bridge: { conference_url: url, conference_number: number } },
      ),
  };
};

const toApiTarget = ({ id, kind }: ResponderTarget) =>
  ({ id, type: kind === 'user' ? 'user_reference' : 'escalation_policy_reference' }) as const;

type Asking = Pick<IncidentWork, 'requestResponders' | 'cancelResponders' | 'startWorkflow' | 'publishStatusUpdate'>;

const createAsking = (tools: Tools): Asking => {
  const { incidents, incidentWorkflows } = tools.client;
  return {
    requestResponders: (id, requester, targets, message) =>
      touch(tools, id, l10n.t('asking for help…'), () =>
        incidents.createIncidentResponderRequest({
          id,
          requester_id: requester,
          message,
          responder_request_targets: targets.map(toApiTarget),
        }),
      ),
    cancelResponders: async (id, requester, targets) => {
      const cancelled = new Set<string>();
      await touch(tools, id, l10n.t('cancelling requests…'), async () => {
        const { responder_request_targets: told } = await incidents.cancelIncidentResponderRequest({
          id,
          requester_id: requester,
          responder_request_targets: targets.map(toApiTarget),
        });
        for (const target of told) if (target.result === 'cancelled') cancelled.add(target.id);
      });
      return targets.filter((target) => !cancelled.has(target.id));
    },
    startWorkflow: (id, workflowId) =>
      touch(tools, id, l10n.t('starting workflow…'), () =>
        incidentWorkflows.startIncidentWorkflow({ id: workflowId, incident: { id } }),
      ),
    publishStatusUpdate: (id, update) =>
      touch(tools, id, l10n.t('publishing…'), () => incidents.createIncidentStatusUpdate({ id, ...update })),
  };
};

type Parts = Pick<IncidentWork, 'setField' | 'deleteNote' | 'resolveAlerts' | 'moveAlerts'>;

const createParts = (tools: Tools): Parts => {
  const { incidents } = tools.client;
  return {
    setField: (id, fieldId, value) =>
      touch(tools, id, l10n.t('changing field…'), () =>
        // The published description nests the value once too often; PagerDuty takes it as it is.
        incidents.updateIncidentCustomFieldValues({ id, custom_fields: [{ id: fieldId, value: value as never }] }),
      ),
    deleteNote: (id, noteId) =>
      touch(tools, id, l10n.t('deleting note…'), () => incidents.deleteIncidentNote({ id, note_id: noteId })),
    resolveAlerts: (id, alertIds) =>
      touch(tools, id, l10n.t('resolving alerts…'), () =>
        incidents.updateIncidentAlerts({ id, alerts: alertIds.map((alert) => ({ id: alert, status: 'resolved' })) }),
      ),
    moveAlerts: (id, alertIds, target) =>
      touch(tools, id, l10n.t('moving alerts…'), () =>
        incidents.updateIncidentAlerts({
          id,
          alerts: alertIds.map((alert) => ({ id: alert, incident: { id: target } })),
        }),
      ),
  };
};

/** Makes the works on incidents; the rows turn at once and tell the truth again when a call fails. */
export const createIncidentWork = (
  client: Client,
  store: Pick<IncidentStore, 'run' | 'openDetails' | 'state'>,
): IncidentWork => {
  const tools: Tools = { client, store };
  return {
    ...createEditing(tools),
    ...createAsking(tools),
    ...createParts(tools),
    merge: (target, sources) => mergeInto(tools, target, sources),
  };
};
