// The least that an MCP server over stdio can be: what a start is measured against.
let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
    const { id, method, params } = JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
    if (id === undefined) continue;
    const { protocolVersion } = params ?? {};
    const hello = { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'bare', version: '1' } };
    const result = method === 'initialize' ? hello : { tools: [] };
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  }
});
process.stdin.on('end', () => process.exit());
