import { randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Via } from '../policy/agentActivity.ts';
import type { Disposable } from '../util/emitter.ts';
import { createStreamTransport } from './streamTransport.ts';

/** What a bridge is told to find its server. */
export interface SocketAddress {
  /** Path of a Unix socket or name of a pipe. */
  readonly path: string;
  /** Good for one connection, but for a terminal's. */
  readonly secret: string;
}

/** A door into this process for MCP clients of the same user. */
export interface SocketServer extends Disposable {
  /** Gives out a new secret; only the newest few that nobody used yet count. */
  invite(): SocketAddress;
  /** The address for the window's terminals: its secret is good for any number of connections, until this server goes. */
  readonly terminal: SocketAddress;
}

/** Characters that a secret has in hex, and milliseconds in which a client must have said one. */
const secretLength = 64;
const patience = 10_000;
const mostSecrets = 16;

/** Socket paths end at 104 bytes on macOS and 108 on Linux (`sockaddr_un`); longer ones fall back to the short folder. */
const longestPath = 100;

/** A path that nobody else can reach, and the folder to remove afterwards. */
const createPlace = (platform: NodeJS.Platform): { readonly path: string; readonly folder?: string } => {
  const name = randomBytes(8).toString('hex');
  if (platform === 'win32') return { path: `\\\\.\\pipe\\pagerduty-${randomBytes(16).toString('hex')}` };
  const root = path.join(os.tmpdir(), `pagerduty-mcp-${name}`, 's').length < longestPath ? os.tmpdir() : '/tmp';
  const folder = fs.mkdtempSync(path.join(root, 'pagerduty-mcp-')); // Made with mode 0700.
  return { path: path.join(folder, 's'), folder };
};

/** Waits for the first line, the secret, and gives back to the stream what came after it. */
const readSecret = (socket: net.Socket, done: (secret: string | undefined) => void): void => {
  const chunks: Buffer[] = [];
  const finish = (secret: string | undefined): void => {
    clearTimeout(timer);
    socket.off('data', take).off('end', give).off('close', give).pause();
    done(secret);
  };
  const give = (): void => finish(undefined);
  const take = (chunk: Buffer): void => {
    chunks.push(chunk);
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\n');
    if (end < 0 && all.length <= secretLength) return;
    if (end !== secretLength) {
      finish(undefined);
      return;
    }
    socket.pause();
    if (all.length > end + 1) socket.unshift(all.subarray(end + 1));
    finish(all.toString('latin1', 0, end));
  };
  const timer = setTimeout(give, patience);
  socket.on('data', take).once('end', give).once('close', give);
};

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')); // Both have a secret's length.

/** Takes a secret out of those that are good, in a time that does not depend on it. */
const redeem = (secrets: Set<string>, given: string): boolean => {
  const found = [...secrets].filter((secret) => isSame(secret, given));
  for (const secret of found) secrets.delete(secret);
  return found.length > 0;
};

const createSecret = (): string => randomBytes(secretLength / 2).toString('hex');

/**
 * Listens on a socket in a private folder, or on a named pipe on Windows. Whoever connects must first say a secret that
 * was given out and not used; then `connect` gets its transport.
 */
export const createSocketServer = async (
  connect: (transport: Transport, via: Via) => Promise<unknown>,
  platform = process.platform,
): Promise<SocketServer> => {
  const place = createPlace(platform);
  const secrets = new Set<string>();
  const sockets = new Set<net.Socket>();
  const terminal = { path: place.path, secret: createSecret() };
  const welcome = (socket: net.Socket, secret: string | undefined): void => {
    const isTerminal = secret !== undefined && isSame(secret, terminal.secret);
    if (secret === undefined || !(isTerminal || redeem(secrets, secret))) return void socket.destroy();
    connect(createStreamTransport(socket, socket), isTerminal ? 'terminal' : 'chat').catch(() => socket.destroy());
  };
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => void sockets.delete(socket));
    readSecret(socket, (secret) => welcome(socket, secret));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(place.path, resolve));
  return {
    terminal,
    invite: () => {
      const secret = createSecret();
      secrets.add(secret);
      for (const old of [...secrets].slice(0, -mostSecrets)) secrets.delete(old);
      return { path: place.path, secret };
    },
    dispose: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (place.folder !== undefined) fs.rmSync(place.folder, { recursive: true, force: true });
    },
  };
};
