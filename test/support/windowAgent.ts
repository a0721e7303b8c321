import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { type AgentProcess, startAgentProcess } from './agentProcess.ts';
import { eventually } from './eventually.ts';

/** The variables of a new terminal of this window that name its server. */
const terminalEnv = async (folder: string): Promise<Record<string, string>> => {
  const file = path.join(folder, `env-${Date.now()}`);
  const terminal = vscode.window.createTerminal({
    name: 'env',
    shellPath: '/bin/sh',
    shellArgs: ['-c', `env > "${file}.part" && mv "${file}.part" "${file}" && sleep 1`],
  });
  const text = await eventually(() => fs.readFileSync(file, 'utf8'));
  terminal.dispose();
  return Object.fromEntries(
    [...text.matchAll(/^(PAGERDUTY_MCP_WINDOW_\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
};

/** Starts an agent as a person does in a terminal of this window, once somebody is signed in. */
export const startWindowAgent = async (): Promise<AgentProcess> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'window-agent-'));
  try {
    const env = await eventually(async () => {
      const found = await terminalEnv(folder);
      assert.equal(Object.keys(found).length, 2, 'The terminal does not know the server.');
      return found;
    }, 30_000);
    return await startAgentProcess({ ...env, ELECTRON_RUN_AS_NODE: '1' }, ['--connect']);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
