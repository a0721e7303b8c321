import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

/** Serves the sandbox under an address that VS Code does not take for its own machine: it asks before it opens it. */
const startFarServer = async (origin: string): Promise<Server> => {
  const server = createServer((incoming, response) => {
    const headers = { ...incoming.headers, host: new URL(origin).host };
    const onward = request(`${origin}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.2');
  await once(server, 'listening');
  return server;
};

const originOf = (server: Server): string => {
  const { address, port } = server.address() as AddressInfo; // It listens on a port.
  return `http://${address}:${port}`;
};

describe('Signing in in the browser', () => {
  let sandbox: Sandbox;
  let far: Server;
  let editor: Editor;
  before(async () => {
    sandbox = await createSandbox({ standing: true });
    far = await startFarServer(sandbox.origin);
    editor = await openEditor('ui-oauth', {
      'pagerduty.apiUrl': sandbox.origin,
      'pagerduty.eventsUrl': sandbox.origin,
      'pagerduty.appUrl': sandbox.origin,
      'pagerduty.identityUrl': originOf(far),
      'pagerduty.oauth.clientId': 'sandbox-client',
    });
    await editor.workbench.openContainer('On-Call');
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    far?.closeAllConnections();
    far?.close();
    sandbox?.dispose();
  });

  const calls = (operationId: string) => sandbox.log.calls().filter((call) => call.operationId === operationId);
  const tells = (text: RegExp): Promise<void> =>
    eventually(async () => assert.match((await editor.workbench.messages()).join('\n'), text));
  const tellsNothing = (): Promise<void> =>
    eventually(async () => assert.deepEqual(await editor.workbench.messages(), []));
  const isSignedOut = (): Promise<void> =>
    eventually(async () => assert.match(await editor.workbench.welcome('Incidents'), /Sign In/));
  const showsIncidents = (): Promise<void> =>
    eventually(async () => assert.match((await editor.workbench.rows('Incidents')).join('\n'), /#\d+/), 20_000);
  const begin = async (): Promise<void> => {
    await editor.workbench.clickWelcome('Incidents', 'Sign In');
    await editor.workbench.pick('In the Browser');
  };
  /** Answers VS Code's question with a yes, and gives the page that opens. */
  const open = async (): Promise<Page> => {
    const [page] = await Promise.all([
      editor.page.context().waitForEvent('page'),
      editor.workbench.clickDialog('Open'),
    ]);
    await page.getByRole('heading', { name: 'Sign in to the PagerDuty sandbox' }).waitFor();
    return page;
  };
  const cameBack = async (page: Page): Promise<void> => {
    await page.getByText('You can close this page now.').waitFor();
    await page.close();
  };

  it('is offered beside a token, and VS Code asks before it opens the page', async () => {
    await begin();
    await eventually(async () => assert.match(await editor.workbench.dialog(), /open the external website/));
    assert.match(await editor.page.locator('.monaco-dialog-box').innerText(), /http:\/\/127\.0\.0\.2/);
    await editor.workbench.screenshot('oauth-question');
    await editor.workbench.clickDialog('Cancel');
    await tellsNothing();
    await isSignedOut();
  });

  it('says in one sentence that access was denied', async () => {
    await begin();
    const page = await open();
    await tells(/waiting for the browser/);
    await page.getByRole('button', { name: 'Deny' }).click();
    await cameBack(page);
    await tells(/^PagerDuty was not allowed to sign you in; sign in again and allow it\.$/);
    await editor.workbench.screenshot('oauth-denied');
    await isSignedOut();
    assert.deepEqual(calls('oauthToken'), []);
    await editor.workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('can be left in the editor, and what the browser then comes back with signs nobody in', async () => {
    await begin();
    const page = await open();
    await tells(/waiting for the browser/);
    await editor.workbench.clickMessage('waiting for the browser', 'Cancel');
    await tellsNothing();
    await page.getByRole('button', { name: 'Allow' }).click();
    await cameBack(page);
    await tells(/No sign-in waits for what the browser came back with; sign in again\./);
    await isSignedOut();
    assert.deepEqual(calls('oauthToken'), []);
    await editor.workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('shows the incidents of who allows it, by keyboard alone', async () => {
    await begin();
    const page = await open();
    const person = page.getByRole('combobox', { name: 'You are' });
    assert.match(await person.locator('option:checked').innerText(), /^Maya Lindqvist /);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `out/screenshots/oauth-consent-${colorScheme}.png` });
    }
    assert.equal(await page.locator(':focus').getAttribute('id'), 'person');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').innerText(), 'Allow');
    await page.keyboard.press('Enter');
    await cameBack(page);
    await showsIncidents();
    await tellsNothing();
    await editor.workbench.screenshot('oauth-signed-in');
    assert.deepEqual(
      calls('oauthToken').map(({ status }) => status),
      [200],
    );
  });

  it('goes on when the access token has expired, with one refresh', async () => {
    sandbox.log.clear();
    sandbox.clock.advance(864_000_000);
    await editor.workbench.runCommand('PagerDuty: Refresh Incidents');
    await eventually(() => assert.equal(calls('listIncidents').at(-1)?.status, 200));
    assert.ok(sandbox.log.calls().some(({ status }) => status === 401));
    assert.deepEqual(
      calls('oauthToken').map(({ status, body }) => [status, Object(body).grant_type]),
      [[200, ['refresh_token']]],
    );
    const messages = (await editor.workbench.messages()).join('\n'); // Ten days have brought news.
    assert.doesNotMatch(messages, /sign in|token/i);
  });

  it('is ended at PagerDuty as well when the person signs out', async () => {
    sandbox.log.clear();
    await editor.workbench.runCommand('PagerDuty: Sign Out');
    await isSignedOut();
    await eventually(() => assert.ok(calls('oauthRevoke').length > 0));
    assert.ok(calls('oauthRevoke').every(({ status }) => status === 200));
  });
});
