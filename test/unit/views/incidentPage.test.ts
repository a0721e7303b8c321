import assert from 'node:assert/strict';
import { noParts } from '../../../src/store/incidentPageState.ts';
import { incidentPage, toPageDocument, toPageTitle } from '../../../src/views/incidentPage.ts';
import { toFilePlace, toPageMessage } from '../../../src/views/incidentPageMessage.ts';
import type { IncidentPage } from '../../../src/views/incidentPageModel.ts';
import { pathsOf } from '../../../src/views/incidentPagePaths.ts';
import { h, type Markup, toHtml } from '../../../src/views/markup.ts';
import { minutesAgo } from '../../support/fakeAccount.ts';
import { assertGolden } from '../../support/golden.ts';
import { renderMarkup } from '../../support/markupText.ts';
import {
  apiPageIncident,
  emptyParts,
  failedParts,
  fullParts,
  pageState,
  toPageIncident,
} from '../../support/pageStates.ts';
import { failure, moment } from '../../support/viewStates.ts';

const page = (fields: Partial<IncidentPage> = {}): IncidentPage => ({
  state: pageState(),
  note: { kind: 'writing' },
  hasPages: true,
  files: new Set(['src/checkout/pay.ts']),
  lacks: new Set(),
  ...fields,
});

const acknowledgement = {
  at: minutesAgo(8),
  acknowledger: { id: 'PADA', type: 'user_reference', summary: 'Ada Lovelace' },
};
const toIncident = (fields: Readonly<Record<string, unknown>>) => toPageIncident(apiPageIncident(fields));
const lacking = { kind: 'failed', rows: [], failure: { ...failure, kind: 'plan' } } as const;
const failed = { kind: 'failed', failure } as const;

const states: Readonly<Record<string, IncidentPage>> = {
  full: page(),
  acknowledged: page({
    state: pageState({
      incident: toIncident({
        status: 'acknowledged',
        acknowledgements: [acknowledgement],
        last_status_change_at: minutesAgo(8),
      }),
    }),
  }),
  resolved: page({
    state: pageState({
      incident: toIncident({
        status: 'resolved',
        resolved_at: minutesAgo(1),
        assignments: [],
        last_status_change_by: { id: 'PADA', type: 'user_reference', summary: 'Ada Lovelace' },
      }),
    }),
  }),
  pending: page({
    state: pageState({ pending: { status: 'acknowledged', notes: ['On its way'] } }),
    note: { kind: 'posting' },
  }),
  'note failed': page({ note: { kind: 'failed', message: failure.message } }),
  'first load': page({ state: pageState({ ...noParts, load: { kind: 'loading' }, incident: undefined }) }),
  'lists loading': page({ state: pageState({ ...noParts, load: { kind: 'loading' } }) }),
  empty: page({
    state: pageState({
      ...emptyParts,
      incident: toIncident({ teams: [], assignments: [], body: null, incidents_responders: [] }),
    }),
  }),
  failed: page({ state: pageState({ ...noParts, load: failed, incident: undefined }) }),
  'lists failed': page({ state: pageState(failedParts) }),
  'failed with rows': page({ state: pageState({ load: failed, alerts: { ...failed, rows: fullParts.alerts.rows } }) }),
  lacking: page({ state: pageState({ related: lacking, past: lacking, changes: lacking }) }),
  'lacking before': page({
    state: pageState({
      timeline: { kind: 'loaded', rows: [] },
      hidden: new Set(['related', 'past', 'changes', 'fields']),
    }),
    lacks: new Set(['responders', 'statusUpdates', 'priorities', 'urgencies', 'incidentTypes', 'customFields']),
  }),
  'being changed': page({
    state: pageState({
      pending: { status: undefined, notes: [], fields: { title: 'Checkout is down' }, doing: 'renaming…' },
    }),
  }),
  'signed out': page({ state: pageState({ ...noParts, load: { kind: 'signedOut' }, incident: undefined }) }),
  'sample account': page({ hasPages: false, files: new Set() }),
};

/** Keys that several children of one element have. */
const repeatedKeys = ({ tag, children }: Markup): readonly string[] => {
  const elements = children.filter((child) => typeof child !== 'string');
  const keys = elements.flatMap(({ attributes }) => attributes.key ?? []);
  const repeated = keys.filter((key, place) => keys.indexOf(key) !== place).map((key) => `${tag} > ${key}`);
  return [...repeated, ...elements.flatMap(repeatedKeys)];
};

/** What strangers can name so that it looks like something else on the page. */
const twins = (): IncidentPage => {
  const [alert] = fullParts.alerts.rows;
  const [field] = fullParts.fields.rows;
  const [note] = fullParts.notes.rows;
  assert.ok(alert && field && note);
  const value = 'src/checkout/pay.ts:12 and src/checkout/pay.ts:12';
  const facts = ['foo_bar', 'foo-bar'].map(() => ({ name: 'Foo bar', value }));
  const fields = ['Service', 'Service', 'Teams'].map((name, place) => ({ ...field, id: `F${place}`, name, value }));
  const parts = {
    alerts: { kind: 'loaded', rows: [{ ...alert, details: { ...alert.details, facts, text: value } }] },
    fields: { kind: 'loaded', rows: fields },
    notes: { kind: 'loaded', rows: [{ ...note, content: value }] },
  } as const;
  return page({ state: pageState(parts) });
};

