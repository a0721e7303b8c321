import type { Behaviour } from '../state.ts';
import { abilityBehaviours } from './abilityBehaviours.ts';
import { analyticsBehaviours } from './analytics/analyticsBehaviours.ts';
import { auditBehaviours } from './auditBehaviours.ts';
import { cmdbBehaviours } from './cmdbBehaviours.ts';
import { enrichmentBehaviours } from './enrichmentBehaviours.ts';
import { linkBehaviours } from './linkBehaviours.ts';
import { scimBehaviours } from './scim/scimBehaviours.ts';
import { sessionBehaviours } from './sessionBehaviours.ts';
import { standardBehaviours } from './standardBehaviours.ts';
import { templateBehaviours } from './templateBehaviours.ts';
import { workflowBehaviours } from './workflowBehaviours.ts';

/** What operations around the incident's life do beyond their rows. */
export const platformBehaviours: Readonly<Record<string, Behaviour>> = {
  ...abilityBehaviours,
  ...analyticsBehaviours,
  ...auditBehaviours,
  ...cmdbBehaviours,
  ...enrichmentBehaviours,
  ...linkBehaviours,
  ...scimBehaviours,
  ...sessionBehaviours,
  ...standardBehaviours,
  ...templateBehaviours,
  ...workflowBehaviours,
};
