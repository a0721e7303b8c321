import * as l10n from '@vscode/l10n';

/** How one monitoring tool writes what people look for. Paths are tried in turn; the first with a value counts. */
export interface AlertTool {
  readonly name: string;
  /** The payload is this tool's where each path of one of these lists has a value. */
  readonly marks: readonly (readonly string[])[];
  readonly title: readonly string[];
  readonly severity: readonly string[];
  /** What the tool says in its own words. */
  readonly text: readonly string[];
  /** Names for people, and where their values stand. */
  readonly facts: () => readonly (readonly [name: string, ...paths: readonly string[]])[];
  /** Words of links, and where their addresses stand. */
  readonly links: () => readonly (readonly [text: string, ...paths: readonly string[]])[];
}

const labelFacts: AlertTool['facts'] = () => [
  [l10n.t('Alert'), 'labels.alertname', 'commonLabels.alertname', 'alertname'],
  [l10n.t('Value'), 'value', 'fields.Value', 'alerts.0.valueString', 'annotations.value', 'valueString'],
  [l10n.t('Expression'), 'expr'],
  [l10n.t('Host'), 'labels.instance', 'labels.node', 'labels.host', 'commonLabels.instance'],
  [l10n.t('Job'), 'labels.job', 'commonLabels.job'],
  [l10n.t('Cluster'), 'labels.cluster', 'commonLabels.cluster'],
  [l10n.t('Namespace'), 'labels.namespace', 'commonLabels.namespace'],
  [l10n.t('Pod'), 'labels.pod', 'commonLabels.pod'],
  [l10n.t('Container'), 'labels.container', 'commonLabels.container'],
  [l10n.t('Firing'), 'num_firing'],
];

const labelTool = {
  title: ['annotations.summary', 'commonAnnotations.summary', 'title', 'labels.alertname'],
  severity: ['labels.severity', 'commonLabels.severity', 'severity'],
  text: ['annotations.description', 'annotations.message', 'commonAnnotations.description', 'message'],
  facts: labelFacts,
} as const;

/**
 * The tools that are known by their payloads, the most telling marks first: Grafana's are Alertmanager's with more.
 * Sources: the default PagerDuty templates and payload references of each tool.
 */
