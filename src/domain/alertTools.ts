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
  readonly facts: readonly (readonly [name: string, ...paths: readonly string[]])[];
  /** Words of links, and where their addresses stand. */
  readonly links: readonly (readonly [text: string, ...paths: readonly string[]])[];
}

const labelFacts: AlertTool['facts'] = [
  ['Alert', 'labels.alertname', 'commonLabels.alertname', 'alertname'],
  ['Value', 'value', 'fields.Value', 'alerts.0.valueString', 'annotations.value', 'valueString'],
  ['Expression', 'expr'],
  ['Host', 'labels.instance', 'labels.node', 'labels.host', 'commonLabels.instance'],
  ['Job', 'labels.job', 'commonLabels.job'],
  ['Cluster', 'labels.cluster', 'commonLabels.cluster'],
  ['Namespace', 'labels.namespace', 'commonLabels.namespace'],
  ['Pod', 'labels.pod', 'commonLabels.pod'],
  ['Container', 'labels.container', 'commonLabels.container'],
  ['Firing', 'num_firing'],
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
    facts: [
      ...labelFacts,
      ['Folder', 'labels.grafana_folder', 'commonLabels.grafana_folder'],
      ['Metric', 'evalMatches.0.metric'],
    ],
    links: [
      ['Panel', 'alerts.0.panelURL', 'fields.Panel'],
      ['Dashboard', 'alerts.0.dashboardURL', 'fields.Dashboard'],
      ['Rule', 'alerts.0.generatorURL', 'ruleUrl', 'fields.Source'],
      ['Silence', 'alerts.0.silenceURL', 'fields.Silence'],
    ],
  },
  {
    name: 'Prometheus',
    marks: [['labels.alertname'], ['alertname', 'labels'], ['commonLabels.alertname'], ['num_firing', 'firing']],
    ...labelTool,
    links: [['Graph', 'generatorURL', 'alerts.0.generatorURL', 'fields.Source', 'labels.generatorURL']],
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
    facts: [
      ['State', 'monitor_state', 'alert_transition'],
      ['Metric', 'metric', 'alert_metric'],
      ['Value', 'current value', 'value', 'metric_value'],
      ['Threshold', 'threshold', 'warn_threshold'],
      ['Query', 'query', 'alert_query'],
      ['Host', 'hostname', 'host', 'host.name'],
      ['Tags', 'tags'],
    ],
    links: [
      ['Monitor', 'link', 'url', 'event_url'],
      ['Snapshot', 'snapshot'],
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
    facts: [
      ['Metric', 'Trigger.MetricName', 'detail.configuration.metrics.0.metricStat.metric.name'],
      ['Namespace', 'Trigger.Namespace'],
      ['Statistic', 'Trigger.Statistic', 'Trigger.ExtendedStatistic'],
      ['Threshold', 'Trigger.Threshold'],
      ['Dimensions', 'Trigger.Dimensions'],
      ['Region', 'Region', 'region'],
      ['Account', 'AWSAccountId', 'account'],
      ['Before', 'OldStateValue', 'detail.previousState.value'],
    ],
    links: [],
  },
  {
    name: 'Sentry',
    marks: [['culprit', 'exception'], ['culprit', 'project'], ['culprit', 'project_id'], ['event.culprit']],
    title: ['message', 'title', 'event.title', 'exception.type'],
    severity: ['level', 'event.level'],
    text: ['metadata.value', 'event.metadata.value'],
    facts: [
      ['Error', 'exception.type', 'exception.values.0.type', 'metadata.type', 'event.metadata.type'],
      ['Where', 'culprit', 'event.culprit'],
      ['Release', 'release', 'event.release'],
      ['Environment', 'environment', 'event.environment'],
      ['Project', 'project_name', 'project', 'project_slug'],
      ['Host', 'server_name'],
      ['Events in the last hour', 'events_last_hour'],
      ['Users affected', 'users_affected'],
    ],
    links: [['Issue', 'url', 'web_url', 'event.web_url', 'issue_url']],
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
    facts: [
      ['Policy', 'policy_name', 'Alert Policy Names', 'alertPolicyNames.0'],
      ['State', 'current_state', 'state'],
      ['Host', 'targets.0.name', 'Impacted Entities', 'entitiesData.names.0', 'impactedEntities.0'],
      ['Product', 'targets.0.product'],
      ['Query', 'nrqlQuery'],
      ['Account', 'account_name', 'Account Name'],
    ],
    links: [
      ['Incident', 'incident_url', 'issueUrl', 'Issue URL'],
      ['Chart', 'violation_chart_url'],
      ['Target', 'targets.0.link'],
    ],
  },
  {
    name: 'Nagios',
    marks: [['HOSTNAME', 'HOSTSTATE'], ['HOSTNAME', 'SERVICESTATE'], ['pd_nagios_object']],
    title: ['SERVICEDESC', 'HOSTDISPLAYNAME', 'HOSTNAME'],
    severity: ['SERVICESTATE', 'HOSTSTATE'],
    text: ['LONGSERVICEOUTPUT', 'SERVICEOUTPUT', 'HOSTOUTPUT'],
    facts: [
      ['Host', 'HOSTNAME'],
      ['Address', 'HOSTADDRESS'],
      ['Check', 'SERVICEDESC'],
      ['Output', 'SERVICEOUTPUT', 'HOSTOUTPUT'],
      ['Kind', 'NOTIFICATIONTYPE'],
    ],
    links: [
      ['Check', 'SERVICEACTIONURL', 'HOSTACTIONURL'],
      ['Notes', 'SERVICENOTESURL', 'HOSTNOTESURL'],
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
    facts: [
      ['Host', 'Trigger hostname', 'HOSTNAME', 'Host'],
      ['Value', 'Trigger opdata', 'VALUE', 'value'],
      ['Status', 'Event status', 'STATUS'],
      ['Tags', 'Event tags'],
    ],
    links: [['Event', 'Event URL', 'Link', 'Trigger URL']],
  },
];

/** The names of PagerDuty's common event format, which any other tool may use. */
export const commonTool: AlertTool = {
  name: '',
  marks: [],
  title: ['summary', 'title', 'description', 'name'],
  severity: ['severity', 'level', 'priority'],
  text: ['message', 'body', 'details'],
  facts: [
    ['Source', 'source', 'source_origin'],
    ['Component', 'component', 'source_component'],
    ['Group', 'group', 'service_group'],
    ['Class', 'class', 'event_class'],
    ['Location', 'source_location'],
    ['Host', 'host', 'hostname', 'server', 'instance'],
    ['Metric', 'metric'],
    ['Value', 'value', 'current_value'],
    ['Threshold', 'threshold'],
    ['Environment', 'environment', 'env'],
    ['Region', 'region'],
    ['Release', 'release', 'version'],
  ],
  links: [['Link', 'url', 'link', 'client_url']],
};
