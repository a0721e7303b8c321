import { type AgentCall, createDoor, type DoorOptions } from '../../src/agent/call.ts';
import type { AuditEntry } from '../../src/policy/audit.ts';
import { readTools } from './agentTools.ts';
import { type Answers, createFakeSend } from './fakeSend.ts';

const tools = readTools();
/** Who calls in these tests. */
export const client = { name: 'Copilot', version: '1.0' };

/** A door onto a far side in the same process, with its audit and a clock that stands. */
export const openDoor = (answers: Answers, more: Partial<DoorOptions> = {}) => {
  const far = createFakeSend(answers);
  const records: AuditEntry[] = [];
  const clock = { now: 1_000_000 };
  const door = createDoor({
    tools: () => tools,
    send: far.send,
    access: () => ({}),
    limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
    setting: '--access',
    record: (entry) => void records.push(entry),
    now: () => clock.now,
    ...more,
  });
  const call = (
    tool: string,
    args: Record<string, unknown> = {},
    signal = new AbortController().signal,
    other: Partial<AgentCall> = {},
  ) => door({ client, ...other, tool, args, signal });
  return { call, far, records, clock };
};
