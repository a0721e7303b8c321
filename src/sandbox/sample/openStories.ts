import type { Story } from './story.ts';

/** An incident that is open now: `end` counts the minutes since it began, and it does not end. */
export interface OpenStory extends Story {
  /** Who took it over by name, in place of whoever is on call. */
  readonly taker?: string;
  readonly snoozedHours?: number;
  readonly update?: string;
  readonly responders?: readonly string[];
}

/** Incidents that nobody has taken yet. The first ones are the first user's. */
export const triggeredStories: readonly OpenStory[] = [
  {
    title: 'Edge Gateway: 5xx ratio above 4% in eu-central',
    service: 'Edge Gateway',
    severity: 'critical',
    priority: 'P1',
    end: 6,
    saw: {
      tool: 'Prometheus',
      alert: 'GatewayErrorRatioHigh',
      expr: 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.04',
      value: '0.0527',
      labels: { job: 'edge-gateway', namespace: 'edge', pod: 'edge-gateway-6c9f7d-x2v4k' },
    },
    also: [
      'Edge Gateway: upstream connect timeouts to checkout-api',
      'Edge Gateway: p99 latency 2.8 s (threshold 1 s)',
    ],
    notes: ['Started two minutes after the 4.18 deploy of checkout-api. Looking at the upstream pool first.'],
  },
  {
    title: 'KubePodCrashLooping: ingress-controller restarts every 40 s',
    service: 'Kubernetes Clusters',
    severity: 'critical',
    priority: 'P2',
    end: 14,
    saw: {
      tool: 'Prometheus',
      alert: 'KubePodCrashLooping',
      expr: 'increase(kube_pod_container_status_restarts_total{namespace="ingress"}[10m]) > 3',
      value: '11',
      labels: {
        namespace: 'ingress',
        pod: 'ingress-controller-5b7c4-p9wqz',
        container: 'controller',
        reason: 'OOMKilled',
      },
    },
  },
  {
    title: 'Certificate of *.shop.example.com expires in 3 days 🔐',
    service: 'Edge Gateway',
    severity: 'warning',
    priority: 'P3',
    end: 21,
    saw: {
      tool: 'Uptime',
      url: 'https://www.shop.example.com/',
      status: 200,
      ms: 184,
      regions: ['Frankfurt', 'Ohio', 'Singapore'],
    },
    notes: ['Renewal job says `acme: error 429` since Tuesday, see the log of **cert-renewer**.'],
  },
  {
    title: 'Checkout API: card authorisations fail for the first acquirer',
    service: 'Checkout API',
    severity: 'critical',
    priority: 'P1',
    end: 4,
    saw: {
      tool: 'Datadog',
      query: 'sum(last_5m):sum:checkout.authorisation.declined{acquirer:first}.as_rate() > 15',
      value: 42.6,
      threshold: 15,
      tags: ['env:production', 'service:checkout-api', 'acquirer:first', 'team:payments'],
    },
  },
  {
    title: 'حالة الشحن: carrier webhook rejects right-to-left addresses \u200F(#88121)',
    service: 'Delivery Tracking',
    severity: 'warning',
    priority: 'P4',
    end: 17,
    saw: {
      tool: 'Datadog',
      query: 'sum(last_15m):sum:tracking.webhook.rejected{reason:encoding}.as_count() > 50',
      value: 73,
      threshold: 50,
      tags: ['env:production', 'service:delivery-tracking', 'carrier:seven'],
    },
  },
  {
    title:
      'TypeError: Cannot read properties of undefined (reading "amount") in renderCartSummary at /cart while applying promotion code SUMMER-2026-FREE-SHIPPING-FOR-RETURNING-CUSTOMERS on the web storefront, all browsers, since release 2026.31.4 was rolled out to 50% of the traffic',
    service: 'Web Storefront',
    severity: 'error',
    priority: 'P2',
    end: 9,
    saw: {
      tool: 'Sentry',
      exception: 'TypeError',
      value: 'Cannot read properties of undefined (reading "amount")',
      culprit: 'renderCartSummary(src/cart/summary)',
      release: 'web-storefront@2026.31.4',
      frames: [
        ['node_modules/react-dom/cjs/react-dom.production.js', 4171, 'renderWithHooks'],
        ['src/cart/CartPage.tsx', 88, 'CartPage'],
        ['src/cart/summary.ts', 41, 'renderCartSummary'],
        ['src/cart/promotion.ts', 17, 'discountOf'],
      ],
    },
  },
];

