import { type AuditEntry, toAuditRecord } from '../../../src/policy/audit.ts';
import type { AccountEntry } from '../../../src/store/accounts.ts';
import { createFormat } from '../../../src/util/format.ts';
import { type AgentState, agentNodes } from '../../../src/views/agentNodes.ts';
import { ada } from '../../support/fakeAccount.ts';
import { assertGolden, render } from '../../support/golden.ts';

const now = Date.parse('2026-01-31T10:00:00Z');
const moment = { now, format: createFormat('en', 'UTC') };

const entry: AuditEntry = {
  time: '2026-01-31T09:00:00.000Z',
  client: { name: 'Copilot', version: '1.2', connection: 'chat 1' },
  tool: 'update_incident',
  operation: 'updateIncident',
  area: 'incidents',
  effect: 'write',
  targets: ['PABC123'],
  fields: ['id', 'status'],
  decision: 'allowed',
  level: 'guarded',
  result: 'ok',
  ms: 412,
};

const records = [
  { ...entry, decision: 'denied', reason: 'declined', tool: 'delete_service', effect: 'delete', result: 'notSent' },
  { ...entry, decision: 'denied', tool: 'delete_tag', effect: 'delete', result: 'cancelled' },
  { ...entry, decision: 'approved', tool: 'delete_tag', effect: 'delete' },
  { ...entry, result: 'dryRun' },
  { ...entry, result: 'rateLimited' },
  { ...entry, tool: 'list_teams', effect: 'read', targets: [], fields: [] },
  { ...entry, client: { name: 'Evil [link](command:x)', version: '*1*' } },
].map((each) => toAuditRecord(each as AuditEntry, ''));

const nothing: AgentState = {
  stopped: false,
  grant: undefined,
  connections: [],
  waiting: [],
  records: [],
  accounts: [],
  filter: 'all',
  problems: [],
};

const toAccount = (region: 'us' | 'eu'): AccountEntry => ({
  id: `${region}.PADA`,
  facts: { region, tokenKind: 'user', from: undefined, user: ada, hosts: undefined, issuer: undefined },
});
const [us, eu] = [toAccount('us'), toAccount('eu')];

const inAccounts = [us.id, eu.id, 'us.PGONE', undefined].map((account) => toAuditRecord({ ...entry, account }, ''));

const states: Readonly<Record<string, AgentState>> = {
  empty: nothing,
  'empty-denied': { ...nothing, filter: 'denied' },
  everything: {
    ...nothing,
    stopped: true,
    grant: { access: { '*': 'guarded', incidents: 'full' }, until: now + 1_800_000 },
    connections: [
      { id: 1, client: { name: 'Copilot', version: '1.2' }, via: 'chat', since: now - 60_000 },
      { id: 2, client: { name: 'Claude Code', version: '2' }, via: 'terminal', since: now - 3_600_000 },
    ],
    waiting: [
      {
        id: 3,
        client: { name: 'Copilot', version: '1.2' },
        question: { headline: '“Copilot” wants to delete a tag: “x” (P1).', effect: 'This deletes “x” (P1).' },
        since: now - 5000,
      },
    ],
    records,
    filter: 'all',
    problems: ['“incident” is not an area; the areas are …'],
  },
  'one-account': { ...nothing, records: inAccounts.slice(0, 1), accounts: [us] },
  'several-accounts': { ...nothing, records: inAccounts, accounts: [us, eu] },
  denied: { ...nothing, records, filter: 'denied' },
  writes: { ...nothing, records, filter: 'writes' },
};

describe('the agent activity', () => {
  for (const [name, state] of Object.entries(states))
    it(`shows ${name}`, () =>
      assertGolden(
        `agentActivity/${name}.txt`,
        render(agentNodes(state, moment), {
          details: name === 'everything' || name.endsWith('accounts') || name === 'one-account',
        }),
      ));
});
