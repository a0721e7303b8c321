import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { toClientLines } from '../../../src/agent/clientLines.ts';

const bridge = '/home/O’Neil & "sons"/it\'s/mcp.js';

describe('the lines for other clients', () => {
  it('are JSON that starts the bridge, with references in place of secrets', () => {
    for (const { name, language, lines } of toClientLines(bridge).filter((each) => each.language === 'json')) {
      const { command, args, env } = JSON.parse(lines).mcpServers.pagerduty;
      assert.deepEqual([language, command, args], ['json', 'node', [bridge, '--connect']], name);
      assert.deepEqual(Object.keys(env), ['PAGERDUTY_MCP_WINDOW_SOCKET', 'PAGERDUTY_MCP_WINDOW_SECRET']);
      for (const [key, value] of Object.entries(env))
        assert.match(String(value), new RegExp(`^\\$\\{(env:)?${key}\\}$`));
    }
  });

  it('are a line that a shell reads as it is meant', function () {
    if (process.platform === 'win32') return this.skip();
    const claude = toClientLines(bridge).find(({ name }) => name === 'Claude Code') ?? assert.fail();
    const script = `claude() { printf '%s\\n' "$@"; }; ${claude.lines}`;
    const [mcp, add, name, config = ''] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n');
    assert.deepEqual([mcp, add, name], ['mcp', 'add-json', 'pagerduty']);
    assert.deepEqual(JSON.parse(config).args, [bridge, '--connect']);
  });
});
