import type { Fields } from '../domain/model.ts';
import { day, hour, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

/** A public status page with a post about a past incident and one about work to come, and a status dashboard. */
export const fillStatusPages = ({ put, state }: Account): void => {
  const now = state.clock.now();
  const page = put('status_pages', 'status_page', {
    name: 'Shop Status',
    status_page_type: 'public',
    url: 'https://status.shop.example.com',
    published_at: toIso(now - 300 * day),
  });
  const base = `status_pages/${page.id}`;
  const parent = { id: page.id, type: 'status_page' };
  const add = (part: string, type: string, fields: Fields) =>
    put(`${base}/${part}`, type, { ...fields, status_page: parent });
  const kinds = (part: string, type: string, post: string, names: readonly string[]) =>
    names.map((description) => add(part, type, { description, post_type: post }));
  const impacts = kinds('impacts', 'status_page_impact', 'incident', ['operational', 'partial outage', 'full outage']);
  const severities = kinds('severities', 'status_page_severity', 'incident', ['all good', 'minor', 'major']);
  const statuses = kinds('statuses', 'status_page_status', 'incident', ['investigating', 'monitoring', 'resolved']);
  kinds('impacts', 'status_page_impact', 'maintenance', ['maintenance']);
  const [planned] = kinds('statuses', 'status_page_status', 'maintenance', ['scheduled', 'in progress', 'completed']);
  const [calm] = kinds('severities', 'status_page_severity', 'maintenance', ['maintenance']);
  const services = [...state.collection('business_services').values()].map((business) =>
    add('services', 'status_page_service', {
      name: business.name,
      business_service: { id: business.id, type: 'business_service' },
    }),
  );
  const ref = (resource: { id: string; type: string } | undefined) =>
    resource ? { id: resource.id, type: resource.type } : undefined;
  const addPost = (
    title: string,
    kind: string,
    begins: number,
    ends: number,
    updates: readonly (readonly [
      at: number,
      message: string,
      status: Fields | undefined,
      severity: Fields | undefined,
    ])[],
  ) => {
    const post = add('posts', 'status_page_post', {
      post_type: kind,
      title,
      starts_at: toIso(begins),
      ends_at: toIso(ends),
      updates: [],
    });
    const made = updates.map(([at, message, status, severity]) =>
      put(`${base}/posts/${post.id}/post_updates`, 'status_page_post_update', {
        post: { id: post.id, type: 'status_page_post' },
        message,
        reviewed_status: 'approved',
        status,
        severity,
        impacted_services: [{ service: ref(services[0]), impact: ref(impacts[1]) }],
        update_frequency_ms: null,
        notify_subscribers: true,
        reported_at: toIso(at),
      }),
    );
    post.updates = made.map((update) => ({ id: update.id, type: update.type }));
    return post;
  };
  const paid = now - 2.6 * day;
  const post = addPost('Orders cannot be paid', 'incident', paid, paid + hour, [
    [paid + 0.2 * hour, 'Some orders cannot be paid. We are looking into it.', ref(statuses[0]), ref(severities[2])],
    [
      paid + 0.5 * hour,
      'The cause is found and taken back. Payments work again.',
      ref(statuses[2]),
      ref(severities[0]),
    ],
  ]);
  const postmortem = {
    message: 'A release expected a table that was not there yet. We now check for that before a release goes out.',
    notify_subscribers: false,
    reported_at: toIso(paid + day),
    post: { id: post.id, type: 'status_page_post' },
  };
  put(`${base}/posts/${post.id}/postmortem`, 'status_page_post_postmortem', { id: '.', ...postmortem });
  addPost('Uploads pause for maintenance', 'maintenance', now + 2 * day, now + 2 * day + hour, [
    [now, 'Sellers cannot upload pictures for some minutes.', ref(planned), ref(calm)],
  ]);
  add('subscriptions', 'status_page_subscription', {
    channel: 'email',
    contact: 'partner@example.com',
    status: 'active',
    subscribable_object: { id: page.id, type: 'status_page' },
  });
  put('status_dashboards', 'status_dashboard', { name: 'Shop at a Glance', url_slug: 'shop-at-a-glance' });
};
