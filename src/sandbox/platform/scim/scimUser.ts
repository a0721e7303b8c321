import { toHash } from '../../createRandom.ts';
import type { Resource, State } from '../../state.ts';
import { SandboxError } from '../../state.ts';
import { type Fields, toFields, toList, toText } from '../fields.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** SCIM ids have 26 characters and more; this one is made of the user's own and a check. */
export const toScimId = (user: Resource): string => `${user.id}-${toHash(user.id).toString(16).padStart(24, '0')}`;

/** A user as an identity provider sees it. */
export const toScimUser = (user: Resource): Fields => {
  const scim = toFields(user.scim);
  return {
    schemas: [userSchema],
    id: toScimId(user),
    userName: user.email,
    displayName: user.name,
    active: scim.active ?? true,
    roles: [{ value: user.role ?? 'user', type: 'base', primary: true }],
    ...(typeof user.job_title === 'string' ? { title: user.job_title } : {}),
    ...(typeof scim.externalId === 'string' ? { externalId: scim.externalId } : {}),
    meta: { resourceType: 'User' },
  };
};

/** The user that a SCIM id names. Throws a SandboxError (404) where there is none. */
export const findScimUser = (state: State, id: unknown): Resource => {
  const user = [...state.collection('users').values()].find((candidate) => toScimId(candidate) === id);
  if (!user) throw new SandboxError(404, 2100, `Resource ${String(id)} not found`);
  return user;
};

/** A user's own fields out of SCIM's. */
export const fromScim = (user: Resource, sent: Fields): Resource => {
  const { userName, displayName, title, timezone, active, externalId } = sent;
  const role = toText(toList(sent.roles)[0]?.value);
  return {
    ...user,
    ...(typeof userName === 'string' ? { email: userName } : {}),
    ...(typeof displayName === 'string' ? { name: displayName, summary: displayName } : {}),
    ...(typeof title === 'string' ? { job_title: title } : {}),
    ...(typeof timezone === 'string' ? { time_zone: timezone } : {}),
    ...(role === '' ? {} : { role }),
    scim: {
      ...toFields(user.scim),
      ...(active === undefined ? {} : { active: active !== false && active !== 'False' }),
      ...(typeof externalId === 'string' ? { externalId } : {}),
    },
  };
};
