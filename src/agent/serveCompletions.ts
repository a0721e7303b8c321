import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CompleteRequestSchema, ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Complete, Kind } from './completions.ts';
import { promptOf } from './prompts.ts';
import { resources } from './resourceBook.ts';

/** What an argument of a prompt or of a resource's address stands for; throws an McpError where there is no such one. */
const kindOf = (
  ref: { readonly type: 'ref/prompt'; readonly name: string } | { readonly type: 'ref/resource'; readonly uri: string },
  argument: string,
): Kind | undefined => {
  if (ref.type === 'ref/resource') {
    const resource = resources.find(({ uri }) => uri === ref.uri);
    if (!resource) throw new McpError(ErrorCode.InvalidParams, 'There is no such resource template.');
    return argument === 'id' ? resource.kind : undefined;
  }
  const prompt = promptOf(ref.name);
  if (!prompt) throw new McpError(ErrorCode.InvalidParams, 'There is no such prompt.');
  return prompt.arguments.find(({ name }) => name === argument)?.kind;
};

/** Completes arguments of prompts by name, and those of resources by id. */
export const serveCompletions = (server: Server, complete: Complete): void => {
  server.setRequestHandler(CompleteRequestSchema, async ({ params }, { signal }) => {
    const { ref, argument } = params;
    const kind = kindOf(ref, argument.name);
    const values = kind ? await complete(kind, argument.value, ref.type === 'ref/prompt' ? 'name' : 'id', signal) : [];
    return { completion: { values: [...values], hasMore: false } };
  });
};
