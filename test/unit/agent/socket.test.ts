import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createSocketServer } from '../../../src/agent/socket.ts';

const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';

/** A server that answers every request with an empty result. */
const listen = async () => {
  const transports: Transport[] = [];
  const server = await createSocketServer(async (transport) => {
    transports.push(transport);
    transport.onmessage = (message) => {
      if ('method' in message && 'id' in message) void transport.send({ jsonrpc: '2.0', id: message.id, result: {} });
    };
    await transport.start();
  });
  return { server, transports };
};

/** Everything that the server says to these bytes, until it hangs up. */
const say = (address: string, ...parts: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ path: address, allowHalfOpen: true });
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.once('error', reject).once('close', () => resolve(heard));
    socket.once('end', () => socket.end());
    for (const part of parts) socket.write(part);
    socket.end();
  });

describe('the socket server', () => {
  let served: Awaited<ReturnType<typeof listen>>;
  beforeEach(async () => {
    served = await listen();
  });
  afterEach(() => served.server.dispose());

  it('lies in a folder that nobody else can enter, on a short path', () => {
    const { path: address } = served.server.invite();
    assert.equal(fs.statSync(path.dirname(address)).mode & 0o777, 0o700);
    assert.ok(Buffer.byteLength(address) < 100);
  });

  it('serves who says a secret, also when more comes in the same breath', async () => {
    const { path: address, secret } = served.server.invite();
    assert.equal(await say(address, `${secret}\n${ping}`), '{"jsonrpc":"2.0","id":1,"result":{}}\n');
  });

  it('serves who says it in pieces', async () => {
    const { path: address, secret } = served.server.invite();
    const socket = net.connect(address);
    for (const letter of `${secret}\n`) {
      socket.write(letter);
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.write(ping);
    const [answer] = await new Promise<Buffer[]>((resolve) =>
      socket.once('data', (...data) => resolve(data as Buffer[])),
    );
    assert.match(String(answer), /"result":\{\}/);
    socket.destroy();
  });

  it('takes each secret once', async () => {
    const { path: address, secret } = served.server.invite();
    assert.notEqual(await say(address, `${secret}\n${ping}`), '');
    assert.equal(await say(address, `${secret}\n${ping}`), '');
  });

  it('hangs up on a wrong secret, a short one, a long one and none', async () => {
    const { path: address, secret } = served.server.invite();
    for (const line of [`${'0'.repeat(64)}\n`, `${secret.slice(1)}\n`, `${secret}0\n`, '\n', 'x'.repeat(500), ''])
      assert.equal(await say(address, line, ping), '');
    assert.equal(served.transports.length, 0);
    assert.notEqual(await say(address, `${secret}\n`, ping), '', 'the right one still counts');
  });

  it('forgets secrets that nobody used when there are many', async () => {
    const { path: address, secret } = served.server.invite();
    for (let i = 0; i < 16; i++) served.server.invite();
    assert.equal(await say(address, `${secret}\n${ping}`), '');
  });

  it('leaves nothing behind', () => {
    const { path: address } = served.server.invite();
    served.server.dispose();
    assert.equal(fs.existsSync(path.dirname(address)), false);
  });
});
