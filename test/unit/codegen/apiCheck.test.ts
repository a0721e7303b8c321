import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDescription } from '../../../src/codegen/description.ts';
import { toOneDocument } from '../../support/oneDocument.ts';

const root = join(import.meta.dirname, '../../..');
const apiCheck = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'src/codegen/apiCheck.ts'), ...args], { encoding: 'utf8' });

/** The Slack part of the description, as a document that PagerDuty could publish. */
// biome-ignore lint/suspicious/noExplicitAny: a document to be bent at will.
const published = (): any => {
  const document = toOneDocument(readDescription(join(root, 'src/api/description')));
  const paths = Object.entries(document.paths as object).filter(([path]) => path.startsWith('/integration-slack/'));
  return { ...document, paths: Object.fromEntries(paths) };
};

describe('api:check', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-check-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const check = (document: unknown) => {
    const file = join(folder, 'published.json');
    writeFileSync(file, JSON.stringify(document));
    return apiCheck(file, '--api', 'slack');
  };

  it('finds no difference between a document and itself', () => {
    const result = check(published());
    assert.equal(result.stdout.trim().split('\n').at(-1), '0 missing, 0 changed, 0 extra, 0 mended');
    assert.equal(result.status, 0);
  });

  it('lists what the published document has and the description lacks, and exits 1', () => {
    const document = published();
    const path = '/integration-slack/workspaces/{slack_team_id}/connections';
    document.paths[path].get.parameters.push({
      name: 'colours[]',
      in: 'query',
      schema: { type: 'array', items: { enum: ['red'] } },
    });
    document.paths['/integration-slack/new'] = { get: { responses: { 200: { description: 'OK' } } } };
    const result = check(document);
    assert.match(result.stdout, /^missing {2}operation GET \/integration-slack\/new$/m);
    assert.match(result.stdout, /^missing {2}GET \S+\/connections input colours$/m);
    assert.match(result.stdout, /^2 missing, 0 changed, 0 extra, 0 mended$/m);
    assert.equal(result.status, 1);
  });

  it('lists what only the description has, and exits 0', () => {
    const document = published();
    delete document.paths['/integration-slack/workspaces/{slack_team_id}/connections'].post;
    const result = check(document);
    assert.match(
      result.stdout,
      /^extra {4}operation POST \/integration-slack\/workspaces\/\{slack_team_id\}\/connections$/m,
    );
    assert.equal(result.status, 0);
  });

  it('tells enum values and newly deprecated operations apart', () => {
    const document = published();
    const { get } = document.paths['/integration-slack/workspaces/{slack_team_id}/connections/{connection_id}'];
    get.deprecated = true;
    const text = JSON.stringify(document).replaceAll('"enum":["', '"enum":["a value of tomorrow","');
    const result = check(JSON.parse(text));
    assert.match(result.stdout, /value a value of tomorrow$/m);
    assert.match(result.stdout, /^changed {2}GET \S+: now deprecated$/m);
    assert.equal(result.status, 1);
  });

  it('says what is wrong with its arguments and exits 2', () => {
    assert.match(apiCheck().stderr, /^Usage: /);
    assert.equal(apiCheck().status, 2);
    assert.match(apiCheck(join(folder, 'nothing.json')).stderr, /nothing\.json cannot be read as OpenAPI/);
    assert.equal(apiCheck(join(folder, 'published.json'), '--api', 'moon').status, 2);
  });
});
