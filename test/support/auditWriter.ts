import { createAuditLog } from '../../src/agent/auditLog.ts';

// A process of its own that appends records to a file from a time on: `auditWriter.ts FILE COUNT MILLISECONDS`.
const [file = '', count, start] = process.argv.slice(2);
const record = createAuditLog(file);
await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()));
for (let i = 0; i < Number(count); i++)
  record({
    time: '2026-01-31T09:00:00.000Z',
    client: { name: 'writer', version: String(process.pid) },
    tool: 't',
    targets: [],
    fields: [],
    decision: 'allowed',
    result: 'ok',
    ms: i,
  });
