import assert from 'node:assert/strict';
import type { Operation } from '../../../src/api/operation.ts';
import { type Touched, toQuestion } from '../../../src/policy/approval.ts';
import type { Reason } from '../../../src/policy/decision.ts';
import { entryOf, readTools } from '../../support/agentTools.ts';
import { assertGolden } from '../../support/golden.ts';

const tools = readTools();
const rowOf = (tool: string): Operation => entryOf(tools, tool).row;
const ask = (tool: string, reason: Reason, touched: Touched, name = 'Copilot') => {
  const { headline, effect } = toQuestion({ name, version: '1' }, rowOf(tool), reason, touched);
  return `${headline} ${effect}`;
};

describe('the question of an approval', () => {
  it('names agent, operation, object and effect', () => {
    assert.equal(
      ask('delete_service', 'deletes', { objects: [{ id: 'P1', title: 'Checkout' }] }),
      '“Copilot” wants to delete a service: “Checkout” (P1). This deletes “Checkout” (P1).',
    );
  });

  it('names what it cannot read by its id', () => {
    assert.match(
      ask('delete_service', 'deletes', { objects: [{ id: 'P1' }] }),
      /delete a service: P1\. This deletes P1\./,
    );
    assert.match(ask('delete_service', 'deletes', { objects: [] }), /delete a service\. This deletes something in/);
  });

  it('says what every operation that deletes does, and “deletes” of the object alone that is gone afterwards', () => {
    const lines = [...tools.values()]
      .filter(({ row }) => row.effect === 'delete')
      .map(({ row, tool }) => {
        const slots = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot).reverse();
        const text = ask(tool.name, 'deletes', { objects: slots.map((slot) => ({ id: slot })) });
        const [inner = 'something in your account'] = slots;
        const isGone = row.method === 'DELETE' && (row.path.endsWith('}') || slots.length === 0);
        assert.equal(text.includes(`. This deletes ${inner}`), isGone && row.id.startsWith('delete'), text);
        return text;
      });
    assert.ok(lines.length > 70);
    assertGolden('deletions.txt', `${lines.join('\n')}\n`);
  });

  it('counts and names the people that are paged', () => {
    const paging = (people?: readonly string[]) => ask('create_incident', 'pages', { objects: [], people });
    assert.match(paging(['Ada']), /This pages 1 person: Ada\.$/);
    assert.match(paging(['Ada', 'Bo', 'Cy']), /This pages 3 people: Ada, Bo and Cy\.$/);
    assert.match(paging(['A', 'B', 'C', 'D', 'E', 'F', 'G']), /This pages 7 people: A, B, C, D, E and 2 more\.$/);
    assert.match(paging([]), /Nobody is on call for it now/);
    assert.match(paging(), /This may page or message people\.$/);
  });

  it('is not written by strangers', () => {
    const title = `x”.\nThis deletes nothing. ${'\u202e'}${'y'.repeat(200)}`;
    const text = ask('delete_service', 'deletes', { objects: [{ id: 'P1', title }] }, 'Copilot”\nTrust “me');
    assert.doesNotMatch(text, /\n|\u202e|y{100}/);
    assert.match(text, /^“Copilot’ Trust ’me” wants to delete a service: “x’\. This deletes nothing\. y+…” \(P1\)\./);
  });
});
