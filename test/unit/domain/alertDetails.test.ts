import assert from 'node:assert/strict';
import { type AlertDetails, parseDetailedAlert, toAlertDetails } from '../../../src/domain/alertDetails.ts';
import { toTextParts } from '../../../src/domain/fileMention.ts';
import { alertPayloads } from '../../support/alertPayloads.ts';
import { assertGolden } from '../../support/golden.ts';

const print = (details: AlertDetails): string => {
  const { tool, title, severity, text, facts, links, runbooks, frames } = details;
  return [
    `tool: ${tool ?? 'unknown'}`,
    `title: ${title}`,
    `severity: ${severity}`,
    `text: ${text?.replaceAll('\n', '\n    | ')}`,
    ...facts.map(({ name, value }) => `${name} = ${value}`),
    ...runbooks.map((link) => `runbook ${link.text} → ${link.url}`),
    ...links.map((link) => `link ${link.text} → ${link.url}`),
    ...frames.map(
      ({ path, line, column, call, own }) => `${own ? 'own' : 'library'} frame ${call} ${path}:${line}:${column}`,
    ),
  ]
    .map((line) => `  ${line}`)
    .join('\n');
};

describe('details of alerts', () => {
  it('have one shape for all tools', () => {
    const all = Object.entries(alertPayloads).map(([name, payload]) => `${name}\n${print(toAlertDetails(payload))}`);
    assertGolden('alertDetails.txt', all.join('\n\n'));
  });

  it('hold all that came, as JSON without hidden characters', () => {
    const details = toAlertDetails({ b: 1, a: { note: 'safe\u202Egnp.exe\u0007' } });
    assert.equal(details.json, '{\n  "b": 1,\n  "a": {\n    "note": "safegnp.exe\\u0007"\n  }\n}');
    assert.equal(toAlertDetails({}).json, undefined);
    assert.equal(toAlertDetails(undefined).json, undefined);
    assert.equal(toAlertDetails({ x: 'y'.repeat(200_000) }).json?.length, 100_002);
  });

  it('are robust against nulls, holes, depth and length', () => {
    let deep: unknown = 'https://too.deep.example.com';
    for (let n = 0; n < 2000; n++) deep = { deep };
    for (const sent of [
      null,
      [],
      [null],
      7,
      '',
      '{',
      '[1,2]',
      { a: null, b: [null, {}], labels: null, alertname: {} },
      deep,
    ])
      assert.doesNotThrow(() => toAlertDetails(sent), JSON.stringify(sent)?.slice(0, 40));
    assert.equal(toAlertDetails(deep).links.length, 0);
    const many = toAlertDetails(
      Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`k${n}`, `https://e.example/${n}`])),
    );
    assert.deepEqual([many.facts.length, many.links.length], [16, 12]);
  });

  it('take links to web pages only', () => {
    const details = toAlertDetails({
      url: 'javascript:alert(1)',
      runbook_url: 'file:///etc/passwd',
      link: 'https://ok.example/',
    });
    assert.deepEqual(
      [...details.links, ...details.runbooks].map(({ url }) => url),
      ['https://ok.example/'],
    );
  });

  it('come from the common event format where there is nothing else, and with links that stand beside', () => {
    const alert = parseDetailedAlert({
      id: 'A1',
      type: 'alert',
      body: {
        type: 'alert_body',
        contexts: [
          { type: 'link', href: 'https://runbooks.example.com/x', text: 'What to do' },
          { type: 'image', src: 'https://img.example/a.png' },
        ],
        cef_details: { severity: 'critical', details: { host: 'web-1' } },
      },
    } as Parameters<typeof parseDetailedAlert>[0]);
    assert.deepEqual(alert?.details.runbooks, [{ text: 'What to do', url: 'https://runbooks.example.com/x' }]);
    assert.deepEqual(alert?.details.facts, [{ name: 'Host', value: 'web-1' }]);
    assert.equal(parseDetailedAlert(null), undefined);
  });
});

describe('texts', () => {
  const found = (text: string) =>
    toTextParts(text).flatMap((part) =>
      part.kind === 'file'
        ? [[part.place.path, part.place.line, part.place.column].join(':')]
        : part.kind === 'url'
          ? [part.url]
          : [],
    );

  it('are split into addresses, places in files and the rest, without loss', () => {
    const text = 'At src/a-b/c.ts:12:3, see https://x.example/a(b)?c=d. Or ./lib/x.rb:7 (https://y.example/z).';
    assert.deepEqual(found(text), [
      'src/a-b/c.ts:12:3',
      'https://x.example/a(b)?c=d',
      './lib/x.rb:7:',
      'https://y.example/z',
    ]);
    assert.equal(
      toTextParts(text)
        .map((part) => part.text)
        .join(''),
      text,
    );
  });

  it('name files as stack traces of all languages write them', () => {
    assert.deepEqual(found('at pay (/app/src/pay.ts:12:5)'), ['/app/src/pay.ts:12:5']);
    assert.deepEqual(found('File "app/mail.py", line 29, in send'), ['app/mail.py:29:']);
    assert.deepEqual(found('at a.b.Cart.total(Cart.java:77)'), ['Cart.java:77:']);
    assert.deepEqual(found('\t/go/src/x/main.go:33 +0x1d'), ['/go/src/x/main.go:33:']);
    assert.deepEqual(found('in C:\\build\\web\\Deploy.cs:17'), ['C:/build/web/Deploy.cs:17:']);
  });

  it('do not take hosts, versions and mail addresses for files', () => {
    for (const text of ['deploy.example.com', 'v2026.31.4', 'ada@example.com', 'AWS/RDS', '4.18', 'a/b', 'e.g. this'])
      assert.deepEqual(found(text), [], text);
  });

  it('are split in time that grows with their length', () => {
    const start = performance.now();
    for (const piece of ['a/', 'a.', '+a', 'http://', './', 'a-', '(', ':1']) {
      toTextParts(piece.repeat(20_000).slice(0, 50_000));
      toTextParts(`https://x/${piece.repeat(20_000).slice(0, 49_000)}a`);
    }
    for (const signs of ['.'.repeat(45_000), `(${')'.repeat(45_000)}`, ').'.repeat(20_000)]) {
      toTextParts(`https://x/${signs}a`);
      assert.deepEqual(found(`https://x/a${signs}`), [`https://x/a${signs.startsWith('(') ? '()' : ''}`]);
    }
    assert.ok(performance.now() - start < 1500, `took ${performance.now() - start} ms`);
  });
});
