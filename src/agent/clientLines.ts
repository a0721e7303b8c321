import * as l10n from '@vscode/l10n';

/** What a client of another maker is configured with. */
export interface ClientLines {
  readonly name: string;
  /** What to do with the lines, in a sentence. */
  readonly where: string;
  readonly language: 'json' | 'shellscript';
  readonly lines: string;
}

const variables = ['PAGERDUTY_MCP_WINDOW_SOCKET', 'PAGERDUTY_MCP_WINDOW_SECRET'] as const;

/** Most clients give their servers only the variables that are named; each writes «from the environment» its own way. */
const env = (toReference: (name: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(variables.map((name) => [name, toReference(name)]));

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** In single quotes, as POSIX shells and PowerShell read them; a quote inside ends, is escaped, and begins anew. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The lines for common clients. None of them holds a secret: it is in the environment of the window's terminals.
 *
 * @param bridge path of the program that the client starts
 */
export const toClientLines = (bridge: string): readonly ClientLines[] => {
  const start = { command: 'node', args: [bridge, '--connect'] };
  const braced = env((name) => `\${${name}}`);
  return [
    {
      name: 'Claude Code',
      where: l10n.t('Run the line in a terminal.'),
      language: 'shellscript',
      lines: `claude mcp add-json pagerduty ${quoted(JSON.stringify({ type: 'stdio', ...start, env: braced }))}`,
    },
    {
      name: 'Copilot CLI',
      where: l10n.t('Put the lines into {0}.', '~/.copilot/mcp-config.json'),
      language: 'json',
      lines: json({ mcpServers: { pagerduty: { type: 'local', ...start, tools: ['*'], env: braced } } }),
    },
    {
      name: 'Cursor',
      where: l10n.t('Put the lines into {0}.', '.cursor/mcp.json'),
      language: 'json',
      lines: json({ mcpServers: { pagerduty: { ...start, env: env((name) => `\${env:${name}}`) } } }),
    },
    {
      name: l10n.t('Another Client'),
      where: l10n.t('Put the lines where your client keeps its MCP servers.'),
      language: 'json',
      lines: json({ mcpServers: { pagerduty: { type: 'stdio', ...start, env: braced } } }),
    },
  ];
};
