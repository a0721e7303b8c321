import type { JSONRPCMessage, Result } from '@modelcontextprotocol/sdk/types.js';

const written = Symbol('written');

/** A result whose tools are JSON already: a stream sends that text, any other transport gets the tools read from it. */
export const toWrittenResult = (tools: string): Result =>
  Object.defineProperties<Result>(
    {},
    {
      tools: { enumerable: true, get: () => JSON.parse(tools) as unknown },
      [written]: { value: `{"tools":${tools}}` },
    },
  );

/** A message as one line. */
export const toMessageLine = (message: JSONRPCMessage): string => {
  const text: unknown = 'result' in message ? Reflect.get(message.result, written) : undefined;
  if (typeof text !== 'string' || !('id' in message)) return `${JSON.stringify(message)}\n`;
  return `{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":${text}}\n`;
};
