import type { Icon } from './node.ts';

/** Icons by kind of log entry, in the tree and on the page; each has its own for kinds that are not here. */
export const entryIcons: Readonly<Record<string, Icon>> = {
  trigger: { id: 'flame', color: 'charts.red' },
  acknowledge: { id: 'eye', color: 'charts.yellow' },
  unacknowledge: { id: 'bell' },
  resolve: { id: 'pass', color: 'charts.green' },
  annotate: { id: 'note' },
  assign: { id: 'person-add' },
  delegate: { id: 'person-add' },
  escalate: { id: 'arrow-up' },
  exhaust_escalation_path: { id: 'warning' },
  repeat_escalation_path: { id: 'debug-restart' },
  notify: { id: 'megaphone' },
  snooze: { id: 'bell-slash' },
  urgency_change: { id: 'arrow-swap' },
  status_update: { id: 'broadcast' },
};
