import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliverToLoopback } from '../../../src/sandbox/deliverToLoopback.ts';

describe('deliverToLoopback', () => {
  let server: Server;
  let port: number;
  const received: string[] = [];
  before(async () => {
    server = createServer((request, response) => {
      request
        .setEncoding('utf8')
        .on('data', (body) => received.push(`${request.method} ${request.headers['x-a']} ${body}`));
      response.end();
    }).listen(0, '0.0.0.0');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('posts to this machine, and nowhere else', async () => {
    deliverToLoopback(`http://0.0.0.0:${port}/`, { 'x-a': '1' }, 'not by this name');
    deliverToLoopback('nonsense', {}, '');
    deliverToLoopback(`http://127.0.0.1:${port}/`, { 'x-a': '2' }, 'body');
    await sleep(100);
    assert.deepEqual(received, ['POST 2 body']);
  });

  it('lets failures pass', async () => {
    deliverToLoopback('http://127.0.0.1:1/', {}, 'nobody listens');
    await sleep(50);
  });
});
