import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { createStreamTransport } from '../../../src/agent/streamTransport.ts';

const start = async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = createStreamTransport(input, output);
  const seen: JSONRPCMessage[] = [];
  const errors: Error[] = [];
  const state = { closed: false };
  transport.onmessage = (message) => void seen.push(message);
  transport.onerror = (error) => void errors.push(error);
  transport.onclose = () => {
    state.closed = true;
  };
  await transport.start();
  return { input, output, transport, seen, errors, state };
};
const turn = () => new Promise((resolve) => setImmediate(resolve));
const ping = (id: number) => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n`;

describe('the stream transport', () => {
  it('reads messages however the bytes are cut', async () => {
    const { input, seen } = await start();
    const bytes = Buffer.from(ping(1) + ping(2).replace('ping', 'pïng'));
    for (let i = 0; i < bytes.length; i += 3) input.write(bytes.subarray(i, i + 3));
    await turn();
    assert.deepEqual(
      seen.map((message) => 'method' in message && message.method),
      ['ping', 'pïng'],
    );
  });

  it('tells of a line that is no message and goes on', async () => {
    const { input, seen, errors } = await start();
    input.write(`nonsense\n{"jsonrpc":"1"}\n${ping(1)}`);
    await turn();
    assert.equal(errors.length, 2);
    assert.equal(seen.length, 1);
  });

  it('writes a message to the line', async () => {
    const { output, transport } = await start();
    await transport.send({ jsonrpc: '2.0', id: 1, result: { text: 'a\nb' } });
    assert.equal(output.read().toString(), '{"jsonrpc":"2.0","id":1,"result":{"text":"a\\nb"}}\n');
  });

  it('answers what is under way before it closes', async () => {
    const { input, output, transport, state } = await start();
    input.end(ping(1) + ping(2));
    await turn();
    await turn();
    assert.equal(state.closed, false);
    await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
    assert.equal(state.closed, false);
    await transport.send({ jsonrpc: '2.0', id: 2, result: {} });
    assert.equal(state.closed, true);
    assert.equal((await text(output)).trim().split('\n').length, 2);
  });

  it('does not wait for what was cancelled', async () => {
    const { input, state } = await start();
    input.end(
      `${ping(1)}${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } })}\n`,
    );
    await turn();
    await turn();
    assert.equal(state.closed, true);
  });

  it('closes when a stream breaks, and once', async () => {
    const { output, state, transport } = await start();
    output.destroy(new Error('EPIPE'));
    await turn();
    assert.equal(state.closed, true);
    await transport.close();
    await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
  });
});
