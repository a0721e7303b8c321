import { toRef, urlsOf } from '../domain/collections.ts';
import { ensureTag } from '../domain/tagBehaviours.ts';
import { addMember } from '../domain/teamBehaviours.ts';
import type { Resource, State } from '../state.ts';
import type { Account } from './account.ts';
import { type Person, people, teams } from './people.ts';

const colors = [
  'purple',
  'teal',
  'dark-orange',
  'navy-blue',
  'green',
  'red',
  'gold',
  'dark-slate-grey',
  'maroon',
  'blue-violet',
];

/** A name as a mailbox: letters of other alphabets become their nearest plain ones. */
const mailbox = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\p{ASCII}]/gu, (c) => ({ ı: 'i', ł: 'l' })[c] ?? '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.');

const addMethod = (state: State, user: Resource, type: string, label: string, address: string, more = {}): Resource => {
  const id = state.nextId();
  const self = `https://api.pagerduty.com/users/${user.id}/contact_methods/${id}`;
  const method = { id, type, summary: label, self, html_url: null, label, address, ...more };
  state.collection(`users/${user.id}/contact_methods`).set(id, method);
  return method;
};

const addRule = (state: State, user: Resource, method: Resource, urgency: 'high' | 'low', delay: number): Resource => {
  const id = state.nextId();
  const rule = {
    id,
    type: 'assignment_notification_rule',
    summary: `${delay} minutes: channel ${method.id}`,
    self: `https://api.pagerduty.com/users/${user.id}/notification_rules/${id}`,
    html_url: null,
    start_delay_in_minutes: delay,
    contact_method: { id: method.id, type: `${method.type}_reference`, summary: method.summary },
    urgency,
  };
  state.collection(`users/${user.id}/notification_rules`).set(id, rule);
  return rule;
};

/** Email for everybody; push and a phone for those who are called out. */
const addContact = (state: State, user: Resource, person: Person, index: number): void => {
  const email = addMethod(state, user, 'email_contact_method', 'Work', String(user.email), {
    send_short_email: false,
    send_html_email: true,
  });
  const onCall = person.role !== 'observer' && person.role !== 'read_only_user';
  const methods = [email];
  const rules = [addRule(state, user, email, 'low', 0)];
  if (onCall) {
    const device = index % 2 === 0 ? 'Pixel 9' : 'iPhone 16';
    const token = `sample-device-${index + 1}`;
    const kind = index % 2 === 0 ? 'android' : 'ios';
    const push = addMethod(state, user, 'push_notification_contact_method', device, token, {
      device_type: kind,
      sounds: [],
      created_at: '2025-02-03T09:00:00Z',
      blacklisted: false,
    });
    const phone = addMethod(
      state,
      user,
      index % 3 === 0 ? 'sms_contact_method' : 'phone_contact_method',
      'Mobile',
      `55501${String(index).padStart(2, '0')}`,
      {
        country_code: 1,
        blacklisted: false,
        enabled: true,
      },
    );
    methods.push(push, phone);
    rules.push(addRule(state, user, push, 'high', 0), addRule(state, user, phone, 'high', 5));
  }
  user.contact_methods = methods.map(toRef);
  user.notification_rules = rules.map(toRef);
};

const addPerson = (state: State, person: Person, index: number): Resource => {
  const id = state.nextId();
  const user: Resource = {
    id,
    type: 'user',
    summary: person.name,
    ...urlsOf('users', id),
    name: person.name,
    email: `${mailbox(person.name)}@example.com`,
    time_zone: person.zone,
    color: colors[index % colors.length],
    avatar_url: `https://secure.gravatar.com/avatar/${String(index).padStart(32, '0')}.png?d=mm&r=PG`,
    role: person.role,
    description: null,
    invitation_sent: false,
    job_title: person.job,
    created_via_sso: index % 4 === 0,
    teams: [],
  };
  state.collection('users').set(id, user);
  addContact(state, user, person, index);
  return user;
};

const tagsOf = (person: Person): string[] => {
  const place = person.zone.split('/')[0];
  const region =
    place === 'America'
      ? 'Americas'
      : place === 'Asia' || place === 'Australia' || place === 'Pacific'
        ? 'APAC'
        : 'EMEA';
  return person.job.includes('Manager') ? [region, 'Managers'] : [region];
};

/** Puts teams and people into the account; the first user is the one whose token is given out. */
export const fillPeople = ({ state, put, team }: Account): void => {
  for (const [name, description] of teams) put('teams', 'team', { name, description, default_role: 'manager' });
  people.forEach((person, index) => {
    const user = addPerson(state, person, index);
    const role =
      person.role === 'observer' || person.role === 'read_only_user'
        ? 'observer'
        : person.job.includes('Manager')
          ? 'manager'
          : 'responder';
    addMember(state, team(person.team), user, role);
    for (const label of tagsOf(person)) {
      const tag = ensureTag(state, label);
      state.collection(`users/${user.id}/tags`).set(tag.id, tag);
    }
  });
  const [me] = state.collection('users').values();
  // Whom the sidebar's "my teams" shows more than one team.
  if (me) addMember(state, team('Identity'), me, 'responder');
  const critical = ensureTag(state, 'Customer Facing');
  for (const name of ['Payments', 'Storefront'])
    state.collection(`teams/${team(name).id}/tags`).set(critical.id, critical);
};
