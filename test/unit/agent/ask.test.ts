import assert from 'node:assert/strict';
import { toAsk } from '../../../src/agent/ask.ts';
import { entryOf, readTools } from '../../support/agentTools.ts';

const tools = readTools();

describe('toAsk', () => {
  const ask = (tool: string, args: Record<string, unknown>) => {
    const { row, tool: described } = entryOf(tools, tool);
    return toAsk(row, described.inputSchema, args);
  };

  it('sends the usual limit where the operation has one', () => {
    assert.deepEqual(ask('list_incidents', {}).input, { limit: 25 });
    assert.deepEqual(ask('list_abilities', { limit: 3 }).input, {});
  });

  it('walks over pages for more than one holds', () => {
    const { walks, rows, input } = ask('list_incidents', { limit: 250 });
    assert.deepEqual({ walks, rows, input }, { walks: true, rows: 250, input: {} });
    assert.equal(ask('list_incidents', { limit: 100 }).walks, false);
  });

  it('walks over pages for all, up to a thousand', () => {
    const { walks, rows, input } = ask('list_incidents', { all: true, statuses: ['triggered'] });
    assert.deepEqual({ walks, rows, input }, { walks: true, rows: 1000, input: { statuses: ['triggered'] } });
    assert.equal(ask('list_abilities', { all: true }).walks, false);
    assert.equal(ask('list_incidents', { all: false }).rows, 25);
    assert.deepEqual(ask('list_incidents', { all: 'yes' }).problems, ['`all` must be true or false']);
    assert.deepEqual(ask('list_incidents', { all: true, limit: 5 }).problems, ['give `all` or `limit`, not both']);
  });

  it('tells a limit or a detail that is none', () => {
    for (const limit of [0, -1, 1.5, '10', 1001])
      assert.equal(ask('list_incidents', { limit }).problems.length, 1, String(limit));
    assert.equal(ask('get_incident', { id: 'P', detail: 'all' }).problems.length, 1);
  });
});
