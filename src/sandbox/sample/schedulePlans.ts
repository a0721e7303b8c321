/** A layer of a sample schedule. */
export interface LayerPlan {
  readonly name: string;
  readonly people: readonly string[];
  /** Length of a turn in hours. */
  readonly turn: number;
  /** When turns change, `HH:MM` on the wall; weekly turns change on Mondays. */
  readonly handoff: string;
  /** `HH:MM+hours` of every day, or of the days given (1 is Monday). */
  readonly hours?: string;
  readonly days?: readonly number[];
}

/** A sample schedule. */
export interface SchedulePlan {
  readonly name: string;
  readonly zone: string;
  readonly team: string;
  readonly description: string;
  /** The first lies on top. */
  readonly layers: readonly LayerPlan[];
}

/** Hours of a week. */
export const week = 168;
const weekdays = [1, 2, 3, 4, 5];

/** All sample schedules. */
export const schedulePlans: readonly SchedulePlan[] = [
  {
    name: 'Platform Primary',
    zone: 'Europe/Berlin',
    team: 'Platform',
    description: 'First responder for clusters and the edge. Hands over on Monday morning.',
    layers: [
      {
        name: 'Weekly',
        people: ['Maya Lindqvist', 'Tomasz Wiśniewski', 'Adaeze Nwosu', 'Lucas Ferreira'],
        turn: week,
        handoff: '09:00',
      },
    ],
  },
  {
    name: 'Platform Secondary',
    zone: 'Europe/Berlin',
    team: 'Platform',
    description: 'Second pair of hands, and whoever is asked when the first does not answer.',
    layers: [
      { name: 'Weekly', people: ['Kenji Morita', 'Hannah Fischer', 'Tomasz Wiśniewski'], turn: week, handoff: '09:00' },
    ],
  },
  {
    name: 'Payments Follow the Sun',
    zone: 'Etc/UTC',
    team: 'Payments',
    description: 'Nobody is woken up: each region covers its own daytime.',
    layers: [
      { name: 'APAC', people: ['Priya Raghunathan', 'Mei-Ling Chou'], turn: week, handoff: '22:00', hours: '22:00+8' },
      { name: 'EMEA', people: ['Owen Gallagher', 'Camille Dubois'], turn: week, handoff: '06:00', hours: '06:00+8' },
      {
        name: 'Americas',
        people: ['Diego Salazar', 'Jordan Whitaker'],
        turn: week,
        handoff: '14:00',
        hours: '14:00+8',
      },
    ],
  },
  {
    name: 'Payments Secondary',
    zone: 'Europe/Dublin',
    team: 'Payments',
    description: 'Changes every day at noon.',
    layers: [
      {
        name: 'Daily',
        people: ['Camille Dubois', 'Priya Raghunathan', 'Diego Salazar', 'Owen Gallagher'],
        turn: 24,
        handoff: '12:00',
      },
    ],
  },
  {
    name: 'Storefront Primary',
    zone: 'America/New_York',
    team: 'Storefront',
    description: 'Web shop, all week round.',
    layers: [
      {
        name: 'Weekly',
        people: ['Marcus Bellweather', 'Sofia Papadaki', 'Dmitri Volkonsky', 'Nia Osei'],
        turn: week,
        handoff: '10:00',
      },
    ],
  },
  {
    name: 'Storefront Business Hours',
    zone: 'America/New_York',
    team: 'Storefront',
    description: 'Questions that can wait until somebody is at work.',
    layers: [
      {
        name: 'Weekdays',
        people: ['Nia Osei', 'Marcus Bellweather'],
        turn: week,
        handoff: '09:00',
        hours: '09:00+8',
        days: weekdays,
      },
    ],
  },
  {
    name: 'Mobile On-Call',
    zone: 'America/Toronto',
    team: 'Storefront',
    description: 'Two shifts a day, shared across the Atlantic.',
    layers: [{ name: 'Half days', people: ['Zainab Qureshi', 'Elias Nygaard'], turn: 12, handoff: '08:00' }],
  },
  {
    name: 'Data On-Call',
    zone: 'Asia/Kolkata',
    team: 'Data',
    description: 'Stream, search and warehouse.',
    layers: [
      {
        name: 'Weekly',
        people: ['Arjun Mehta', 'Ingrid Solberg', 'Felipe Rojas', 'Yuki Tanabe'],
        turn: week,
        handoff: '11:30',
      },
    ],
  },
  {
    name: 'Identity Primary',
    zone: 'Europe/London',
    team: 'Identity',
    description: 'Login must work: somebody is always there.',
    layers: [
      { name: 'Weekly', people: ['Leila Haddad', 'Samir Patel', "Saoirse O'Connell"], turn: week, handoff: '09:30' },
    ],
  },
  {
    name: 'Identity Night Cover',
    zone: 'Europe/London',
    team: 'Identity',
    description: 'Nights only, so that the primary sleeps.',
    layers: [
      {
        name: 'Nights',
        people: ['Benedikt Haas', "Saoirse O'Connell"],
        turn: week,
        handoff: '18:00',
        hours: '18:00+14',
      },
    ],
  },
  {
    name: 'Logistics Weekdays',
    zone: 'Africa/Johannesburg',
    team: 'Logistics',
    description: 'Warehouses rest on Sunday, and so do we. Mind the gap.',
    layers: [
      {
        name: 'Weekdays',
        people: ['Emre Yıldız', 'Thandiwe Mokoena', 'Anneli Korhonen'],
        turn: week,
        handoff: '08:00',
        hours: '00:00+24',
        days: weekdays,
      },
      {
        name: 'Saturday',
        people: ['Rafael Castellanos', 'Blessing Adeyemi'],
        turn: week,
        handoff: '08:00',
        hours: '08:00+10',
        days: [6],
      },
    ],
  },
  {
    name: 'Incident Commanders',
    zone: 'America/New_York',
    team: 'Platform',
    description: 'Leads major incidents of any team.',
    layers: [
      {
        name: 'Daily',
        people: ['Amelia Thornbury', 'Ruth Abramov', 'Victoria Sterling', 'Grace Kimani', 'Noor van Dijk'],
        turn: 24,
        handoff: '17:00',
      },
    ],
  },
];
