/** A technical service of the sample company. */
export interface ServicePlan {
  readonly name: string;
  readonly policy: string;
  readonly description: string;
  /** Runbook's page, below the runbooks' host. */
  readonly runbook: string;
  readonly tools: readonly ('Prometheus' | 'Datadog' | 'Amazon CloudWatch' | 'Sentry' | 'Deployments' | 'Uptime')[];
  /** `high`, `low`, `severity` or `hours`: by support hours. */
  readonly urgency: 'high' | 'low' | 'severity' | 'hours';
  /** Names of the services that this one needs. */
  readonly needs: readonly string[];
}

/** A plan as a row. */
export type Row = readonly [
  name: string,
  policy: string,
  urgency: ServicePlan['urgency'],
  runbook: string,
  tools: ServicePlan['tools'],
  needs: readonly string[],
  description: string,
];

/** Reads rows as plans. */
export const toPlans = (rows: readonly Row[]): readonly ServicePlan[] =>
  rows.map(([name, policy, urgency, runbook, tools, needs, description]) => ({
    name,
    policy,
    urgency,
    runbook,
    tools,
    needs,
    description,
  }));
