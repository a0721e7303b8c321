import answersFile from '../../api/generated/answers.json' with { type: 'json' };
import inputsFile from '../../api/generated/inputs.json' with { type: 'json' };
import type { Schema } from '../../api/schema.ts';
import { createFit, type Fit } from './createFit.ts';
import { createResolve } from './createResolve.ts';
import type { Resolve } from './schema.ts';

/** What an operation answers with when it succeeds. */
export interface Answer {
  readonly status: number;
  readonly schema: Schema | null;
}

/** The schemas of all operations. */
export interface Schemas {
  readonly resolve: Resolve;
  readonly fit: Fit;
  inputOf(operationId: string): Schema;
  answerOf(operationId: string): Answer;
}

// The generator writes both files; their literal types say less than these and take long to check.
const inputs = inputsFile as unknown as Readonly<Record<string, { readonly input: Schema }>>;
const answers = answersFile as unknown as {
  readonly operations: Readonly<Record<string, Answer>>;
  readonly $defs: Readonly<Record<string, Schema>>;
};

const known = <T>(entry: T | undefined, operationId: string): T => {
  if (!entry) throw new Error(`${operationId} has no schema; run npm run generate.`);
  return entry;
};

/** Opens the generated schemas; what it remembers of them goes with what it gives. */
export const createSchemas = (): Schemas => {
  const resolve = createResolve(answers.$defs);
  return {
    resolve,
    fit: createFit(resolve),
    inputOf: (operationId) => known(inputs[operationId], operationId).input,
    answerOf: (operationId) => known(answers.operations[operationId], operationId),
  };
};