/** Incidents that somebody works on. */
export const acknowledgedStories: readonly OpenStory[] = [
  {
    title: 'Service Mesh: certificate rotation stuck, 14 proxies refuse traffic',
    service: 'Service Mesh',
    severity: 'critical',
    priority: 'P2',
    ack: 3,
    end: 52,
    saw: {
      tool: 'Prometheus',
      alert: 'MeshProxyHandshakeFailures',
      expr: 'sum(rate(mesh_tls_handshake_errors_total[5m])) by (node) > 5',
      value: '18.3',
      labels: { job: 'mesh-proxy', node: 'worker-eu-17' },
    },
    also: ['Service Mesh: worker-eu-21 refuses traffic'],
    notes: [
      'Issuer pod cannot reach the key store since the network policy change at noon.',
      'Rolled the policy back on `staging`, handshakes recover. Doing production node by node.',
    ],
    update:
      'Some internal requests fail. A fix is being rolled out, customers may see slower pages for about 30 minutes.',
  },
  {
    title: 'Ledger Database: replica lag above 90 s on ledger-replica-2',
    service: 'Ledger Database',
    severity: 'critical',
    priority: 'P1',
    ack: 2,
    end: 38,
    taker: 'Maya Lindqvist',
    saw: {
      tool: 'Amazon CloudWatch',
      metric: 'ReplicaLag',
      namespace: 'AWS/RDS',
      dimensions: { DBInstanceIdentifier: 'ledger-replica-2' },
      reason: 'Threshold Crossed: 3 datapoints [94.1, 103.7, 121.2] were greater than the threshold (90.0).',
    },
    notes: ['A report query has been holding a snapshot for 50 minutes. Asked Finance before killing it.'],
    responders: ['Priya Raghunathan', 'Owen Gallagher'],
  },
  {
    title: 'Event Stream: consumer group order-events lags by 1.2 million messages',
    service: 'Event Stream',
    severity: 'critical',
    priority: 'P2',
    ack: 6,
    end: 95,
    saw: {
      tool: 'Prometheus',
      alert: 'KafkaConsumerLag',
      expr: 'sum(kafka_consumergroup_lag{consumergroup="order-events"}) > 500000',
      value: '1213402',
      labels: { consumergroup: 'order-events', topic: 'orders.v3' },
    },
    notes: [
      'Partition 7 has one poisoned message, the consumer restarts on it. Skipping the offset.',
      'Skipped. Lag falls by 9k a second, done in about two hours.',
    ],
  },
  {
    title: 'Login: single sign-on of <partner-corp> & others answers "invalid_audience"',
    service: 'Login and Sessions',
    severity: 'error',
    priority: 'P3',
    ack: 9,
    end: 140,
    saw: {
      tool: 'Sentry',
      exception: 'TokenAudienceError',
      value: 'expected "shop.example.com", got "https://shop.example.com/"',
      culprit: 'verifyAudience(src/sso/token)',
      release: 'login@118.2.0',
      frames: [
        ['src/http/handler.ts', 203, 'handle'],
        ['src/sso/callback.ts', 64, 'onCallback'],
        ['src/sso/token.ts', 29, 'verifyAudience'],
      ],
    },
    notes: [
      'Their identity provider was upgraded this morning and now sends a trailing slash. Workaround: both spellings are allowed.',
    ],
    snoozedHours: 8,
  },
  {
    title: 'Build runners: disk 91% full on runner-pool-b',
    service: 'Build Pipelines',
    severity: 'warning',
    priority: 'P4',
    ack: 25,
    end: 180,
    saw: {
      tool: 'Datadog',
      query: 'avg(last_10m):max:system.disk.in_use{pool:runner-pool-b} by {host} > 0.9',
      value: 0.91,
      threshold: 0.9,
      tags: ['pool:runner-pool-b', 'team:platform'],
    },
  },
];
