import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

describe('The incident page by keyboard, and over a reload of the window', () => {
  let sandbox: Sandbox;
  let editor: Editor;
  before(async () => {
    sandbox = await createSandbox({ standing: true });
    editor = await openSignedInEditor('ui-incident-page', sandbox);
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    sandbox?.dispose();
  });

  const find = () =>
    [...sandbox.state.collection('incidents').values()].find(({ title }) => /5xx ratio/.test(String(title))) ??
    assert.fail('No such incident.');
  const locate = (selector: string) => editor.workbench.webview().locator(selector);
  const isShown = () => locate('h1').filter({ hasText: '5xx ratio' }).waitFor({ timeout: 20_000 });
  /** What has the focus in the page, as a person would call it. */
  const focused = (): Promise<string> =>
    locate(':focus').evaluate((element) => {
      const name = element.id || element.getAttribute('aria-label') || element.textContent.trim();
      return `${element.localName} ${name}`;
    });

  it('opens from the tree and is gone through with Tab, all of it', async () => {
    const { workbench, page } = editor;
    await (await workbench.row('Incidents', '5xx ratio')).click();
    await isShown();
    await locate('#people .rows').waitFor();
    await eventually(async () => assert.equal(await locate('section[aria-busy=true]').count(), 0));
    await workbench.runCommand('View: Focus First Editor Group');
    const names: string[] = [];
    for (let n = 0; n < 60 && !names.includes('summary Raw JSON'); n++) {
      await page.keyboard.press('Tab');
      names.push(await focused());
    }
    for (const name of [
      'button Acknowledge',
      'button Resolve',
      'button Open in PagerDuty',
      'button Copy Link',
      'button Refresh',
      'summary Raw JSON',
    ])
      assert.ok(names.includes(name), `${name} is not in: ${names.join(', ')}`);
    assert.ok(names.some((name) => /^a Runbook/.test(name)));
    await page.keyboard.press('Enter');
    await locate('details[id^=json-][open]').first().waitFor();
  });

  it('acknowledges by keyboard', async () => {
    await locate('[data-act="incident.acknowledge"]').focus();
    await editor.page.keyboard.press('Enter');
    await eventually(() => assert.equal(find().status, 'acknowledged'));
    await eventually(async () => assert.equal(await focused(), 'button Resolve'));
  });

  it('has headings and landmarks in their order', async () => {
    const headings = await locate('h1, h2').allInnerTexts();
    assert.match(headings[0] ?? '', /^#\d+ Edge Gateway/);
    const sections = headings.slice(1).map((text) => text.replace(/ \d.*/, ''));
    assert.deepEqual(sections, [
      'Alerts',
      'Notes',
      'Timeline',
      'Who was paged',
      'Status updates',
      'Changes of the last',
      'Related incidents',
      'Past incidents',
    ]);
    assert.equal(await locate('main').count(), 1);
    const unnamed = await locate('button, a, textarea').evaluateAll(
      (elements) =>
        elements.filter(
          (element) => !`${element.textContent}${element.id}${element.getAttribute('aria-label') ?? ''}`.trim(),
        ).length,
    );
    assert.equal(unnamed, 0);
  });

  it('comes back after a reload with its draft, its folds and its place', async () => {
    const { page } = editor;
    await locate('#note').click();
    await page.keyboard.type('Half a thought');
    await locate('html').evaluate((element) => element.scrollTo({ top: 300 }));
    await page.waitForTimeout(7000); // In a browser, VS Code writes down its open tabs every five seconds.
    sandbox.faults.set({ getIncident: { kind: 'latency', ms: 3000 } }); // The composer comes later than the draft.
    await page.reload();
    await isShown();
    sandbox.faults.clear();
    await eventually(async () => assert.equal(await locate('#note').inputValue(), 'Half a thought'), 20_000);
    await locate('details[id^=json-][open]').first().waitFor();
    const place = () => locate('html').evaluate((element) => element.scrollTop);
    await eventually(async () => assert.ok(Math.abs((await place()) - 300) < 150, `It is at ${await place()}.`));
    await locate('#note').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', finished.');
    await page.keyboard.press('Control+Enter');
    await eventually(() => {
      const posted = sandbox.log.calls().findLast(({ operationId }) => operationId === 'createIncidentNote');
      assert.deepEqual(posted?.body, { note: { content: 'Half a thought, finished.' } });
    });
    await eventually(async () => assert.equal(await locate('#note').inputValue(), ''));
  });

  it('loads nothing but its own files, and runs no script of others', async () => {
    const policy = await locate('meta[http-equiv]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none'; script-src 'nonce-[\w-]+'; style-src /);
    assert.doesNotMatch(policy ?? '', /unsafe|\*;|img-src/);
    const injected = await locate('body').evaluate((body) => {
      const script = body.ownerDocument.createElement('script');
      script.textContent = 'document.title = "injected"';
      body.append(script);
      return body.ownerDocument.title;
    });
    assert.notEqual(injected, 'injected');
  });
});
