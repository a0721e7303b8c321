import type { Schema } from '../api/schema.ts';

/** A parameter of an operation, its references resolved. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly explode?: boolean;
  readonly schema: Schema;
}

/** Content by media type. */
export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** An operation object with this project's `x-` columns. */
export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
  readonly deprecated?: boolean;
  readonly 'x-effect'?: string;
  readonly 'x-pages'?: true | readonly string[];
  readonly 'x-bulk'?: string;
  readonly 'x-scope'?: string;
  readonly 'x-host'?: string;
  readonly 'x-status'?: string;
  readonly 'x-from'?: string;
  readonly 'x-early-access'?: string;
  readonly 'x-paging'?: {
    readonly style: 'offset' | 'cursor' | 'after' | 'index';
    readonly items: string;
    readonly send?: string;
    readonly take?: string;
  };
  readonly 'x-secret'?: readonly string[];
}

/** One file of the description. */
export interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly 'x-area'?: string;
  readonly paths?: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, unknown>>;
  };
}
