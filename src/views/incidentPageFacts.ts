import * as l10n from '@vscode/l10n';
import { type CustomField, toFieldText } from '../domain/customField.ts';
import { saysLacking } from '../domain/feature.ts';
import type { PageIncident, PendingAction } from '../domain/pageIncident.ts';
import type { Reference } from '../domain/reference.ts';
import { parseTime } from '../domain/time.ts';
import { type PageContext, toButton, toClock, toDotted } from './incidentPageModel.ts';
import { type Content, h, type Markup, toLink, toMessage } from './markup.ts';

const nextWords: { readonly [K in PendingAction['kind']]: () => string } = {
  escalate: () => l10n.t('escalates in {0}, at {1}'),
  unacknowledge: () => l10n.t('triggers again in {0}, at {1}'),
  resolve: () => l10n.t('resolves itself in {0}, at {1}'),
  urgency_change: () => l10n.t('changes its urgency in {0}, at {1}'),
};

const toNext = ({ pendingActions, status }: PageIncident, context: PageContext): Content => {
  const [next] = status === 'resolved' ? [] : pendingActions.filter(({ at }) => at > context.now);
  return (
    next && toMessage(nextWords[next.kind](), context.format.span(next.at - context.now), toClock(next.at, context))
  );
};

/** A key of its own is for names that others may have too. */
const toFact = (name: string, value: Content, key = name): Content =>
  Boolean(value) && h('div', { key }, h('dt', {}, name), h('dd', {}, value));

/** A value that is changed by choosing it, and a text once the incident is resolved. */
const toValue = (incident: PageIncident, text: string, act: string, label: string, data?: string): Content =>
  incident.status === 'resolved'
    ? text
    : toButton(text, act, { look: 'value', label, ...(data === undefined ? {} : { data }) });

const toAssignees = (incident: PageIncident, { format }: PageContext): Content => {
  const { assignees, status } = incident;
  if (assignees.length === 0 && status === 'resolved') return false;
  const names = assignees.length > 0 ? format.list(assignees.map(({ name }) => name)) : l10n.t('nobody');
  return toValue(incident, names, 'incident.reassign', l10n.t('Assigned to {0}: reassign', names));
};

const toBridge = ({ bridge, status }: PageIncident): Content =>
  bridge && [
    toDotted(bridge.url && toLink(bridge.url, bridge.url), bridge.number),
    status !== 'resolved' &&
      toButton(l10n.t('Change the conference'), 'incident.bridge', { icon: 'edit', look: 'icon', data: 'change' }),
  ];

const toShown = ({ dataType, value }: CustomField, { format }: PageContext): string => {
  const time = dataType === 'datetime' && typeof value === 'string' ? parseTime(value) : undefined;
  if (typeof value === 'boolean') return value ? l10n.t('yes') : l10n.t('no');
  return time === undefined ? toFieldText(value) : format.dateTime(time);
};

const toField = (incident: PageIncident, field: CustomField, context: PageContext): Content => {
  const { id, name } = field;
  const text = toShown(field, context);
  const label = l10n.t('{0}: {1}, change', name, text);
  const key = `field:${id}`;
  if (!/^https?:\/\//u.test(text)) return toFact(name, toValue(incident, text, 'incident.setField', label, id), key);
  const edit =
    incident.status !== 'resolved' && toButton(label, 'incident.setField', { icon: 'edit', look: 'icon', data: id });
  return toFact(name, [toLink(text, text), edit], key);
};

/** The custom fields that hold something; those that hold nothing are behind one button. */
const toFields = (incident: PageIncident, context: PageContext): Content => {
  const { fields } = context.state;
  const { rows } = fields;
  if (fields.kind === 'failed' && rows.length === 0 && !saysLacking(fields.failure))
    return toFact(l10n.t('Custom fields'), toButton(l10n.t('Try Again'), 'refresh', { look: 'link', data: 'fields' }));
  const held = rows.filter(({ value }) => value !== null && toFieldText(value) !== '');
  const empty = rows.length - held.length;
  return [
    ...held.map((field) => toField(incident, field, context)),
    empty > 0 &&
      incident.status !== 'resolved' &&
      toFact(
        held.length > 0 ? l10n.t('Other fields') : l10n.t('Custom fields'),
        toButton(empty === 1 ? l10n.t('1 is empty') : l10n.t('{0} are empty', empty), 'incident.setField', {
          look: 'value',
          label: l10n.t('Set a custom field'),
        }),
      ),
  ];
};

/** What an incident belongs to, who has it and what comes next. */
export const toFacts = (incident: PageIncident, context: PageContext): Markup => {
  const { hasPages } = context;
  const link = (reference: Reference | undefined): Content =>
    reference && toLink(reference.name, hasPages ? reference.url : undefined);
  const links = (references: readonly Reference[]): Content =>
    references.map((reference, place) => [place > 0 && ', ', link(reference)]);
  return h(
    'dl',
    { key: 'facts', class: 'facts' },
    toFact(l10n.t('Service'), link(incident.service)),
    toFact(l10n.t('Escalation policy'), link(incident.escalationPolicy)),
    toFact(l10n.t('Teams'), incident.teams.length > 0 && links(incident.teams)),
    toFact(l10n.t('Assigned to'), toAssignees(incident, context)),
    toFact(l10n.t('Resolved by'), incident.status === 'resolved' && incident.changedBy?.name),
    toFact(l10n.t('Next'), toNext(incident, context)),
    toFact(l10n.t('Conference'), toBridge(incident)),
    toFields(incident, context),
  );
};
