import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  GetPromptRequestSchema,
  type GetPromptResult,
  ListPromptsRequestSchema,
  McpError,
  type Prompt as McpPrompt,
} from '@modelcontextprotocol/sdk/types.js';
import { toLine } from '../util/cleanText.ts';
import { type Prompt, prompts } from './promptBook.ts';
import type { Surface } from './surface.ts';

const toListed = ({ name, title, description, icons, arguments: taken }: Prompt): McpPrompt => ({
  name,
  title,
  description,
  icons: [...icons],
  arguments: taken.map((each) => ({
    name: each.name,
    description: each.description,
    ...(each.required ? { required: true } : {}),
  })),
});

/** The prompt of that name. */
export const promptOf = (name: string): Prompt | undefined => prompts.find((prompt) => prompt.name === name);

const wrong = (sentence: string): McpError => new McpError(ErrorCode.InvalidParams, sentence);

/** Longest text that an argument may have: it becomes a part of what the model is told. */
const longest = 500;

const toMessage = (name: string, given: Readonly<Record<string, string>>, surface: Surface): GetPromptResult => {
  const prompt = promptOf(name);
  if (!prompt) throw wrong(`There is no such prompt; there are ${prompts.map((each) => each.name).join(', ')}.`);
  const missing = prompt.arguments.find((each) => each.required && !given[each.name]?.trim());
  if (missing) throw wrong(`${name} needs ${missing.name}: ${missing.description}`);
  const entries = Object.entries(given).filter(([, value]) => value.trim() !== '');
  const clean = Object.fromEntries(entries.map(([key, value]) => [key, toLine(value).slice(0, longest)]));
  const how =
    surface === 'everything'
      ? ''
      : '\nOperations that are no tool of their own are called by call_operation, where you have it.';
  return {
    description: prompt.description,
    messages: [{ role: 'user', content: { type: 'text', text: `${prompt.text(clean)}${how}` } }],
  };
};

/** Answers a client's questions about prompts. */
export const servePrompts = (server: Server, surface: () => Surface): void => {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: prompts.map(toListed) }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    toMessage(params.name, params.arguments ?? {}, surface()),
  );
};
