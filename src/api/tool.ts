import type { ValueRules } from './schema.ts';

/** JSON Schema of a tool's input: without references; every field is there, but not every word of the description. */
export interface InputSchema extends ValueRules {
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
  readonly items?: InputSchema;
  readonly anyOf?: readonly InputSchema[];
}

/** What a call does, in MCP's words; absent hints have the protocol's defaults. */
export interface ToolHints {
  readonly title: string;
  readonly readOnlyHint?: true;
  /** True where something is lost. */
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: true;
  readonly openWorldHint: false;
}

/** An operation as an agent's tool: what `tools/list` says of it, and what its input is held against. */
export interface OperationTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: ToolHints;
}
