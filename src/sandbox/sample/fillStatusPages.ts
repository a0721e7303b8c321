import type { Fields } from '../domain/model.ts';
import { day, hour, toIso } from '../domain/time.ts';
import type { Resource } from '../state.ts';
import type { Account } from './account.ts';

/** A status page while it is being filled. */
interface Page {
  readonly base: string;
  /** Adds a part of the page. */
  add(part: string, type: string, fields: Fields): Resource;
  /** Reference to the part of a kind with a name or description. */
  find(part: string, text: string): Fields;
}

/** An update of a post: when, what, and the descriptions of its status and severity. */
type Update = readonly [at: number, message: string, status: string, severity: string];

const short = ({ id, type }: Resource): Fields => ({ id, type });

const createPage = ({ put, state }: Account): Page => {
  const page = put('status_pages', 'status_page', {
    name: 'Shop Status',
    status_page_type: 'public',
    url: 'https://status.shop.example.com',
    published_at: toIso(state.clock.now() - 300 * day),
  });
  const base = `status_pages/${page.id}`;
  return {
    base,
    add: (part, type, fields) => put(`${base}/${part}`, type, { ...fields, status_page: short(page) }),
    find: (part, text) => {
      const parts = [...state.collection(`${base}/${part}`).values()];
      const found = parts.find(({ name, description }) => (name ?? description) === text);
      return found ? short(found) : {};
    },
  };
};

const words: readonly (readonly [part: string, type: string, post: string, ...names: string[]])[] = [
  ['impacts', 'status_page_impact', 'incident', 'operational', 'partial outage', 'full outage'],
  ['impacts', 'status_page_impact', 'maintenance', 'maintenance'],
  ['severities', 'status_page_severity', 'incident', 'all good', 'minor', 'major'],
  ['severities', 'status_page_severity', 'maintenance', 'planned work'],
  ['statuses', 'status_page_status', 'incident', 'investigating', 'monitoring', 'resolved'],
  ['statuses', 'status_page_status', 'maintenance', 'scheduled', 'in progress', 'completed'],
];

const addPost = ({ put }: Account, page: Page, post: Fields, updates: readonly Update[]): Resource => {
  const { base, add, find } = page;
  const made = add('posts', 'status_page_post', post);
  const service = find('services', 'Buy Something');
  made.updates = updates.map(([at, message, status, severity]) =>
    short(
      put(`${base}/posts/${made.id}/post_updates`, 'status_page_post_update', {
        post: short(made),
        message,
        reviewed_status: 'approved',
        status: find('statuses', status),
        severity: find('severities', severity),
        impacted_services: [{ service, impact: find('impacts', 'partial outage') }],
        update_frequency_ms: null,
        notify_subscribers: true,
        reported_at: toIso(at),
      }),
    ),
  );
  return made;
};

const addPosts = (account: Account, page: Page): void => {
  const now = account.state.clock.now();
  const begin = now - 2.6 * day;
  const outage = {
    post_type: 'incident',
    title: 'Orders cannot be paid',
    starts_at: toIso(begin),
    ends_at: toIso(begin + hour),
  };
  const post = addPost(account, page, outage, [
    [begin + 0.2 * hour, 'Some orders cannot be paid. We are looking into it.', 'investigating', 'major'],
    [begin + 0.5 * hour, 'The cause is found and taken back. Payments work again.', 'resolved', 'all good'],
  ]);
  account.put(`${page.base}/posts/${post.id}/postmortem`, 'status_page_post_postmortem', {
    id: '.',
    message: 'A release expected a table that was not there yet. We now check for that before a release goes out.',
    notify_subscribers: false,
    reported_at: toIso(begin + day),
    post: short(post),
  });
  const ahead = { starts_at: toIso(now + 2 * day), ends_at: toIso(now + 2 * day + hour) };
  addPost(account, page, { post_type: 'maintenance', title: 'Uploads pause for maintenance', ...ahead }, [
    [now, 'Sellers cannot upload pictures for some minutes.', 'scheduled', 'planned work'],
  ]);
};

/** A public status page with a post about a past incident and one about work to come, and a status dashboard. */
export const fillStatusPages = (account: Account): void => {
  const page = createPage(account);
  for (const [part, type, post, ...names] of words) {
    for (const description of names) page.add(part, type, { description, post_type: post });
  }
  for (const business of account.state.collection('business_services').values()) {
    page.add('services', 'status_page_service', { name: business.name, business_service: short(business) });
  }
  addPosts(account, page);
  page.add('subscriptions', 'status_page_subscription', {
    channel: 'email',
    contact: 'partner@example.com',
    status: 'active',
    subscribable_object: { id: page.base.split('/')[1], type: 'status_page' },
  });
  account.put('status_dashboards', 'status_dashboard', { name: 'Shop at a Glance', url_slug: 'shop-at-a-glance' });
};
