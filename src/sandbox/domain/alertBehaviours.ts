import type { Behaviour, Context } from '../state.ts';
import { moveAlert, setAlertStatus } from './alert.ts';
import { agentOf, alertsOf, collectionOf, getIncident, getNamed, notFound } from './collections.ts';
import { lets, objects, texts } from './input.ts';
import type { Actor } from './logEntry.ts';
import type { Alert, Fields, Incident } from './model.ts';

const actorOf = (context: Context, incident: Incident): Actor => ({
  agent: agentOf(context, incident.service),
  channel: { type: 'api' },
});

const getAlert = ({ state }: Context, incident: Incident, id: unknown): Alert => {
  const alert = alertsOf(state, incident.id).get(String(id));
  if (!alert) throw notFound();
  return alert;
};

const include = ({ state }: Context, alert: Alert, names: readonly string[]): Fields => ({
  ...alert,
  ...(names.includes('services')
    ? { service: collectionOf(state, 'services').get(alert.service.id) ?? alert.service }
    : {}),
  ...(names.includes('incidents')
    ? { incident: collectionOf(state, 'incidents').get(alert.incident.id) ?? alert.incident }
    : {}),
});

const listIncidentAlerts: Behaviour = (context, input) => {
  const incident = getIncident(context.state, input.id);
  const [statuses, keys, names] = [texts(input.statuses), texts(input.alert_key), texts(input.include)];
  const alerts = [...alertsOf(context.state, incident.id).values()]
    .filter((alert) => lets(statuses, [alert.status]) && lets(keys, [alert.alert_key]))
    .sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0));
  if (texts(input.sort_by).some((by) => by.endsWith(':desc'))) alerts.reverse();
  return { alerts: alerts.map((alert) => (names.length > 0 ? include(context, alert, names) : alert)) };
};

const getIncidentAlert: Behaviour = (context, input) => ({
  alert: getAlert(context, getIncident(context.state, input.id), input.alert_id),
});

const change = (context: Context, incident: Incident, alert: Alert, to: Fields): void => {
  const { state } = context;
  if (to.incident) {
    const target = getNamed(state, 'incidents', to.incident, 'Incident');
    if (target.id !== incident.id) moveAlert(state, incident, target, alert);
  }
  const status = to.status;
  const holder = getNamed(state, 'incidents', alert.incident, 'Incident');
  if (status === 'resolved' || status === 'triggered')
    setAlertStatus(state, holder, alert, status, actorOf(context, holder));
};

const updateIncidentAlert: Behaviour = (context, input) => {
  const incident = getIncident(context.state, input.id);
  const alert = getAlert(context, incident, input.alert_id);
  change(context, incident, alert, input);
  return { alert };
};

const updateIncidentAlerts: Behaviour = (context, input) => {
  const incident = getIncident(context.state, input.id);
  const changes = objects(input.alerts).map((to) => ({ to, alert: getAlert(context, incident, to.id) }));
  for (const { to, alert } of changes) change(context, incident, alert, to);
  return { alerts: changes.map(({ alert }) => alert) };
};

/** Alerts of incidents: listing, reading, resolving and moving. */
export const alertBehaviours = {
  listIncidentAlerts,
  getIncidentAlert,
  updateIncidentAlert,
  updateIncidentAlerts,
} satisfies Record<string, Behaviour>;
