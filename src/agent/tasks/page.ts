import { toHead } from './changeStatus.ts';
import { describe, type Found, findOne, findUser } from './find.ts';
import { findIncident } from './incidents.ts';
import { attempt, PartFailure, type RunTask, textOf } from './task.ts';
import { titleOf } from './text.ts';

const toTarget = ({ kind, id }: Found) => ({ id, type: `${kind}_reference` });

/** Asks people, or whoever is on call for a policy, to join an incident. */
export const page: RunTask = async (context, args) => {
  const names = [...new Set((args.who as readonly string[]).map((name) => name.trim()))];
  const [incident, requester, ...asked] = await Promise.all([
    findIncident(context, String(args.incident).trim()),
    findUser(context, textOf(args.requester)),
    ...names.map((name) => attempt(findOne(context, name, ['user', 'escalation_policy']))),
  ]);
  const found = asked.flatMap((part) => ('value' in part ? [part.value] : []));
  const failures = asked.flatMap((part) => ('failure' in part ? [part.failure] : []));
  if (found.length === 0) throw new PartFailure(failures.join(' '));
  await context.call('createIncidentResponderRequest', {
    id: incident.id,
    requester_id: requester.id,
    message: textOf(args.message) ?? `Please help with ${incident.title}`,
    responder_request_targets: found.map(toTarget),
  });
  const lines = [...found.map((each) => `asked ${describe(each)}`), ...failures];
  return {
    text: [`${toHead(found.length, names.length)} ${titleOf(incident)}`, ...lines.map((line) => `  ${line}`)].join(
      '\n',
    ),
  };
};
