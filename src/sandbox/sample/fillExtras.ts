import type { Account } from './account.ts';
import { fillAutomation } from './fillAutomation.ts';
import { fillEnrichment } from './fillEnrichment.ts';
import { fillIntegrations } from './fillIntegrations.ts';
import { fillMaintenance } from './fillMaintenance.ts';
import { fillOrchestrations } from './fillOrchestrations.ts';
import { fillSchedulesV3 } from './fillSchedulesV3.ts';
import { fillStatusPages } from './fillStatusPages.ts';
import { fillWorkflows } from './fillWorkflows.ts';

/** Puts at least one of everything else into the account. */
export const fillExtras = (account: Account): void => {
  fillMaintenance(account);
  fillSchedulesV3(account);
  fillStatusPages(account);
  fillWorkflows(account);
  fillAutomation(account);
  fillOrchestrations(account);
  fillEnrichment(account);
  fillIntegrations(account);
};
