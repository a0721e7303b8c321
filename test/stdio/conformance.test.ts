import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type HttpAgent, startHttpAgent } from '../support/httpAgent.ts';

const root = path.resolve(import.meta.dirname, '../..');
const suite = path.join(root, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const version = '2025-11-25';

/**
 * Scenarios that ask for tools, prompts or resources of a fixture, by what they ask for. A server for people's accounts
 * has no such things; what the scenarios look at beside them is tested with our own in test/stdio and test/unit/agent.
 */
const excluded: Readonly<Record<string, string>> = {
  'tools-call-simple-text': 'calls the fixture tool test_simple_text',
  'tools-call-image': 'calls the fixture tool test_image_content',
  'tools-call-audio': 'calls the fixture tool test_audio_content',
  'tools-call-embedded-resource': 'calls the fixture tool test_embedded_resource',
  'tools-call-mixed-content': 'calls the fixture tool test_multiple_content_types',
  'tools-call-with-logging': 'calls the fixture tool test_tool_with_logging',
  'tools-call-with-progress': 'calls the fixture tool test_tool_with_progress',
  'tools-call-sampling': 'calls the fixture tool test_sampling',
  'tools-call-elicitation': 'calls the fixture tool test_elicitation',
  'json-schema-2020-12': 'looks for the fixture tool json_schema_2020_12_tool',
  'elicitation-sep1034-defaults': 'calls the fixture tool test_elicitation_sep1034_defaults',
  'elicitation-sep1330-enums': 'calls the fixture tool test_elicitation_sep1330_enums',
  'server-sse-polling': 'calls the fixture tool test_reconnection',
  'resources-subscribe': 'subscribes to the fixture resource test://watched-resource',
  'resources-unsubscribe': 'subscribes to the fixture resource test://watched-resource',
  'completion-complete': 'completes an argument of the fixture prompt test_prompt_with_arguments',
  'resources-read-text': 'reads the fixture resource test://static-text',
  'resources-read-binary': 'reads the fixture resource test://static-binary',
  'resources-templates-read': 'reads the fixture resource test://template/123/data',
  'prompts-get-simple': 'gets the fixture prompt test_simple_prompt',
  'prompts-get-with-args': 'gets the fixture prompt test_prompt_with_arguments',
  'prompts-get-embedded-resource': 'gets the fixture prompt test_prompt_with_embedded_resource',
  'prompts-get-with-image': 'gets the fixture prompt test_prompt_with_image',
};

interface Check {
  readonly id: string;
  readonly status: string;
  readonly errorMessage?: string;
}

const run = async (...args: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, [suite, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return text(child.stdout);
};

describe('the official conformance suite', () => {
  let sandbox: Sandbox;
  let agent: HttpAgent;
  let folder = '';

  const runScenario = async (name: string, secret: string): Promise<readonly Check[]> => {
    const url = new URL(`/${secret}/mcp`, agent.url).href.replace('127.0.0.1', 'localhost');
    const out = path.join(folder, name);
    await run('server', '--url', url, '--scenario', name, '--spec-version', version, '-o', out);
    const file = fs.globSync('**/checks.json', { cwd: out })[0] ?? assert.fail(`${name} left no result`);
    return JSON.parse(fs.readFileSync(path.join(out, file), 'utf8'));
  };

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
    sandbox = await createSandbox();
    agent = await startHttpAgent(sandbox, ['--surface', 'everything'], { PAGERDUTY_MCP_SECRET: 'conformance-secret' });
  });
  after(async () => {
    await agent.close();
    await sandbox.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  it(`passes in every scenario of ${version} that needs no fixture`, async () => {
    const listed = [...(await run('list', '--server')).matchAll(/- (\S+) \[([^\]]*)\]/g)]
      .filter(([, , versions = '']) => versions.split(',').includes(version))
      .map(([, name = '']) => name);
    assert.ok(listed.length >= 32, listed.join());
    for (const name of Object.keys(excluded)) assert.ok(listed.includes(name), `${name} is not a scenario any more`);
    const failures: string[] = [];
    for (const name of listed.filter((each) => !Object.hasOwn(excluded, each))) {
      const checks = await runScenario(name, 'conformance-secret');
      assert.ok(checks.length > 0, `${name} checked nothing`);
      for (const { id, status, errorMessage } of checks)
        if (status === 'FAILURE') failures.push(`${name}: ${id}: ${errorMessage}`);
    }
    assert.deepEqual(failures, []);
  });
});
