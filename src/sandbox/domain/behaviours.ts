import type { Behaviour } from '../state.ts';
import { alertBehaviours } from './alertBehaviours.ts';
import { changeEventBehaviours } from './changeEventBehaviours.ts';
import { customFieldBehaviours } from './customFieldBehaviours.ts';
import { dependencyBehaviours } from './dependencyBehaviours.ts';
import { escalationPolicyBehaviours } from './escalationPolicyBehaviours.ts';
import { eventBehaviours } from './eventBehaviours.ts';
import { impactBehaviours } from './impactBehaviours.ts';
import { incidentBehaviours } from './incidentBehaviours.ts';
import { incidentTypeBehaviours } from './incidentTypeBehaviours.ts';
import { logEntryBehaviours } from './logEntryBehaviours.ts';
import { maintenanceBehaviours } from './maintenanceBehaviours.ts';
import { noteBehaviours } from './noteBehaviours.ts';
import { notificationBehaviours } from './notificationBehaviours.ts';
import { onCallBehaviours } from './onCallBehaviours.ts';
import { overrideBehaviours } from './overrideBehaviours.ts';
import { relatedBehaviours } from './relatedBehaviours.ts';
import { responderBehaviours } from './responderBehaviours.ts';
import { scheduleBehaviours } from './scheduleBehaviours.ts';
import { scheduleV3Behaviours } from './scheduleV3Behaviours.ts';
import { serviceBehaviours } from './serviceBehaviours.ts';
import { statusUpdateBehaviours } from './statusUpdateBehaviours.ts';
import { subscriberBehaviours } from './subscriberBehaviours.ts';
import { tagBehaviours } from './tagBehaviours.ts';
import { teamBehaviours } from './teamBehaviours.ts';
import { userBehaviours } from './userBehaviours.ts';
import { webhookBehaviours } from './webhookBehaviours.ts';

/** What operations do beyond what their rows say, by operation id. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  ...alertBehaviours,
  ...changeEventBehaviours,
  ...customFieldBehaviours,
  ...dependencyBehaviours,
  ...escalationPolicyBehaviours,
  ...eventBehaviours,
  ...impactBehaviours,
  ...incidentBehaviours,
  ...incidentTypeBehaviours,
  ...logEntryBehaviours,
  ...maintenanceBehaviours,
  ...noteBehaviours,
  ...notificationBehaviours,
  ...onCallBehaviours,
  ...overrideBehaviours,
  ...relatedBehaviours,
  ...responderBehaviours,
  ...scheduleBehaviours,
  ...scheduleV3Behaviours,
  ...serviceBehaviours,
  ...statusUpdateBehaviours,
  ...subscriberBehaviours,
  ...tagBehaviours,
  ...teamBehaviours,
  ...userBehaviours,
  ...webhookBehaviours,
};
