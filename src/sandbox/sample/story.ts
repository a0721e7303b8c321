import type { Alert, Fields } from '../domain/model.ts';

/** What a monitoring tool saw, in the form of its own payload. */
export type Sighting =
  | {
      readonly tool: 'Prometheus';
      readonly alert: string;
      readonly expr: string;
      readonly value: string;
      readonly labels: Fields;
    }
  | {
      readonly tool: 'Datadog';
      readonly query: string;
      readonly value: number;
      readonly threshold: number;
      readonly tags: readonly string[];
    }
  | {
      readonly tool: 'Amazon CloudWatch';
      readonly metric: string;
      readonly namespace: string;
      readonly dimensions: Fields;
      readonly reason: string;
    }
  | {
      readonly tool: 'Sentry';
      readonly exception: string;
      readonly value: string;
      readonly culprit: string;
      readonly frames: readonly (readonly [file: string, line: number, fn: string])[];
      readonly release: string;
    }
  | {
      readonly tool: 'Uptime';
      readonly url: string;
      readonly status: number;
      readonly ms: number;
      readonly regions: readonly string[];
    };

/** An incident as it went, or still goes. */
export interface Story {
  readonly title: string;
  readonly service: string;
  readonly severity: Alert['severity'];
  /** Absent where a person opened the incident. */
  readonly saw?: Sighting;
  /** Further alerts of the same trouble: their titles. */
  readonly also?: readonly string[];
  readonly priority?: string;
  /** What people wrote, in order. */
  readonly notes?: readonly string[];
  readonly resolution?: string;
  /** Minutes until somebody acknowledged and until it was resolved; one that nobody acknowledged healed by itself. */
  readonly ack?: number;
  readonly end: number;
}

const prometheus = (s: Extract<Sighting, { tool: 'Prometheus' }>, story: Story, runbook: string): Fields => ({
  alertname: s.alert,
  status: 'firing',
  num_firing: 1,
  num_resolved: 0,
  expr: s.expr,
  value: s.value,
  labels: { severity: story.severity, cluster: 'eu-central-1a', ...s.labels },
  annotations: { summary: story.title, runbook_url: runbook },
  generatorURL: `https://prometheus.example.com/graph?g0.expr=${encodeURIComponent(s.expr)}`,
});

const datadog = (s: Extract<Sighting, { tool: 'Datadog' }>, story: Story, runbook: string): Fields => ({
  title: `[Triggered] ${story.title}`,
  monitor_state: 'Triggered',
  query: s.query,
  'current value': s.value,
  threshold: s.threshold,
  tags: s.tags.join(', '),
  priority: story.severity === 'critical' ? 'normal' : 'low',
  body: `${story.title}\n\n**Value** ${s.value} (threshold ${s.threshold})\n\nRunbook: ${runbook}`,
  org: { id: '123456', name: 'sample' },
});

const cloudWatch = (s: Extract<Sighting, { tool: 'Amazon CloudWatch' }>, story: Story, runbook: string): Fields => ({
  AlarmName: story.title,
  AlarmDescription: runbook,
  AWSAccountId: '123456789012',
  Region: 'EU (Frankfurt)',
  NewStateValue: 'ALARM',
  OldStateValue: 'OK',
  NewStateReason: s.reason,
  Trigger: {
    MetricName: s.metric,
    Namespace: s.namespace,
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    Dimensions: s.dimensions,
  },
});

const sentry = (s: Extract<Sighting, { tool: 'Sentry' }>, story: Story): Fields => ({
  project: story.service.toLowerCase().replaceAll(' ', '-'),
  level: story.severity === 'critical' ? 'fatal' : 'error',
  culprit: s.culprit,
  message: `${s.exception}: ${s.value}`,
  release: s.release,
  environment: 'production',
  exception: {
    type: s.exception,
    value: s.value,
    stacktrace: {
      frames: s.frames.map(([filename, lineno, fn]) => ({
        filename,
        lineno,
        function: fn,
        in_app: !filename.includes('node_modules'),
      })),
    },
  },
  events_last_hour: 412,
  users_affected: 187,
});

const uptime = (s: Extract<Sighting, { tool: 'Uptime' }>): Fields => ({
  check: s.url,
  status_code: s.status,
  response_time_ms: s.ms,
  failed_from: s.regions,
  consecutive_failures: 3,
});

/** The details of an alert, as the tool that saw the trouble would send them. */
export const toDetails = (story: Story, saw: Sighting, runbook: string): Fields => {
  switch (saw.tool) {
    case 'Prometheus':
      return prometheus(saw, story, runbook);
    case 'Datadog':
      return datadog(saw, story, runbook);
    case 'Amazon CloudWatch':
      return cloudWatch(saw, story, runbook);
    case 'Sentry':
      return sentry(saw, story);
    case 'Uptime':
      return uptime(saw);
  }
};
