import { toRef } from '../domain/collections.ts';
import type { Account } from './account.ts';

/** One level: minutes until the next, and whom it reaches; `@` before a person, schedules are named plainly. */
type Level = readonly [minutes: number, ...targets: string[]];

interface PolicyPlan {
  readonly name: string;
  readonly team: string;
  readonly description: string;
  readonly loops: number;
  readonly levels: readonly Level[];
  readonly roundRobin?: boolean;
}

const plans: readonly PolicyPlan[] = [
  {
    name: 'Platform',
    team: 'Platform',
    description: 'Anything that the other teams stand on.',
    loops: 2,
    levels: [
      [30, 'Platform Primary'],
      [30, 'Platform Secondary'],
      [30, '@Ruth Abramov', 'Incident Commanders'],
    ],
  },
  {
    name: 'Platform Low Urgency',
    team: 'Platform',
    description: 'Looked at the same day, wakes nobody.',
    loops: 0,
    levels: [
      [240, 'Platform Primary'],
      [480, '@Ruth Abramov'],
    ],
  },
  {
    name: 'Payments',
    team: 'Payments',
    description: 'Money does not wait.',
    loops: 3,
    levels: [
      [15, 'Payments Follow the Sun'],
      [15, 'Payments Secondary'],
      [15, '@Jordan Whitaker', '@Maya Lindqvist'],
    ],
  },
  {
    name: 'Payments Operations',
    team: 'Payments',
    description: 'Disputes, refunds and reports that are late.',
    loops: 0,
    levels: [
      [120, '@Aroha Ngata', '@Mei-Ling Chou', '@Diego Salazar'],
      [240, '@Jordan Whitaker'],
    ],
    roundRobin: true,
  },
  {
    name: 'Storefront',
    team: 'Storefront',
    description: 'What customers see first.',
    loops: 2,
    levels: [
      [20, 'Storefront Primary'],
      [20, 'Storefront Business Hours', '@Chloe Marchetti'],
      [30, 'Incident Commanders'],
    ],
  },
  {
    name: 'Mobile',
    team: 'Storefront',
    description: 'Apps and their gateway.',
    loops: 1,
    levels: [
      [30, 'Mobile On-Call'],
      [30, '@Chloe Marchetti'],
    ],
  },
  {
    name: 'Data',
    team: 'Data',
    description: 'Stream, search and warehouse.',
    loops: 1,
    levels: [
      [30, 'Data On-Call'],
      [60, '@Grace Kimani'],
    ],
  },
  {
    name: 'Identity',
    team: 'Identity',
    description: 'Who cannot log in cannot buy.',
    loops: 2,
    levels: [
      [15, 'Identity Primary', 'Identity Night Cover'],
      [15, '@Noor van Dijk'],
      [30, '@Maya Lindqvist', 'Incident Commanders'],
    ],
  },
  {
    name: 'Logistics',
    team: 'Logistics',
    description: 'Orders on their way to people.',
    loops: 1,
    levels: [
      [30, 'Logistics Weekdays'],
      [45, '@Blessing Adeyemi', '@Rafael Castellanos'],
    ],
  },
  {
    name: 'Major Incidents',
    team: 'Platform',
    description: 'Called by name when several teams are needed.',
    loops: 3,
    levels: [
      [10, 'Incident Commanders'],
      [10, '@Victoria Sterling'],
    ],
  },
];

/** Puts the escalation policies into the account and tells the schedules who uses them. */
export const fillPolicies = ({ state, call, schedule, team, user }: Account): void => {
  for (const { name, team: owner, description, loops, levels, roundRobin } of plans) {
    const policy = call('createEscalationPolicy', {
      name,
      description,
      num_loops: loops,
      teams: [{ id: team(owner).id }],
      escalation_rules: levels.map(([minutes, ...targets], index) => ({
        escalation_delay_in_minutes: minutes,
        escalation_rule_assignment_strategy: roundRobin && index === 0 ? 'round_robin' : 'assign_to_everyone',
        targets: targets.map((target) =>
          target.startsWith('@')
            ? { id: user(target.slice(1)).id, type: 'user_reference' }
            : { id: schedule(target).id, type: 'schedule_reference' },
        ),
      })),
    });
    const used = new Set(levels.flatMap(([, ...targets]) => targets.filter((target) => !target.startsWith('@'))));
    for (const target of used) {
      const known = state.collection('schedules').get(schedule(target).id);
      if (known) known.escalation_policies = [...(known.escalation_policies as unknown[]), toRef(policy)];
    }
  }
};
