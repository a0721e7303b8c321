import { type Behaviour, type Context, type Resource, SandboxError } from '../../state.ts';
import { type Fields, toFields, toList } from '../fields.ts';
import { scimProvider, scimResourceTypes, scimSchemas } from './scimCatalogue.ts';
import { findScimUser, fromScim, toScimUser } from './scimUser.ts';

const listed = (resources: readonly Fields[]): Fields => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** `userName eq "ann@example.com"`, the comparison that identity providers make. */
const toFilter = (filter: unknown): ((user: Fields) => boolean) => {
  if (filter === undefined) return () => true;
  const [, field, value] = /^(\w+)\s+eq\s+"?([^"]*)"?$/i.exec(String(filter)) ?? [];
  if (field === undefined || value === undefined) throw new SandboxError(400, 2001, 'Filter is not supported');
  return (user) => String(user[field] ?? '').toLowerCase() === value.toLowerCase();
};

const keep = ({ state }: Context, user: Resource): Fields => {
  state.collection('users').set(user.id, user);
  return toScimUser(user);
};

const create: Behaviour = (context, input) => {
  const users = context.state.collection('users');
  if ([...users.values()].some((user) => user.email === input.userName))
    throw new SandboxError(409, 2001, 'User already exists');
  const id = context.state.nextId();
  const draft = {
    id,
    type: 'user',
    self: `https://api.pagerduty.com/users/${id}`,
    html_url: `https://sample-account.pagerduty.com/users/${id}`,
    role: 'user',
    time_zone: 'Etc/UTC',
    teams: [],
    contact_methods: [],
    notification_rules: [],
  };
  return keep(context, fromScim(draft, input));
};

/** One step of a patch: `path` and `value`, or a value that is an object of fields. */
const toChange = (operation: Fields): Fields => {
  const path = operation.path;
  const value = String(operation.op).toLowerCase() === 'remove' ? null : operation.value;
  return typeof path === 'string' ? { [path.replace(/\[.*$/, '')]: value } : toFields(value);
};

const patch: Behaviour = (context, input) => {
  const user = findScimUser(context.state, input.id);
  return keep(context, toList(input.Operations).map(toChange).reduce<Resource>(fromScim, user));
};

/** SCIM provisioning over the account's users. */
export const scimBehaviours: Readonly<Record<string, Behaviour>> = {
  listScimResourceTypes: () => listed(scimResourceTypes),
  listScimSchemas: () => listed(scimSchemas),
  getScimSchema: (_, input) => {
    const found = scimSchemas.find((schema) => schema.id === input.id);
    if (!found) throw new SandboxError(404, 2100, `Schema ${String(input.id)} not found`);
    return found;
  },
  getScimServiceProviderConfig: () => scimProvider,
  listScimUsers: ({ state }, input) =>
    listed([...state.collection('users').values()].map(toScimUser).filter(toFilter(input.filter))),
  createScimUser: create,
  getScimUser: ({ state }, input) => toScimUser(findScimUser(state, input.id)),
  updateScimUser: (context, input) => keep(context, fromScim(findScimUser(context.state, input.id), input)),
  patchScimUser: patch,
  deleteScimUser: ({ state }, input) => {
    state.collection('users').delete(findScimUser(state, input.id).id);
    return undefined;
  },
};
