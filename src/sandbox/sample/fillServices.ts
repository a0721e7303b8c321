import { toRef } from '../domain/collections.ts';
import { addDependency } from '../domain/dependencyBehaviours.ts';
import type { Fields, Service } from '../domain/model.ts';
import { addIntegration } from '../domain/serviceBehaviours.ts';
import { day, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';
import type { ServicePlan } from './servicePlan.ts';
import { businessServices, services } from './services.ts';

const vendors: readonly (readonly [name: string, site: string])[] = [
  ['Prometheus', 'https://prometheus.io'],
  ['Datadog', 'https://www.datadoghq.com'],
  ['Amazon CloudWatch', 'https://aws.amazon.com/cloudwatch/'],
  ['Sentry', 'https://sentry.io'],
  ['Deployments', 'https://deploy.example.com'],
  ['Uptime', 'https://uptime.example.com'],
];

const urgencyRules: Readonly<Record<ServicePlan['urgency'], Fields>> = {
  high: { incident_urgency_rule: { type: 'constant', urgency: 'high' } },
  low: { incident_urgency_rule: { type: 'constant', urgency: 'low' } },
  severity: { incident_urgency_rule: { type: 'constant', urgency: 'severity_based' } },
  hours: {
    incident_urgency_rule: {
      type: 'use_support_hours',
      during_support_hours: { type: 'constant', urgency: 'high' },
      outside_support_hours: { type: 'constant', urgency: 'low' },
    },
    support_hours: {
      type: 'fixed_time_per_day',
      time_zone: 'Africa/Johannesburg',
      days_of_week: [1, 2, 3, 4, 5, 6],
      start_time: '07:00:00',
      end_time: '19:00:00',
    },
    scheduled_actions: [
      { type: 'urgency_change', at: { type: 'named_time', name: 'support_hours_start' }, to_urgency: 'high' },
    ],
  },
};

/** The key of the first service's first integration is the same in every sample account, for examples and tests. */
export const sampleRoutingKey = '5a3b1e00c0ffee005a3b1e00c0ffee00';

const addService = (account: Account, plan: ServicePlan, index: number): void => {
  const { state, call, policy, put } = account;
  const grouping = plan.urgency === 'severity' && index % 2 === 1;
  const service = call('createService', {
    name: plan.name,
    description: `${plan.description} Runbook: https://runbooks.example.com/${plan.runbook}`,
    escalation_policy: { id: policy(plan.policy).id },
    // Four hours, so that what somebody has acknowledged stays so for a while.
    acknowledgement_timeout: plan.urgency === 'high' ? 14_400 : null,
    auto_resolve_timeout: plan.urgency === 'low' ? 86_400 * 3 : null,
    alert_creation: 'create_alerts_and_incidents',
    ...urgencyRules[plan.urgency],
    ...(grouping ? { alert_grouping_parameters: { type: 'time', config: { timeout: 5 } } } : {}),
  }) as Service; // `createService` answers with it.
  service.created_at = toIso(state.clock.now() - (700 - index * 13) * day);
  plan.tools.forEach((tool, order) => {
    addIntegration(state, service, {
      name: tool,
      type: 'events_api_v2_inbound_integration',
      vendor: { id: [...state.collection('vendors').values()].find((v) => v.name === tool)?.id },
      ...(index === 0 && order === 0 ? { integration_key: sampleRoutingKey } : {}),
    });
  });
  if (index < 3) {
    const addon = put('addons', 'incident_show_addon', {
      name: `${plan.name} dashboard`,
      src: `https://grafana.example.com/d/${plan.runbook}?kiosk`,
    });
    service.addons = [toRef(addon)];
  }
};

/** Puts vendors, services, integrations, business services and their dependencies into the account. */
export const fillServices = (account: Account): void => {
  const { state, put, service, team } = account;
  for (const [name, site] of vendors) {
    put('vendors', 'vendor', {
      name,
      website_url: site,
      description: `Alerts from ${name}.`,
      integration_guide_url: `${site}/docs`,
    });
  }
  for (const [index, plan] of services.entries()) addService(account, plan, index);
  for (const { name, needs } of services) {
    for (const need of needs) {
      addDependency(
        state,
        { id: service(need).id, type: 'technical_service' },
        { id: service(name).id, type: 'technical_service' },
      );
    }
  }
  for (const [name, owner, description, needs] of businessServices) {
    const business = put('business_services', 'business_service', {
      name,
      description,
      point_of_contact: `${owner} on call`,
      team: { id: team(owner).id, type: 'team_reference', self: team(owner).self },
    });
    for (const need of needs) {
      addDependency(
        state,
        { id: service(need).id, type: 'technical_service' },
        { id: business.id, type: 'business_service' },
      );
    }
  }
};
