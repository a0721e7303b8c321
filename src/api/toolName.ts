/** Name of an operation's tool: the operation id in snake_case, `[a-z0-9_]` only. */
export const toToolName = (operationId: string): string =>
  operationId.replace(/([a-z0-9])(?=[A-Z])/g, '$1_').toLowerCase();
