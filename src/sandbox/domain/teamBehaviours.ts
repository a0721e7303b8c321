import type { Behaviour, Resource, State } from '../state.ts';
import { collectionOf, get, notFound, toRef } from './collections.ts';
import { objects, texts } from './input.ts';

const membersOf = (state: State, teamId: string): Map<string, Resource> => state.collection(`teams/${teamId}/members`);

/** Makes a user a member of a team; `role` is manager, responder or observer. */
export const addMember = (state: State, team: Resource, user: Resource, role: string): void => {
  membersOf(state, team.id).set(user.id, { id: user.id, type: 'member', user: toRef(user), role });
  const others = objects(user.teams).filter((ref) => ref.id !== team.id);
  user.teams = [...others, toRef(team)];
};

const listTeamMembers: Behaviour = ({ state }, input) => {
  const team = get(state, 'teams', input.id);
  const whole = texts(input.include).includes('users');
  return {
    members: [...membersOf(state, team.id).values()].map(({ id, user, role }) => ({
      user: whole ? (collectionOf(state, 'users').get(id) ?? user) : user,
      role,
    })),
  };
};

const addTeamMember: Behaviour = ({ state }, input) => {
  const user = get(state, 'users', input.user_id);
  addMember(state, get(state, 'teams', input.id), user, String(input.role ?? 'manager'));
  return undefined;
};

const removeTeamMember: Behaviour = ({ state }, input) => {
  const team = get(state, 'teams', input.id);
  const user = get(state, 'users', input.user_id);
  if (!membersOf(state, team.id).delete(user.id)) throw notFound();
  user.teams = objects(user.teams).filter((ref) => ref.id !== team.id);
  return undefined;
};

/** A policy has at most one team (API reference, "Create an escalation policy"), which its services belong to as well. */
const setPolicyTeams = (state: State, policyId: unknown, teams: readonly Resource[]): undefined => {
  const policy = get(state, 'escalation_policies', policyId);
  policy.teams = teams.map(toRef);
  for (const { id } of policy.services) {
    const service = collectionOf(state, 'services').get(id);
    if (service) service.teams = policy.teams;
  }
  return undefined;
};

const addTeamEscalationPolicy: Behaviour = ({ state }, input) =>
  setPolicyTeams(state, input.escalation_policy_id, [get(state, 'teams', input.id)]);

const removeTeamEscalationPolicy: Behaviour = ({ state }, input) => {
  const team = get(state, 'teams', input.id);
  const policy = get(state, 'escalation_policies', input.escalation_policy_id);
  if (!policy.teams.some((ref) => ref.id === team.id)) throw notFound();
  return setPolicyTeams(state, policy.id, []);
};

const deleteTeam: Behaviour = ({ state }, input) => {
  const { id } = get(state, 'teams', input.id);
  for (const userId of membersOf(state, id).keys()) {
    const user = collectionOf(state, 'users').get(userId);
    if (user) user.teams = objects(user.teams).filter((ref) => ref.id !== id);
  }
  membersOf(state, id).clear();
  for (const policy of collectionOf(state, 'escalation_policies').values()) {
    if (policy.teams.some((ref) => ref.id === id)) setPolicyTeams(state, policy.id, []);
  }
  collectionOf(state, 'teams').delete(id);
  return undefined;
};

/** Teams, their members and their escalation policies. */
export const teamBehaviours = {
  listTeamMembers,
  addTeamMember,
  removeTeamMember,
  addTeamEscalationPolicy,
  removeTeamEscalationPolicy,
  deleteTeam,
} satisfies Record<string, Behaviour>;
