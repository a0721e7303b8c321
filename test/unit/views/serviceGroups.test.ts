import { parseService, type Service } from '../../../src/domain/service.ts';
import type { Neighbour, ServiceState } from '../../../src/store/serviceState.ts';
import { serviceNodes } from '../../../src/views/serviceNodes.ts';
import { ada } from '../../support/fakeAccount.ts';
import { assertGolden, render } from '../../support/golden.ts';
import { failure, moment, serviceState } from '../../support/viewStates.ts';

const service = (n: number, name: string, status: string, ...teams: readonly string[]): readonly [string, Service] => {
  const row = { id: `PSVC${n}`, type: 'service', name, status, teams: teams.map((id) => ({ id, summary: id })) };
  return [row.id, parseService(row as unknown as Parameters<typeof parseService>[0])!];
};

const services = new Map([
  service(1, 'Checkout API', 'critical', 'PSEARCH', 'PTEAM1'),
  service(2, 'Search Index', 'warning', 'PSEARCH'),
  service(3, 'Email', 'active'),
  service(4, 'Reports', 'maintenance', 'PTEAM1'),
  service(5, 'Legacy fax', 'disabled'),
]);

const neighbour = (id: string, name: string, role: Neighbour['role'], business = false): Neighbour => ({
  id,
  name,
  role,
  business,
  url: `https://example.pagerduty.com/services/${id}`,
});

const rows = [
  neighbour('PSVC2', 'Search Index', 'needed'),
  neighbour('PDB', 'Orders *DB*', 'needed'),
  neighbour('PSVC3', 'Email', 'needing'),
  neighbour('PSHOP', 'Online shop', 'needing', true),
];

const opened = (dependencies: ReturnType<ServiceState['dependencies']['get']>): Partial<ServiceState> => ({
  services: new Map([...services].slice(0, 1)),
  ...(dependencies ? { dependencies: new Map([['PSVC1', dependencies]]) } : {}),
});

const states: Readonly<Record<string, Partial<ServiceState>>> = {
  'by-team': { services, choices: { scope: 'all', grouping: 'team' } },
  'by-state': { services, choices: { scope: 'all', grouping: 'state' } },
  'mine-empty': { choices: { scope: 'mine', grouping: 'none' } },
  'mine-no-team': { choices: { scope: 'mine', grouping: 'none' }, me: { ...ada, teams: [] } },
  'mine-no-user': { choices: { scope: 'mine', grouping: 'none' }, me: undefined },
  'dependencies-loading': opened({ kind: 'loading', rows: [] }),
  'dependencies-empty': opened({ kind: 'loaded', rows: [] }),
  'dependencies-failed': opened({ kind: 'failed', rows: rows.slice(0, 1), failure }),
  dependencies: { ...opened({ kind: 'loaded', rows }), services },
};

describe('the service view, as people choose it', () => {
  for (const [name, fields] of Object.entries(states)) {
    it(`shows ${name.replaceAll('-', ' ')}`, () => {
      assertGolden(`services/${name}.txt`, render(serviceNodes(serviceState(fields), moment)));
    });
  }

  it('tells everything about dependencies', () => {
    const state = serviceState({ ...opened({ kind: 'loaded', rows }), services });
    assertGolden('services/dependencies-everything.txt', render(serviceNodes(state, moment), { details: true }));
  });
});
