import { type Behaviour, SandboxError } from '../state.ts';

/** What the account's plan includes. */
const abilities: readonly string[] = [
  'advanced_reports',
  'coordinated_responding',
  'event_rules',
  'global_event_rules',
  'manage_api_keys',
  'preview_incident_alert_split',
  'response_operations',
  'service_support_hours',
  'sso',
  'teams',
  'urgencies',
];

/** The features that the account has, each `402` where it lacks one (PagerDuty, "Test an ability"). */
export const abilityBehaviours: Readonly<Record<string, Behaviour>> = {
  listAbilities: () => ({ abilities }),
  getAbility: (_, input) => {
    if (!abilities.includes(String(input.id))) throw new SandboxError(402, 2012, 'Account does not have the ability');
    return undefined;
  },
};
