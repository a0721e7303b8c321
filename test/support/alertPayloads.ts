/** What monitoring tools send to PagerDuty as an event's details, by tool and form. */
export const alertPayloads: Readonly<Record<string, unknown>> = {
  'Prometheus Alertmanager, its default template': {
    firing:
      'Labels:\n - alertname = HighErrorRate\n - instance = web-1:9090\n - job = web\n - severity = critical\nAnnotations:\n - description = 5xx above 4 % for 5 min\n - runbook_url = https://runbooks.example.com/high-error-rate\n - summary = Too many errors\nSource: http://prometheus.example.com/graph?g0.expr=rate%28x%5B5m%5D%29\nLabels:\n - alertname = Other\n',
    num_firing: '2',
    num_resolved: '0',
    resolved: '',
  },
  'Prometheus, as labels': {
    alertname: 'KafkaConsumerLag',
    expr: 'sum(lag) > 5',
    value: '7',
    labels: { severity: 'critical', node: 'worker-17', cluster: 'eu' },
    annotations: { summary: 'Lag', runbook_url: 'https://runbooks.example.com/kafka' },
    generatorURL: 'https://prometheus.example.com/graph?g0.expr=sum(rate(x%5B5m%5D))',
  },
  'Grafana, its default template': {
    firing:
      '\nValue: A=91.5\nLabels:\n - alertname = Disk\n - grafana_folder = Ops\n - instance = db-3\nAnnotations:\n - summary = Disk nearly full\nSource: https://grafana.example.com/alerting/grafana/a/view\nSilence: https://grafana.example.com/alerting/silence/new?alertmanager=grafana\nDashboard: https://grafana.example.com/d/x\nPanel: https://grafana.example.com/d/x?viewPanel=2\n',
    num_firing: '1',
    num_resolved: '0',
    resolved: '',
  },
  Datadog: {
    title: '[Triggered] Declines above 15',
    monitor_state: 'Triggered',
    query: 'sum(last_5m):sum:declined{*} > 15',
    'current value': 42.6,
    threshold: 15,
    tags: 'env:production, team:payments',
    body: 'Declines above 15\n\nRunbook: https://runbooks.example.com/checkout.',
    org: { id: '1', name: 'sample' },
  },
  'Amazon CloudWatch, through its notification service': {
    Type: 'Notification',
    Message: JSON.stringify({
      AlarmName: 'ReplicaLag',
      AlarmDescription: 'https://wiki.example.com/playbook/replica',
      AWSAccountId: '123456789012',
      Region: 'EU (Frankfurt)',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      NewStateReason: 'Threshold Crossed: 3 datapoints were greater than the threshold (90.0).',
      Trigger: {
        MetricName: 'ReplicaLag',
        Namespace: 'AWS/RDS',
        Statistic: 'AVERAGE',
        Threshold: 90,
        Dimensions: [{ name: 'DBInstanceIdentifier', value: 'ledger-2' }],
      },
    }),
  },
  Sentry: {
    project: 'web',
    level: 'error',
    culprit: 'renderCartSummary(src/cart/summary)',
    message: 'TypeError: undefined is not a function',
    release: 'web@2026.31.4',
    environment: 'production',
    url: 'https://sentry.example.com/issues/1',
    exception: {
      values: [
        {
          type: 'TypeError',
          stacktrace: {
            frames: [
              {
                filename: 'app:///node_modules/react-dom/index.js',
                lineno: 4171,
                function: 'renderWithHooks',
                in_app: false,
              },
              { filename: 'src/cart/summary.ts', lineno: 41, colno: 9, function: 'renderCartSummary', in_app: true },
            ],
          },
        },
      ],
    },
  },
  'New Relic': {
    account_name: 'Shop',
    condition_name: 'Apdex (Low)',
    policy_name: 'Web',
    current_state: 'open',
    severity: 'CRITICAL',
    details: 'Apdex < 0.7 for at least 5 minutes',
    incident_url: 'https://alerts.newrelic.example.com/incidents/1',
    runbook_url: 'https://runbooks.example.com/apdex',
    targets: [{ name: 'web-1', link: 'https://rpm.newrelic.example.com/1', product: 'APM' }],
  },
  Nagios: {
    HOSTNAME: 'db-1',
    SERVICEDESC: 'Disk /var',
    SERVICESTATE: 'CRITICAL',
    SERVICEOUTPUT: 'DISK CRITICAL - free space: /var 912 MB (3%)',
    NOTIFICATIONTYPE: 'PROBLEM',
    pd_nagios_object: 'service',
  },
  Zabbix: {
    'Event ID': '93',
    'Event tags': 'scope:capacity',
    'Trigger ID': '17',
    'Trigger description': 'More than 90 % used',
    'Trigger opdata': 'Used: 91 %',
    'Trigger hostname': 'db-2',
    'Trigger severity': 'High',
  },
  'any tool, in the common event format': {
    summary: 'Queue is stuck',
    source: 'queue.example.com',
    severity: 'error',
    component: 'mailer',
    class: 'backlog',
    queue_depth: 1200,
    oldest_message: '2026-11-21T11:40:00Z',
    stack_trace:
      'Traceback (most recent call last):\n  File "app/mail/send.py", line 29, in send\n    smtp.connect()\n  File "/usr/lib/python3/site-packages/smtplib.py", line 341, in connect\nTimeoutError',
    nested: { deep: { link: 'https://status.example.com/queue' } },
  },
  'any tool, as text': 'Deploy failed in C:\\build\\web\\Deploy.cs:17\nSee https://ci.example.com/run/7 (log).',
  nothing: {},
};
