import type { AuditRecord } from './audit.ts';

const outcome = (record: Pick<AuditRecord, 'result'>): string => {
  if (record.result === 'ok') return '';
  if (record.result === 'notSent') return ', not sent';
  if (record.result === 'dryRun') return ', tried without sending';
  return record.result === 'cancelled' ? ', cancelled' : `, failed (${record.result})`;
};

const decided = ({ decision, result }: Pick<AuditRecord, 'decision' | 'result'>): string => {
  if (decision !== 'denied') return 'allowed';
  return result === 'cancelled' ? 'cancelled' : 'denied'; // Nobody has said no to what ended while a person thought.
};

/**
 * An audit record as a sentence: `Copilot called update_incident on PABC123: allowed, incidents: guarded, 0.4 s`.
 *
 * @param place the account that the call was made in, where several are spoken of
 */
export const toSentence = (record: Omit<AuditRecord, 'prev' | 'hash'>, place?: string): string => {
  const target = record.targets.length > 0 ? ` on ${record.targets.join(', ')}` : '';
  const level = record.area && record.level ? `, ${record.area}: ${record.level}` : '';
  const reason = record.decision === 'denied' && record.reason ? ` (${record.reason})` : '';
  const done = record.decision === 'denied' ? '' : outcome(record);
  const approved = record.decision === 'approved' ? ', approved by you' : '';
  const where = place === undefined ? '' : ` in ${place}`;
  return `${record.client.name} called ${record.tool}${target}${where}: ${decided(record)}${reason}${level}${approved}${done}, ${(record.ms / 1000).toFixed(1)} s`;
};
