import type { Act } from './verbs.ts';

/** What an operation does: as what is wanted, or both creating and changing. */
export type Doing = Act | 'set';

const byVerb: Readonly<Record<string, Doing>> = {
  set: 'set',
  list: 'list',
  query: 'list',
  get: 'get',
  preview: 'get',
  render: 'get',
  test: 'get',
  create: 'create',
  send: 'create',
  start: 'create',
  run: 'create',
  invoke: 'create',
  add: 'add',
  subscribe: 'add',
  delete: 'delete',
  cancel: 'delete',
  dismiss: 'delete',
  remove: 'remove',
  unsubscribe: 'remove',
};

/** What an operation does, by the first word of its tool's name. */
export const actOf = (toolName: string): Doing => byVerb[toolName.split('_')[0] ?? ''] ?? 'update';

/** How well an operation that does the second fits somebody who wants the first. */
export const likeness = (wanted: Act, does: Doing): number => {
  if (wanted === does) return 1;
  const near: Readonly<Record<string, number>> = {
    'list get': 0.8,
    'get list': 0.92,
    'create add': 0.8,
    'add create': 0.8,
    'add update': 0.75,
    'create update': 0.6,
    'create set': 0.95,
    'update set': 0.98,
    'add set': 0.8,
    'update create': 0.5,
    'update add': 0.6,
    'delete remove': 0.85,
    'remove delete': 0.85,
    'remove update': 0.55,
    'delete update': 0.45,
  };
  return near[`${wanted} ${does}`] ?? 0.3;
};
