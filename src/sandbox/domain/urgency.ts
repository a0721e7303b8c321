import type { State } from '../state.ts';
import { collectionOf } from './collections.ts';
import type { Service, Urgency, UrgencyRule } from './model.ts';
import { day } from './time.ts';
import { createZone } from './zone.ts';

const isSupported = (service: Service, time: number): boolean => {
  const hours = service.support_hours;
  if (!hours) return true;
  const wall = createZone(hours.time_zone).toWall(time);
  const weekday = ((Math.floor(wall / day) + 3) % 7) + 1;
  const clock = new Date(wall).toISOString().slice(11, 19);
  return hours.days_of_week.includes(weekday) && hours.start_time <= clock && clock < hours.end_time;
};

const fromRule = (rule: UrgencyRule | undefined, severity: string): Urgency => {
  if (rule?.urgency === 'severity_based') return severity === 'critical' || severity === 'error' ? 'high' : 'low';
  return rule?.urgency === 'low' ? 'low' : 'high';
};

/** Urgency of a new incident by its service's rule, its support hours and the alert's severity. */
export const urgencyOf = (service: Service, time: number, severity = 'critical'): Urgency => {
  const rule = service.incident_urgency_rule;
  if (rule?.type !== 'use_support_hours') return fromRule(rule, severity);
  return fromRule(isSupported(service, time) ? rule.during_support_hours : rule.outside_support_hours, severity);
};

/** A service by id, where it is still there. */
export const serviceOf = (state: State, id: string): Service | undefined => collectionOf(state, 'services').get(id);
