import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type ReadResourceResult,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { type Access, levelOf } from '../policy/access.ts';
import { type CallTool, readMe } from './reads.ts';
import { findResource, type Resource, resources } from './resourceBook.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { ToolBook } from './toolBook.ts';

/** What resources are served with. */
export interface ResourceOptions {
  readonly call: CallTool;
  readonly tools: () => ToolBook;
  readonly access: () => Access;
  readonly subscriptions: Subscriptions;
}

/** MCP's code for a resource that is not there (specification 2025-11-25, "Resources"). */
const notFound = -32002;

const toListed = ({ name, title, description, icons }: Resource) => ({
  name,
  title,
  description,
  icons: [...icons],
  mimeType: 'application/json',
});

const notThere = (uri: string): McpError =>
  new McpError(notFound, 'There is no such resource; resources/list and resources/templates/list show what there is.', {
    uri,
  });

/** Reads one by its address through the door; throws an McpError for what is not there or may not be read. */
const read = async (uri: string, call: CallTool, signal: AbortSignal): Promise<ReadResourceResult> => {
  const found = findResource(uri);
  if (!found) throw notThere(uri);
  const { resource, id } = found;
  const me = resource.isMine ? await readMe(call, signal) : undefined;
  if (resource.isMine && me === undefined)
    throw new McpError(
      ErrorCode.InvalidRequest,
      'This token belongs to no person that can be read, so nothing is theirs.',
    );
  const { text, note, isError } = await call(resource.tool, resource.input(me ?? id), signal);
  if (isError) throw new McpError(/has no such object/.test(text) ? notFound : ErrorCode.InvalidRequest, text, { uri });
  const contents = [{ uri, mimeType: 'application/json', text }];
  return { contents: note === undefined ? contents : [...contents, { uri, mimeType: 'text/plain', text: note }] };
};

/** A text that is another one when what the address names has changed; undefined where it cannot be read now. */
export const readToCompare = async (uri: string, call: CallTool): Promise<string | undefined> => {
  const { contents } = await read(uri, call, new AbortController().signal);
  const [first] = contents;
  return first && 'text' in first ? first.text : undefined;
};

/** Answers a client's questions about resources; those of areas that are off are not listed. */
export const serveResources = (server: Server, { call, tools, access, subscriptions }: ResourceOptions): void => {
  const open = (): readonly Resource[] =>
    resources.filter(({ tool }) => levelOf(access(), tools().get(tool)?.row.area ?? '') !== 'off');
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: open()
      .filter(({ uri }) => !uri.includes('{'))
      .map((resource) => ({ uri: resource.uri, ...toListed(resource) })),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: open()
      .filter(({ uri }) => uri.includes('{'))
      .map((resource) => ({ uriTemplate: resource.uri, ...toListed(resource) })),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, { signal }) => read(params.uri, call, signal));
  server.setRequestHandler(SubscribeRequestSchema, ({ params }) => {
    if (!findResource(params.uri)) throw notThere(params.uri);
    subscriptions.add(params.uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscriptions.remove(params.uri);
    return {};
  });
};
