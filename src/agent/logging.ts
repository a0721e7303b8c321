import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { type LoggingLevel, LoggingLevelSchema, SetLevelRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { AuditEntry } from '../policy/audit.ts';
import { toSentence } from '../policy/sentence.ts';

const toLevel = ({ decision, result }: AuditEntry): LoggingLevel => {
  if (decision === 'denied' && result !== 'cancelled') return 'warning';
  return ['ok', 'dryRun', 'cancelled'].includes(result) ? 'info' : 'error';
};

/**
 * Tells a client of its own calls, in the audit's sentences, from the level that it has set; one that has set none hears
 * nothing. What it gives takes the client's audit entries.
 */
export const serveLogging = (server: Server): ((entry: AuditEntry) => void) => {
  const order = LoggingLevelSchema.options;
  let least: LoggingLevel | undefined;
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    least = params.level;
    return {};
  });
  return (entry) => {
    const level = toLevel(entry);
    if (least === undefined || order.indexOf(level) < order.indexOf(least)) return;
    const params = { level, logger: 'pagerduty', data: toSentence(entry) };
    server.notification({ method: 'notifications/message', params }).catch(() => undefined); // A client that is gone needs no log.
  };
};
