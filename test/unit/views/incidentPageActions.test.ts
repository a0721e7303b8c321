import assert from 'node:assert/strict';
import { incidentPage } from '../../../src/views/incidentPage.ts';
import { pageCommands } from '../../../src/views/incidentPageMessage.ts';
import type { IncidentPage } from '../../../src/views/incidentPageModel.ts';
import type { Markup } from '../../../src/views/markup.ts';
import { actCommands } from '../../../src/vscode/acts/actCommands.ts';
import { apiPageIncident, pageState, toPageIncident } from '../../support/pageStates.ts';
import { moment } from '../../support/viewStates.ts';

const allOf = (markup: Markup): readonly Markup[] => [
  markup,
  ...markup.children.flatMap((child) => (typeof child === 'string' ? [] : allOf(child))),
];

const show = (incident: Readonly<Record<string, unknown>>, fields: Partial<IncidentPage> = {}): readonly Markup[] =>
  allOf(
    incidentPage(
      {
        state: pageState({ incident: toPageIncident(apiPageIncident(incident)) }),
        note: { kind: 'writing' },
        hasPages: true,
        files: new Set(['src/checkout/pay.ts']),
        lacks: new Set(),
        ...fields,
      },
      moment,
    ),
  );

const actsOf = (elements: readonly Markup[]): ReadonlySet<string> =>
  new Set(elements.flatMap(({ attributes }) => attributes['data-act'] ?? []));

const triggered = show({ status: 'triggered' });
const acknowledged = show({ status: 'acknowledged' });
const resolved = show({ status: 'resolved', assignments: [] });

describe('what the incident page offers', () => {
  it('are acts that the page does itself, or commands that it may run and that are there', () => {
    const own = ['open', 'openFile', 'copyLink', 'refresh', 'showIncident', 'postNote'];
    const offered = actsOf([...triggered, ...acknowledged, ...resolved]);
    for (const act of offered) assert.ok(own.includes(act) || pageCommands.has(act), act);
    for (const command of pageCommands) assert.ok(actCommands.includes(command), command);
    const byKey = ['undo'];
    for (const command of pageCommands) assert.ok(offered.has(command) || byKey.includes(command), command);
  });

  it('are those that apply to the status', () => {
    const [open, seen, ended] = [triggered, acknowledged, resolved].map(actsOf);
    assert.ok(open && seen && ended);
    assert.ok(open.has('incident.acknowledge') && !seen.has('incident.acknowledge'));
    for (const act of [
      'resolve',
      'snooze',
      'reassign',
      'escalate',
      'setTitle',
      'setPriority',
      'setUrgency',
      'setField',
    ]) {
      assert.ok(open.has(`incident.${act}`) && seen.has(`incident.${act}`), act);
      assert.ok(!ended.has(`incident.${act}`), act);
    }
    for (const act of ['alert.resolve', 'alert.move', 'incident.requestResponders']) assert.ok(!ended.has(act), act);
    for (const act of ['incident.reopen', 'incident.act', 'note.edit', 'note.delete']) assert.ok(ended.has(act), act);
    assert.ok(!open.has('incident.reopen'));
  });

  it('are not those of features that the account lacks', () => {
    const features = ['responders', 'statusUpdates', 'priorities', 'urgencies', 'incidentTypes'] as const;
    const left = actsOf(show({}, { lacks: new Set(features) }));
    const gone = 'requestResponders cancelResponders publishStatusUpdate setPriority setUrgency setType'.split(' ');
    for (const act of gone) assert.ok(!left.has(`incident.${act}`), act);
    assert.ok(left.has('incident.reassign'));
  });

  it('have keys that no two share, and names that a screen reader can say', () => {
    const buttons = triggered.filter(({ tag }) => tag === 'button');
    const keys = triggered.flatMap(({ attributes }) => attributes['aria-keyshortcuts'] ?? []);
    assert.equal(new Set(keys).size, keys.length, keys.join());
    assert.ok(keys.length >= 8);
    for (const { attributes, children } of buttons)
      assert.ok(
        attributes['aria-label'] || children.some((child) => typeof child === 'string'),
        attributes['data-act'],
      );
  });
});
