import type { Behaviour, State } from '../state.ts';
import { collectionOf, get, getNamed, invalid, toRef, urlsOf } from './collections.ts';
import { objects, texts } from './input.ts';
import type { EscalationPolicy, EscalationRule, Fields, Ref } from './model.ts';

const toTarget = (state: State, target: Fields): Ref => {
  const kind = String(target.type);
  if (kind.startsWith('user')) return toRef(getNamed(state, 'users', target, 'Target'));
  const schedule =
    state.collection('schedules').get(String(target.id)) ?? state.collection('v3/schedules').get(String(target.id));
  if (!schedule) throw invalid('Target not found');
  return toRef(schedule);
};

const toRule = (state: State, value: Fields): EscalationRule => {
  const targets = objects(value.targets).map((target) => toTarget(state, target));
  if (targets.length === 0) throw invalid('Escalation rule must have at least one target');
  const {
    id,
    escalation_delay_in_minutes: delay,
    escalation_rule_assignment_strategy: strategy = 'assign_to_everyone',
  } = value;
  return {
    id: id === undefined ? state.nextId() : String(id),
    escalation_delay_in_minutes: Number(delay),
    targets,
    escalation_rule_assignment_strategy: strategy as 'round_robin' | 'assign_to_everyone', // The schema allows these two.
  };
};

const toPolicy = (state: State, input: Fields, known?: EscalationPolicy): EscalationPolicy => {
  const id = known?.id ?? state.nextId();
  const name = String(input.name ?? known?.name);
  const { escalation_rules: rules, teams, ...rest } = input;
  return {
    num_loops: 0,
    on_call_handoff_notifications: 'if_has_services',
    description: '',
    services: [],
    ...known,
    ...rest,
    id,
    type: 'escalation_policy',
    summary: name,
    ...urlsOf('escalation_policies', id),
    name,
    escalation_rules:
      rules === undefined ? (known?.escalation_rules ?? []) : objects(rules).map((rule) => toRule(state, rule)),
    teams:
      teams === undefined
        ? (known?.teams ?? [])
        : objects(teams).map((team) => toRef(getNamed(state, 'teams', team, 'Team'))),
  };
};

const save = (state: State, policy: EscalationPolicy): Fields => {
  collectionOf(state, 'escalation_policies').set(policy.id, policy);
  return { escalation_policy: policy };
};

const createEscalationPolicy: Behaviour = ({ state }, input) => save(state, toPolicy(state, input));

const updateEscalationPolicy: Behaviour = ({ state }, { id, ...input }) =>
  save(state, toPolicy(state, input, get(state, 'escalation_policies', id)));

const deleteEscalationPolicy: Behaviour = ({ state }, input) => {
  const { id } = get(state, 'escalation_policies', input.id);
  const used = [...collectionOf(state, 'services').values()].some((service) => service.escalation_policy.id === id);
  if (used) throw invalid("The escalation policy can't be deleted while services use it");
  collectionOf(state, 'escalation_policies').delete(id);
  return undefined;
};

const includes: Readonly<Record<string, readonly [field: string, collection: string]>> = {
  services: ['services', 'services'],
  teams: ['teams', 'teams'],
};

const include = (state: State, policy: EscalationPolicy, names: readonly string[]): Fields => {
  const whole = names.flatMap((name) => {
    const [field, collection] = includes[name] ?? [];
    if (!field || !collection) return [];
    return [[field, objects(policy[field]).map((ref) => state.collection(collection).get(String(ref.id)) ?? ref)]];
  });
  const rules = names.includes('targets')
    ? policy.escalation_rules.map((rule) => ({
        ...rule,
        targets: rule.targets.map(
          (t) => state.collection(t.type.startsWith('user') ? 'users' : 'schedules').get(t.id) ?? t,
        ),
      }))
    : policy.escalation_rules;
  return { ...policy, ...Object.fromEntries(whole), escalation_rules: rules };
};

const listEscalationPolicies: Behaviour = ({ state }, input) => {
  const query = String(input.query ?? '').toLowerCase();
  const [users, teams, names] = [texts(input.user_ids), texts(input.team_ids), texts(input.include)];
  const found = [...collectionOf(state, 'escalation_policies').values()].filter(
    (policy) =>
      policy.name.toLowerCase().includes(query) &&
      (teams.length === 0 || policy.teams.some((team) => teams.includes(team.id))) &&
      (users.length === 0 ||
        policy.escalation_rules.some((rule) => rule.targets.some((target) => users.includes(target.id)))),
  );
  found.sort((a, b) => a.name.localeCompare(b.name));
  if (texts(input.sort_by).includes('name:desc')) found.reverse();
  return { escalation_policies: names.length > 0 ? found.map((policy) => include(state, policy, names)) : found };
};

const getEscalationPolicy: Behaviour = ({ state }, input) => ({
  escalation_policy: include(state, get(state, 'escalation_policies', input.id), texts(input.include)),
});

/** Escalation policies. */
export const escalationPolicyBehaviours = {
  listEscalationPolicies,
  getEscalationPolicy,
  createEscalationPolicy,
  updateEscalationPolicy,
  deleteEscalationPolicy,
} satisfies Record<string, Behaviour>;
