import { addChangeEvent } from '../domain/eventBehaviours.ts';
import { day, hour, toIso } from '../domain/time.ts';
import type { State } from '../state.ts';
import type { Account } from './account.ts';
import { services } from './services.ts';

const works = [
  'retries with a budget',
  'new promotion rules',
  'smaller base image',
  'index for order lookups',
  'timeout from 5 s to 2 s',
  'dependency updates',
  'feature flag cleanup',
  'structured logs',
  'cache headers',
];

/** Deploys that stand out because trouble followed them: days ago, service and version. */
const notable: readonly (readonly [days: number, service: string, version: string])[] = [
  [2.605, 'Checkout API', '4.17'],
  [0.0055, 'Checkout API', '4.18'],
  [0.03, 'Web Storefront', '2026.31.4'],
  [5.92, 'Fraud Scoring', 'model 31'],
  [8.5, 'Edge Gateway', '1.88.0'],
];

/** Puts deploys of the last two weeks into the account, as the deployment tool would send them. */
export const fillChanges = ({ service: find, users }: Account, state: State): void => {
  const present = state.clock.now() + 15 * day;
  const deployed = services.filter((plan) => plan.tools.includes('Deployments'));
  const add = (time: number, name: string, version: string, what: string, by: string): void => {
    const service = find(name);
    const integration = [...state.collection(`services/${service.id}/integrations`).values()].find(
      (i) => i.name === 'Deployments',
    );
    if (!integration) return;
    const slug = name.toLowerCase().replaceAll(' ', '-');
    addChangeEvent(state, { service, integration }, String(integration.integration_key), {
      payload: {
        summary: `Deployed ${slug} ${version}: ${what}`,
        timestamp: toIso(time),
        source: 'deploy.example.com',
        custom_details: {
          version,
          environment: 'production',
          deployed_by: by,
          strategy: 'rolling',
          duration_seconds: 140,
        },
      },
      links: [{ href: `https://git.example.com/${slug}/compare/${encodeURIComponent(version)}`, text: 'Changes' }],
    });
  };
  for (let n = 40; n > 0; n--) {
    const plan = deployed[n % deployed.length];
    const by = users[(n * 7) % users.length];
    if (plan)
      add(present - n * 8.3 * hour, plan.name, `1.${120 - n}.0`, works[n % works.length] ?? '', String(by?.name));
  }
  for (const [days, name, version] of notable)
    add(present - days * day, name, version, 'see the release notes', 'Release train');
};