describe('the incident page', () => {
  for (const [name, state] of Object.entries({ ...states, twins: twins() }))
    it(`tells the children of each element apart by their keys: ${name}`, () => {
      assert.deepEqual(repeatedKeys(incidentPage(state, moment)), []);
    });

  for (const [name, state] of Object.entries(states))
    it(`shows itself ${name}`, () => {
      assertGolden(`incidentPage/${name.replaceAll(' ', '-')}.txt`, renderMarkup(incidentPage(state, moment)));
    });

  it('names its tab by number and the beginning of the title', () => {
    assert.equal(toPageTitle(page(), 'before'), '#12 Checkout latency above 2 s (p99)');
    const long = toIncident({ title: 'x'.repeat(60), incident_number: null });
    assert.equal(toPageTitle({ state: pageState({ incident: long }) }, ''), `${'x'.repeat(40)}…`);
    assert.equal(toPageTitle({ state: pageState({ incident: undefined }) }, 'before'), 'before');
  });

  it('names the paths to look for, but for those of libraries', () => {
    assert.deepEqual([...pathsOf(pageState())], ['src/checkout/pay.ts']);
  });

  it('keeps every text of strangers a text', () => {
    const evil = '<img src=x onerror=alert(1)>"\'&</main><script>alert(2)</script>';
    const put = (value: unknown): unknown => {
      if (typeof value === 'string') return /^https?:|^PADA$|^\d{4}-/.test(value) ? value : evil;
      if (Array.isArray(value)) return value.map(put);
      if (typeof value !== 'object' || value === null || value instanceof Set) return value;
      const kept = /^(id|kind|status|urgency|answer|severity|type|reason|means)$/;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, kept.test(key) ? inner : put(inner)]),
      );
    };
    const state = put(pageState()) as IncidentPage['state']; // Only texts were replaced.
    const html = toHtml(incidentPage(page({ state }), moment));
    assert.doesNotMatch(html, /<(img|script)|<\/main>/);
    assert.ok(html.split('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;').length > 20);
    for (const [, attributes = ''] of html.matchAll(/<\w+((?: [\w-]+="[^"<>]*")*)>/g))
      assert.doesNotMatch(attributes.replaceAll(/"[^"]*"/g, ''), / (on\w+|style|src)=/);
    assert.equal(html.replaceAll(/<\/?\w+(?: [\w-]+="[^"<>]*")*>/g, '').includes('<'), false);
  });

  it('links to web pages only', () => {
    const evil = { text: 'Evil', url: 'javascript:alert(1)' };
    const [alert] = fullParts.alerts.rows;
    assert.ok(alert);
    const rows = [{ ...alert, url: evil.url, details: { ...alert.details, links: [evil], runbooks: [evil] } }];
    const html = toHtml(incidentPage(page({ state: pageState({ alerts: { kind: 'loaded', rows } }) }), moment));
    assert.doesNotMatch(html, /href="javascript/);
    assert.match(html, /Evil/);
  });

  it('stands in a document that loads its own script, styles and font only', () => {
    const html = toPageDocument({
      id: 'P12',
      title: '</title><script>',
      content: h('p', {}, 'x'),
      language: 'en',
      script: 'https://own.example/incidentPage.js',
      styles: ['https://own.example/page.css'],
      source: "'self' https://own.example",
      nonce: 'abc',
    });
    assert.match(
      html,
      /default-src &#39;none&#39;; script-src &#39;nonce-abc&#39;; style-src &#39;self&#39; https:\/\/own\.example; font-src/,
    );
    assert.match(html, /<title>&lt;\/title&gt;&lt;script&gt;<\/title>/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<main id="content" data-incident="P12"><p>x<\/p><\/main>/);
  });

  it('takes messages of its script, and nothing else', () => {
    assert.deepEqual(toPageMessage({ kind: 'act', act: 'open', value: 7 }), { kind: 'act', act: 'open', value: '' });
    assert.deepEqual(toPageMessage({ kind: 'draft', text: 'x' }), { kind: 'draft', text: 'x' });
    assert.deepEqual(toPageMessage({ kind: 'ready', more: 1 }), { kind: 'ready' });
    for (const other of [
      undefined,
      null,
      'ready',
      7,
      [],
      {},
      { kind: 'draft' },
      { kind: 'act' },
      { kind: 'run', code: '1' },
    ])
      assert.equal(toPageMessage(other), undefined);
    assert.deepEqual(toFilePlace('{"path":"a/b.ts","line":3}'), { path: 'a/b.ts', line: 3, column: undefined });
    assert.deepEqual(toFilePlace('{"path":"a/b.ts","line":-1,"column":"2"}'), {
      path: 'a/b.ts',
      line: undefined,
      column: undefined,
    });
    for (const other of ['', '{', '7', 'null', '{"path":3}']) assert.equal(toFilePlace(other), undefined);
  });
});
