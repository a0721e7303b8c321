import type { State } from '../state.ts';
import { createAccount } from './account.ts';
import { fillBulk, type Scale } from './fillBulk.ts';
import { fillChanges } from './fillChanges.ts';
import { fillExtras } from './fillExtras.ts';
import { fillIncidents } from './fillIncidents.ts';
import { fillPeople } from './fillPeople.ts';
import { fillPolicies } from './fillPolicies.ts';
import { fillSchedules } from './fillSchedules.ts';
import { fillServices } from './fillServices.ts';
import { fillSettings } from './fillSettings.ts';

export type { Scale } from './fillBulk.ts';
export { sampleRoutingKey } from './fillServices.ts';
export { startAutoplay } from './startAutoplay.ts';

/**
 * Fills an empty account with the sample company: the same one for the same seed, its times seen from the account's
 * clock. The first user is on call and has open incidents.
 */
export const fillSample = (state: State, scale: Scale = {}): void => {
  const account = createAccount(state);
  fillPeople(account);
  fillSchedules(account);
  fillPolicies(account);
  fillSettings(account);
  fillServices(account);
  fillBulk(account, scale);
  fillIncidents(account, (past) => fillChanges(account, past));
  fillExtras(account);
};
