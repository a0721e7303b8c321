/** A person of the sample company: name, time zone, job, account role and team. */
export interface Person {
  readonly name: string;
  readonly zone: string;
  readonly job: string;
  readonly role: 'owner' | 'admin' | 'user' | 'limited_user' | 'observer' | 'read_only_user';
  readonly team: string;
}

type Row = readonly [name: string, zone: string, job: string, role: Person['role'], team: string];

/** The first one is the user whose token the sandbox gives out. */
const rows: readonly Row[] = [
  ['Maya Lindqvist', 'Europe/Berlin', 'Staff Site Reliability Engineer', 'admin', 'Platform'],
  ['Tomasz Wiśniewski', 'Europe/Warsaw', 'Site Reliability Engineer', 'user', 'Platform'],
  ['Adaeze Nwosu', 'Africa/Lagos', 'Site Reliability Engineer', 'user', 'Platform'],
  ['Kenji Morita', 'Asia/Tokyo', 'Infrastructure Engineer', 'user', 'Platform'],
  ['Ruth Abramov', 'Europe/Berlin', 'Engineering Manager, Platform', 'admin', 'Platform'],
  ['Lucas Ferreira', 'America/Sao_Paulo', 'Infrastructure Engineer', 'user', 'Platform'],
  ['Hannah Fischer', 'Europe/Berlin', 'Security Engineer', 'user', 'Platform'],
  ['Priya Raghunathan', 'Asia/Kolkata', 'Senior Backend Engineer', 'user', 'Payments'],
  ['Owen Gallagher', 'Europe/Dublin', 'Backend Engineer', 'user', 'Payments'],
  ['Camille Dubois', 'Europe/Paris', 'Backend Engineer', 'user', 'Payments'],
  ['Jordan Whitaker', 'America/New_York', 'Engineering Manager, Payments', 'admin', 'Payments'],
  ['Mei-Ling Chou', 'Asia/Taipei', 'Backend Engineer', 'user', 'Payments'],
  ['Diego Salazar', 'America/Mexico_City', 'Backend Engineer', 'user', 'Payments'],
  ['Aroha Ngata', 'Pacific/Auckland', 'Payments Operations', 'limited_user', 'Payments'],
  ['Sofia Papadaki', 'Europe/Athens', 'Frontend Engineer', 'user', 'Storefront'],
  ['Marcus Bellweather', 'America/Chicago', 'Frontend Engineer', 'user', 'Storefront'],
  ['Zainab Qureshi', 'America/New_York', 'Mobile Engineer', 'user', 'Storefront'],
  ['Elias Nygaard', 'Europe/Oslo', 'Mobile Engineer', 'user', 'Storefront'],
  ['Chloe Marchetti', 'America/Toronto', 'Engineering Manager, Storefront', 'user', 'Storefront'],
  ['Dmitri Volkonsky', 'Europe/Riga', 'Backend Engineer', 'user', 'Storefront'],
  ['Nia Osei', 'Africa/Accra', 'Frontend Engineer', 'user', 'Storefront'],
  ['Arjun Mehta', 'Asia/Kolkata', 'Data Engineer', 'user', 'Data'],
  ['Ingrid Solberg', 'Europe/Oslo', 'Search Engineer', 'user', 'Data'],
  ['Felipe Rojas', 'America/Santiago', 'Data Engineer', 'user', 'Data'],
  ['Yuki Tanabe', 'Asia/Tokyo', 'Machine Learning Engineer', 'user', 'Data'],
  ['Grace Kimani', 'Africa/Nairobi', 'Engineering Manager, Data', 'user', 'Data'],
  ['Benedikt Haas', 'Europe/Vienna', 'Security Engineer', 'user', 'Identity'],
  ['Leila Haddad', 'Europe/London', 'Backend Engineer', 'user', 'Identity'],
  ['Samir Patel', 'Europe/London', 'Backend Engineer', 'user', 'Identity'],
  ['Noor van Dijk', 'Europe/Amsterdam', 'Engineering Manager, Identity', 'user', 'Identity'],
  ["Saoirse O'Connell", 'Europe/Dublin', 'Backend Engineer', 'user', 'Identity'],
  ['Emre Yıldız', 'Europe/Istanbul', 'Backend Engineer', 'user', 'Logistics'],
  ['Thandiwe Mokoena', 'Africa/Johannesburg', 'Backend Engineer', 'user', 'Logistics'],
  ['Rafael Castellanos', 'America/Bogota', 'Integration Engineer', 'user', 'Logistics'],
  ['Anneli Korhonen', 'Europe/Helsinki', 'Backend Engineer', 'user', 'Logistics'],
  ['Blessing Adeyemi', 'Africa/Lagos', 'Engineering Manager, Logistics', 'user', 'Logistics'],
  ['Victoria Sterling', 'America/New_York', 'VP Engineering', 'owner', 'Platform'],
  ['Hiroshi Endo', 'Asia/Tokyo', 'Customer Support Lead', 'observer', 'Logistics'],
  ['Amelia Thornbury', 'Australia/Sydney', 'Incident Commander', 'user', 'Platform'],
  ['Gabriel Iwu', 'America/Los_Angeles', 'Status Communications', 'read_only_user', 'Storefront'],
];

/** Everyone of the sample company. */
export const people: readonly Person[] = rows.map(([name, zone, job, role, team]) => ({ name, zone, job, role, team }));

/** Teams of the sample company with what they look after. */
export const teams: readonly (readonly [name: string, description: string])[] = [
  ['Platform', 'Clusters, network edge, build pipelines and everything that the other teams stand on.'],
  ['Payments', 'Checkout, card processing, refunds, fraud scoring and the ledger.'],
  ['Storefront', 'Web shop, mobile apps and the catalogue behind them.'],
  ['Data', 'Event stream, search, recommendations and the warehouse.'],
  ['Identity', 'Login, sessions and customer profiles.'],
  ['Logistics', 'Orders after payment: fulfilment, warehouses, delivery and customer messages.'],
];
