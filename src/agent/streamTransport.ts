import type { Readable, Writable } from 'node:stream';
import { ReadBuffer } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { toMessageLine } from './writtenResult.ts';

const idOf = (message: JSONRPCMessage): string | number | undefined => ('id' in message ? message.id : undefined);

/** Bytes that one message may have: a client that sends more is not speaking MCP. */
const largestMessage = 10_000_000;

/** Reads whole messages out of a stream; a line that is none is told to `onError` and left out. */
const createReader = (onMessage: (message: JSONRPCMessage) => void, onError: (error: Error) => void) => {
  const buffer = new ReadBuffer({ maxBufferSize: largestMessage });
  const next = (): JSONRPCMessage | null | undefined => {
    try {
      return buffer.readMessage();
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  };
  return (chunk: Buffer): void => {
    buffer.append(chunk);
    for (let message = next(); message !== null; message = next()) if (message) onMessage(message);
  };
};

/**
 * MCP over a pair of streams, a message to the line. When the input ends, the requests under way are answered first,
 * and then the transport closes; when a stream breaks it closes at once.
 */
export const createStreamTransport = (input: Readable, output: Writable): Transport => {
  const waiting = new Set<string | number>();
  let state: 'open' | 'ending' | 'closed' = 'open';
  const close = (): void => {
    if (state === 'closed') return;
    state = 'closed';
    output.end(() => input.destroy()); // A socket is both: what was written goes out first.
    transport.onclose?.();
  };
  const settle = (): void => {
    if (state === 'ending' && waiting.size === 0) close();
  };
  const receive = (message: JSONRPCMessage): void => {
    const id = idOf(message);
    if ('method' in message && id !== undefined) waiting.add(id);
    if ('method' in message && message.method === 'notifications/cancelled')
      waiting.delete(message.params?.requestId as string | number); // Never answered.
    transport.onmessage?.(message);
  };
  const read = createReader(receive, (error) => transport.onerror?.(error));
  const transport: Transport = {
    start: async () => {
      input.on('data', (chunk: Buffer) => {
        try {
          read(chunk);
        } catch {
          close(); // The message is larger than any that MCP has.
        }
      });
      input.once('end', () => {
        if (state === 'open') state = 'ending';
        settle();
      });
      input.resume(); // A socket was paused while its secret was read.
      input.once('error', close).once('close', () => input.readableEnded || close());
      output.once('error', close).once('close', close);
    },
    send: async (message) => {
      if (state === 'closed') return;
      const id = idOf(message);
      output.write(toMessageLine(message));
      if (!('method' in message) && id !== undefined) waiting.delete(id);
      settle();
    },
    close: async () => close(),
  };
  return transport;
};
