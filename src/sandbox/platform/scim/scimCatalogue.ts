import type { Fields } from '../fields.ts';

const attribute = (name: string, description: string, more: Fields = {}): Fields => ({
  name,
  description,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

/** The one SCIM schema that accounts have. */
export const scimSchemas: readonly Fields[] = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: 'urn:ietf:params:scim:schemas:core:2.0:User',
    name: 'User',
    description: 'A person of the account',
    attributes: [
      attribute('userName', 'Email address', { required: true, uniqueness: 'server' }),
      attribute('displayName', 'Full name', { required: true }),
      attribute('title', 'Job title'),
      attribute('active', 'Whether the user may sign in', { type: 'boolean' }),
      attribute('roles', 'Base role', { type: 'complex', multiValued: true }),
    ],
    meta: { resourceType: 'Schema' },
  },
];

/** The one kind of SCIM resource. */
export const scimResourceTypes: readonly Fields[] = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    name: 'User',
    endpoint: '/Users',
    schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
    meta: { resourceType: 'ResourceType' },
  },
];

/** What the provider supports. */
export const scimProvider: Fields = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 100 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    { name: 'API key', description: 'Key of the account, sent as a token', type: 'oauthbearertoken' },
  ],
  meta: { resourceType: 'ServiceProviderConfig' },
};
