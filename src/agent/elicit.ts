import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { EmptyResultSchema, type RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Approval } from '../policy/approval.ts';
import type { Approve } from './gate.ts';

/** Milliseconds that a person has to answer; after that it is a no. */
const patience = 600_000;

const isApproval = (value: unknown): value is Approval => value === 'once' || value === 'hour' || value === 'no';

const requestedSchema = {
  type: 'object' as const,
  properties: {
    answer: {
      type: 'string' as const,
      title: 'Do you allow it?',
      description: 'For this hour: this agent may call this operation for an hour without asking again.',
      enum: ['once', 'hour', 'no'],
      enumNames: ['Once', 'For this hour', 'No'], // The way of saying it that clients of both protocol versions know.
    },
  },
  required: ['answer'],
};

/**
 * Makes what asks the person through the client's own form, for each request of the client; undefined where the client
 * has none. Declining, cancelling, an answer that is none and no answer at all mean no.
 */
export const createElicit = (server: Server): ((relatedRequestId: RequestId) => Approve | undefined) => {
  let isFirst = true;
  /** The SDK's clients do not notice that a request with the id 0 is cancelled: the first one asks for nothing. */
  const spendFirstId = (relatedRequestId: RequestId): void => {
    if (!isFirst) return;
    isFirst = false;
    server.request({ method: 'ping' }, EmptyResultSchema, { relatedRequestId }).catch(() => undefined);
  };
  return (relatedRequestId) => {
    if (!server.getClientCapabilities()?.elicitation?.form) return undefined;
    return async ({ question, signal }) => {
      spendFirstId(relatedRequestId);
      const message = `${question.headline}\n${question.effect}`;
      const options = { signal, timeout: patience, relatedRequestId };
      const asked = server.elicitInput({ mode: 'form', message, requestedSchema }, options);
      const answer = await asked.catch(() => undefined);
      const chosen = answer?.action === 'accept' ? answer.content?.answer : 'no';
      return isApproval(chosen) ? chosen : 'no';
    };
  };
};
