import type { Operation } from '../../api/operation.ts';
import { createGeneric } from '../generic/createGeneric.ts';
import type { Schemas } from '../schema/createSchemas.ts';
import { isObject } from '../schema/schema.ts';
import { toProblems } from '../schema/toProblems.ts';
import { type Behaviour, type Context, type SandboxAnswer, SandboxError } from '../state.ts';
import { type Received, toInput } from './toInput.ts';
import { toPage } from './toPage.ts';

/** Carries out a row for a request. Throws a SandboxError for what PagerDuty would refuse. */
export type Call = (
  row: Operation,
  slots: Readonly<Record<string, string>>,
  received: Received,
  context: Context,
) => SandboxAnswer;

const isOwnAnswer = (answer: unknown): answer is SandboxAnswer =>
  isObject(answer) &&
  typeof answer.status === 'number' &&
  Object.keys(answer).every((name) => name === 'status' || name === 'body');

const sentence = (field: string, text: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)} ${text}`;

/** Makes the function that decodes and validates a request, lets a behaviour do the work, and cuts the page asked for. */
export const createCall = (
  rows: readonly Operation[],
  schemas: Schemas,
  behaviours: Readonly<Record<string, Behaviour>>,
): Call => {
  const { resolve, fit } = schemas;
  const toGeneric = createGeneric(rows, schemas);
  const generics = new Map<string, Behaviour>();

  const genericOf = (row: Operation): Behaviour => {
    const known = generics.get(row.id) ?? toGeneric(row);
    generics.set(row.id, known);
    return known;
  };

  const toValidInput = (row: Operation, slots: Readonly<Record<string, string>>, received: Received) => {
    const schema = schemas.inputOf(row.id);
    const input = toInput(row, slots, received, resolve, schema);
    const problems = toProblems(resolve, schema, input);
    if (problems.length > 0)
      throw new SandboxError(
        400,
        2001,
        'Invalid Input Provided',
        problems.map(({ field, text }) => sentence(field, text)),
      );
    return input;
  };

  return (row, slots, received, context) => {
    const input = toValidInput(row, slots, received);
    const { status, schema } = schemas.answerOf(row.id);
    const own = behaviours[row.id];
    const answer = (own ?? genericOf(row))(context, input);
    if (isOwnAnswer(answer)) return answer;
    if (answer === undefined || schema === null)
      return { status: answer === undefined && schema !== null ? 204 : status };
    const body = toPage(row, input, answer, schema, resolve);
    return { status, body: own ? body : fit(schema, body, { now: context.now, owner: row.id }) };
  };
};