export const alertTools: readonly AlertTool[] = [
  {
    name: 'Grafana',
    marks: [
      ['fields.Silence', 'fields.Value'],
      ['alerts.0.silenceURL'],
      ['ruleUrl', 'evalMatches'],
      ['orgId', 'alerts.0.labels'],
    ],
    ...labelTool,
    facts: () => [
      ...labelFacts(),
      [l10n.t('Folder'), 'labels.grafana_folder', 'commonLabels.grafana_folder'],
      [l10n.t('Metric'), 'evalMatches.0.metric'],
    ],
    links: () => [
      [l10n.t('Panel'), 'alerts.0.panelURL', 'fields.Panel'],
      [l10n.t('Dashboard'), 'alerts.0.dashboardURL', 'fields.Dashboard'],
      [l10n.t('Rule'), 'alerts.0.generatorURL', 'ruleUrl', 'fields.Source'],
      [l10n.t('Silence'), 'alerts.0.silenceURL', 'fields.Silence'],
    ],
  },
  {
    name: 'Prometheus',
    marks: [['labels.alertname'], ['alertname', 'labels'], ['commonLabels.alertname'], ['num_firing', 'firing']],
    ...labelTool,
    links: () => [[l10n.t('Graph'), 'generatorURL', 'alerts.0.generatorURL', 'fields.Source', 'labels.generatorURL']],
  },
  {
    name: 'Datadog',
    marks: [
      ['monitor_state', 'query'],
      ['monitor_state', 'org'],
      ['alert_transition', 'org'],
    ],
    title: ['title', 'alert_title'],
    severity: ['severity', 'priority'],
    text: ['body', 'text_only_msg'],
    facts: () => [
      [l10n.t('State'), 'monitor_state', 'alert_transition'],
      [l10n.t('Metric'), 'metric', 'alert_metric'],
      [l10n.t('Value'), 'current value', 'value', 'metric_value'],
      [l10n.t('Threshold'), 'threshold', 'warn_threshold'],
      [l10n.t('Query'), 'query', 'alert_query'],
      [l10n.t('Host'), 'hostname', 'host', 'host.name'],
      [l10n.t('Tags'), 'tags'],
    ],
    links: () => [
      [l10n.t('Monitor'), 'link', 'url', 'event_url'],
      [l10n.t('Snapshot'), 'snapshot'],
    ],
  },
  {
    name: 'Amazon CloudWatch',
    marks: [
      ['AlarmName', 'NewStateValue'],
      ['detail.alarmName', 'detail.state'],
    ],
    title: ['AlarmName', 'detail.alarmName'],
    severity: ['NewStateValue', 'detail.state.value'],
    text: ['NewStateReason', 'detail.state.reason'],
    facts: () => [
      [l10n.t('Metric'), 'Trigger.MetricName', 'detail.configuration.metrics.0.metricStat.metric.name'],
      [l10n.t('Namespace'), 'Trigger.Namespace'],
      [l10n.t('Statistic'), 'Trigger.Statistic', 'Trigger.ExtendedStatistic'],
      [l10n.t('Threshold'), 'Trigger.Threshold'],
      [l10n.t('Dimensions'), 'Trigger.Dimensions'],
      [l10n.t('Region'), 'Region', 'region'],
      [l10n.t('Account'), 'AWSAccountId', 'account'],
      [l10n.t('Before'), 'OldStateValue', 'detail.previousState.value'],
    ],
    links: () => [],
  },
  {
    name: 'Sentry',
    marks: [['culprit', 'exception'], ['culprit', 'project'], ['culprit', 'project_id'], ['event.culprit']],
    title: ['message', 'title', 'event.title', 'exception.type'],
    severity: ['level', 'event.level'],
    text: ['metadata.value', 'event.metadata.value'],
    facts: () => [
      [l10n.t('Error'), 'exception.type', 'exception.values.0.type', 'metadata.type', 'event.metadata.type'],
      [l10n.t('Where'), 'culprit', 'event.culprit'],
      [l10n.t('Release'), 'release', 'event.release'],
      [l10n.t('Environment'), 'environment', 'event.environment'],
      [l10n.t('Project'), 'project_name', 'project', 'project_slug'],
      [l10n.t('Host'), 'server_name'],
      [l10n.t('Events in the last hour'), 'events_last_hour'],
      [l10n.t('Users affected'), 'users_affected'],
    ],
    links: () => [[l10n.t('Issue'), 'url', 'web_url', 'event.web_url', 'issue_url']],
  },
  {
    name: 'New Relic',
    marks: [
      ['condition_name', 'policy_name'],
      ['incident_url', 'policy_name'],
      ['issueUrl'],
      ['nrqlQuery'],
      ['Alert Policy Names'],
    ],
    title: ['condition_name', 'title', 'Alert Condition Names'],
    severity: ['severity', 'priority'],
    text: ['details', 'Description', 'condition_description'],
    facts: () => [
      [l10n.t('Policy'), 'policy_name', 'Alert Policy Names', 'alertPolicyNames.0'],
      [l10n.t('State'), 'current_state', 'state'],
      [l10n.t('Host'), 'targets.0.name', 'Impacted Entities', 'entitiesData.names.0', 'impactedEntities.0'],
      [l10n.t('Product'), 'targets.0.product'],
      [l10n.t('Query'), 'nrqlQuery'],
      [l10n.t('Account'), 'account_name', 'Account Name'],
    ],
    links: () => [
      [l10n.t('Incident'), 'incident_url', 'issueUrl', 'Issue URL'],
      [l10n.t('Chart'), 'violation_chart_url'],
      [l10n.t('Target'), 'targets.0.link'],
    ],
  },
  {
    name: 'Nagios',
    marks: [['HOSTNAME', 'HOSTSTATE'], ['HOSTNAME', 'SERVICESTATE'], ['pd_nagios_object']],
    title: ['SERVICEDESC', 'HOSTDISPLAYNAME', 'HOSTNAME'],
    severity: ['SERVICESTATE', 'HOSTSTATE'],
    text: ['LONGSERVICEOUTPUT', 'SERVICEOUTPUT', 'HOSTOUTPUT'],
    facts: () => [
      [l10n.t('Host'), 'HOSTNAME'],
      [l10n.t('Address'), 'HOSTADDRESS'],
      [l10n.t('Check'), 'SERVICEDESC'],
      [l10n.t('Output'), 'SERVICEOUTPUT', 'HOSTOUTPUT'],
      [l10n.t('Kind'), 'NOTIFICATIONTYPE'],
    ],
    links: () => [
      [l10n.t('Check'), 'SERVICEACTIONURL', 'HOSTACTIONURL'],
      [l10n.t('Notes'), 'SERVICENOTESURL', 'HOSTNOTESURL'],
    ],
  },
  {
    name: 'Zabbix',
    marks: [
      ['Trigger ID', 'Event ID'],
      ['Trigger description'],
      ['TRIGGER.NAME'],
      ['EVENT_ID', 'HOSTNAME', 'SEVERITY'],
      ['Trigger hostname'],
    ],
    title: ['Trigger name', 'Trigger description', 'NAME', 'name'],
    severity: ['Trigger severity', 'SEVERITY', 'Severity'],
    text: ['Trigger description'],
    facts: () => [
      [l10n.t('Host'), 'Trigger hostname', 'HOSTNAME', 'Host'],
      [l10n.t('Value'), 'Trigger opdata', 'VALUE', 'value'],
      [l10n.t('Status'), 'Event status', 'STATUS'],
      [l10n.t('Tags'), 'Event tags'],
    ],
    links: () => [[l10n.t('Event'), 'Event URL', 'Link', 'Trigger URL']],
  },
];

/** The names of PagerDuty's common event format, which any other tool may use. */
export const commonTool: AlertTool = {
  name: '',
  marks: [],
  title: ['summary', 'title', 'description', 'name'],
  severity: ['severity', 'level', 'priority'],
  text: ['message', 'body', 'details'],
  facts: () => [
    [l10n.t('Source'), 'source', 'source_origin'],
    [l10n.t('Component'), 'component', 'source_component'],
    [l10n.t('Group'), 'group', 'service_group'],
    [l10n.t('Class'), 'class', 'event_class'],
    [l10n.t('Location'), 'source_location'],
    [l10n.t('Host'), 'host', 'hostname', 'server', 'instance'],
    [l10n.t('Metric'), 'metric'],
    [l10n.t('Value'), 'value', 'current_value'],
    [l10n.t('Threshold'), 'threshold'],
    [l10n.t('Environment'), 'environment', 'env'],
    [l10n.t('Region'), 'region'],
    [l10n.t('Release'), 'release', 'version'],
  ],
  links: () => [[l10n.t('Link'), 'url', 'link', 'client_url']],
};
