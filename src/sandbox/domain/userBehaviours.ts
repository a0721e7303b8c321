import { type Behaviour, type Resource, SandboxError, type State } from '../state.ts';
import { collectionOf, get, invalid, toRef, urlsOf } from './collections.ts';
import { lets, objects, texts } from './input.ts';
import type { Fields } from './model.ts';
import { openIncidents } from './serviceStatus.ts';

/** What `include` puts in place of references: the user's own resources, or teams. */
const includeInUser = (state: State, user: Resource, names: readonly string[]): Fields => ({
  ...user,
  ...(names.includes('contact_methods')
    ? { contact_methods: [...state.collection(`users/${user.id}/contact_methods`).values()] }
    : {}),
  ...(names.includes('notification_rules')
    ? { notification_rules: [...state.collection(`users/${user.id}/notification_rules`).values()] }
    : {}),
  ...(names.includes('teams')
    ? { teams: objects(user.teams).map((ref) => collectionOf(state, 'teams').get(String(ref.id)) ?? ref) }
    : {}),
});

const getCurrentUser: Behaviour = ({ state, user }, input) => {
  if (!user)
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [
      'A user token is required; an account token has no user',
    ]);
  return { user: includeInUser(state, user, texts(input.include)) };
};

const getUser: Behaviour = ({ state }, input) => ({
  user: includeInUser(state, get(state, 'users', input.id), texts(input.include)),
});

const listUsers: Behaviour = ({ state }, input) => {
  const query = String(input.query ?? '').toLowerCase();
  const [teams, names] = [texts(input.team_ids), texts(input.include)];
  const found = [...collectionOf(state, 'users').values()].filter(
    (user) =>
      (String(user.name).toLowerCase().includes(query) || String(user.email).toLowerCase().includes(query)) &&
      lets(
        teams,
        objects(user.teams).map((team) => String(team.id)),
      ),
  );
  return { users: names.length > 0 ? found.map((user) => includeInUser(state, user, names)) : found };
};

const createUser: Behaviour = ({ state }, { license: _, ...fields }) => {
  const users = collectionOf(state, 'users');
  const email = String(fields.email).toLowerCase();
  if ([...users.values()].some((user) => String(user.email).toLowerCase() === email)) {
    throw invalid('Email has already been taken');
  }
  const id = state.nextId();
  const user: Resource = {
    time_zone: 'Etc/UTC',
    color: 'purple',
    role: 'user',
    description: null,
    job_title: '',
    ...fields,
    id,
    type: 'user',
    summary: fields.name,
    ...urlsOf('users', id),
    avatar_url: 'https://secure.gravatar.com/avatar/00000000000000000000000000000000?d=mm',
    invitation_sent: true,
    teams: [],
    contact_methods: [],
    notification_rules: [],
  };
  users.set(id, user);
  addEmail(state, user);
  return { user };
};

/** Every user has a contact method for the own email address (as PagerDuty makes it). */
const addEmail = (state: State, user: Resource): void => {
  const id = state.nextId();
  const method = { id, type: 'email_contact_method', summary: 'Default', label: 'Default', address: user.email };
  const resource = {
    ...method,
    self: `https://api.pagerduty.com/users/${user.id}/contact_methods/${id}`,
    send_short_email: false,
    send_html_email: true,
  };
  state.collection(`users/${user.id}/contact_methods`).set(id, resource);
  user.contact_methods = [toRef(resource)];
};

const deleteUser: Behaviour = ({ state }, input) => {
  const { id } = get(state, 'users', input.id);
  const open = [...collectionOf(state, 'services').keys()].flatMap((service) => openIncidents(state, service));
  if (open.some((incident) => incident.assignments.some((a) => a.assignee.id === id))) {
    throw invalid('User has open incidents assigned');
  }
  const policies = [...collectionOf(state, 'escalation_policies').values()];
  if (
    policies.some((policy) => policy.escalation_rules.some((rule) => rule.targets.some((target) => target.id === id)))
  ) {
    throw invalid('User is on an escalation policy');
  }
  collectionOf(state, 'users').delete(id);
  for (const team of collectionOf(state, 'teams').keys()) state.collection(`teams/${team}/members`).delete(id);
  return undefined;
};

/** Users. */
export const userBehaviours = { getCurrentUser, getUser, listUsers, createUser, deleteUser } satisfies Record<
  string,
  Behaviour
>;
