import type { Operation } from '../../api/operation.ts';
import type { SandboxAnswer, SandboxError } from '../state.ts';

/** Words a refusal as the row's own API does: REST, the Events API and SCIM each have their form. */
export const toErrorAnswer = (row: Operation | undefined, error: SandboxError): SandboxAnswer => {
  const { status, code, message, errors } = error;
  if (row?.host === 'events') return { status, body: { status: 'invalid event', message, errors } };
  if (row?.accept === 'application/scim+json') {
    const detail = [message, ...errors].join(': ');
    return {
      status,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail },
    };
  }
  return { status, body: { error: { code, message, ...(errors.length > 0 ? { errors } : {}) } } };
};
