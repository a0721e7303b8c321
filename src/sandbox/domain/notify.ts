import type { Resource, State } from '../state.ts';
import { addLogEntry, byService } from './logEntry.ts';
import type { Incident, Ref } from './model.ts';
import { minute, toIso } from './time.ts';

/** How the channels of contact methods are called in notifications and in the timeline. */
const kinds: Readonly<Record<string, readonly [type: string, word: string]>> = {
  email_contact_method: ['email_notification', 'email'],
  phone_contact_method: ['phone_notification', 'phone'],
  sms_contact_method: ['sms_notification', 'SMS'],
  push_notification_contact_method: ['push_notification', 'push notification'],
};

const send = (state: State, incident: Incident, user: Ref, method: Resource): void => {
  const [type, word] = kinds[method.type] ?? ['push_notification', 'push notification'];
  const notification = {
    id: state.nextId(),
    type,
    started_at: toIso(state.clock.now()),
    address: String(method.address ?? ''),
    user,
    conferenceAddress: '',
    status: 'success',
  };
  state.collection('notifications').set(notification.id, notification);
  const actor = { ...byService(incident), channel: { type: 'auto', notification } };
  addLogEntry(state, incident, 'notify', `Notified ${user.summary} by ${word}.`, actor, { user });
};

const isWaiting = (incident: Incident, user: Ref, since: string): boolean =>
  incident.status === 'triggered' && incident.assignments.some((a) => a.assignee.id === user.id && a.at === since);

/** Notifies new assignees as their notification rules say, now and later while the incident still waits for them. */
export const notifyAssignees = (state: State, incident: Incident): void => {
  for (const { assignee: user, at } of incident.assignments) {
    const methods = state.collection(`users/${user.id}/contact_methods`);
    for (const rule of state.collection(`users/${user.id}/notification_rules`).values()) {
      const method = methods.get((rule.contact_method as { id: string }).id);
      if (!method || rule.urgency !== incident.urgency) continue;
      const delay = Number(rule.start_delay_in_minutes ?? 0);
      if (delay === 0) send(state, incident, user, method);
      else {
        state.clock.at(state.clock.now() + delay * minute, () => {
          if (isWaiting(incident, user, at)) send(state, incident, user, method);
        });
      }
    }
  }
};
