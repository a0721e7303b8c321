import { day, hour, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

/** Puts maintenance windows into the account: one over, one now, one to come. */
export const fillMaintenance = ({ call, service, state, user }: Account): void => {
  const now = state.clock.now();
  const add = (description: string, from: number, to: number, services: readonly string[], by: string) =>
    call('createMaintenanceWindow', {
      description,
      start_time: toIso(now + from),
      end_time: toIso(now + to),
      services: services.map((name) => ({ id: service(name).id })),
      created_by: { id: user(by).id },
    });
  add('Search cluster moves to larger machines', -9 * day, -9 * day + 3 * hour, ['Search'], 'Ingrid Solberg');
  add('Recommendation model is rebuilt from scratch', -hour, 4 * hour, ['Recommendations'], 'Yuki Tanabe');
  add(
    'Bucket policies are tightened; uploads pause for some minutes',
    2 * day,
    2 * day + hour,
    ['Object Storage', 'Image Resizer'],
    'Hannah Fischer',
  );
};
