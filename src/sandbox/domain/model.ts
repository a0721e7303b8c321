import type { Resource } from '../state.ts';

/** Plain fields of an input or of a part of a resource. */
export type Fields = Readonly<Record<string, unknown>>;

/** A reference as the API writes it. */
export interface Ref {
  id: string;
  type: string;
  summary: string;
  self: string | null;
  html_url: string | null;
}

export type IncidentStatus = 'triggered' | 'acknowledged' | 'resolved';
export type Urgency = 'high' | 'low';

/** What happens to an incident by itself, and when (ISO 8601). */
export interface PendingAction {
  type: 'unacknowledge' | 'escalate' | 'resolve' | 'urgency_change';
  at: string;
  to?: 'high';
}

export interface ResponderRequest {
  id: string;
  incident: Ref;
  requester: Ref;
  requested_at: string;
  message: string;
  responder_request_targets: { type: string; id: string; summary: string; incident_responders: Responder[] }[];
}

export interface Responder {
  state: 'pending' | 'joined' | 'declined' | 'user_cancelled';
  user: Ref;
  incident: Ref;
  updated_at: string;
  message: string;
  requester: Ref;
  requested_at: string;
}

export interface Incident extends Resource {
  incident_number: number;
  title: string;
  summary: string;
  created_at: string;
  updated_at: string;
  status: IncidentStatus;
  incident_key: string;
  service: Ref;
  assignments: { at: string; assignee: Ref }[];
  assigned_via: 'escalation_policy' | 'direct_assignment';
  last_status_change_at: string;
  last_status_change_by: Ref;
  resolved_at: string | null;
  first_trigger_log_entry?: Ref;
  alert_counts: { triggered: number; resolved: number; all: number };
  is_mergeable: boolean;
  incident_type: { name: string };
  escalation_policy: Ref;
  teams: Ref[];
  pending_actions: PendingAction[];
  acknowledgements: { at: string; acknowledger: Ref }[];
  priority: Resource | null;
  incidents_responders: Responder[];
  responder_requests: ResponderRequest[];
  urgency: Urgency;
}

export interface Alert extends Resource {
  summary: string;
  created_at: string;
  status: 'triggered' | 'resolved';
  alert_key: string;
  service: Ref;
  incident: Ref;
  suppressed: boolean;
  severity: 'info' | 'warning' | 'error' | 'critical';
  body: { type: 'alert_body'; contexts: Fields[]; details: Fields };
}

export interface LogEntry extends Resource {
  summary: string;
  created_at: string;
  agent: Ref;
  channel: Fields & { readonly type: string };
  incident: Ref;
  service: Ref;
  teams: Ref[];
}

export interface UrgencyRule {
  type: 'constant' | 'use_support_hours';
  urgency?: 'low' | 'high' | 'severity_based';
  during_support_hours?: UrgencyRule;
  outside_support_hours?: UrgencyRule;
}

export interface Service extends Resource {
  name: string;
  summary: string;
  status: 'active' | 'warning' | 'critical' | 'maintenance' | 'disabled';
  escalation_policy: Ref;
  teams: Ref[];
  integrations: Ref[];
  auto_resolve_timeout?: number | null;
  acknowledgement_timeout?: number | null;
  last_incident_timestamp: string | null;
  alert_creation: 'create_incidents' | 'create_alerts_and_incidents';
  incident_urgency_rule?: UrgencyRule;
  support_hours?: { time_zone: string; days_of_week: number[]; start_time: string; end_time: string };
  alert_grouping_parameters?: { type: string | null; config?: { timeout?: number; time_window?: number } };
}

export interface EscalationRule {
  id: string;
  escalation_delay_in_minutes: number;
  targets: { id: string; type: string }[];
  escalation_rule_assignment_strategy?: 'round_robin' | 'assign_to_everyone';
}

export interface EscalationPolicy extends Resource {
  name: string;
  summary: string;
  num_loops: number;
  escalation_rules: EscalationRule[];
  teams: Ref[];
  services: Ref[];
}

export interface Restriction {
  type: 'daily_restriction' | 'weekly_restriction';
  start_time_of_day: string;
  duration_seconds: number;
  /** 1 is Monday, 7 is Sunday; of weekly restrictions only. */
  start_day_of_week?: number;
}

export interface Layer {
  id: string;
  name?: string;
  start: string;
  end?: string | null;
  rotation_virtual_start: string;
  rotation_turn_length_seconds: number;
  users: { user: { id: string } }[];
  restrictions?: Restriction[];
}

export interface Schedule extends Resource {
  name: string;
  summary: string;
  time_zone: string;
  schedule_layers: Layer[];
}

export interface MaintenanceWindow extends Resource {
  start_time: string;
  end_time: string;
  services: Ref[];
}
