import { platformServices } from './platformServices.ts';
import type { ServicePlan } from './servicePlan.ts';
import { shopServices } from './shopServices.ts';

/** All technical services. */
export const services: readonly ServicePlan[] = [...platformServices, ...shopServices];

/** Business services: name, team, what it is, and the technical services that it needs. */
export const businessServices: readonly (readonly [
  name: string,
  team: string,
  description: string,
  needs: readonly string[],
])[] = [
  [
    'Buy Something',
    'Storefront',
    'A customer finds a product, pays and gets a confirmation.',
    ['Web Storefront', 'Checkout API', 'Login and Sessions'],
  ],
  ['Mobile Shopping', 'Storefront', 'The same in the apps.', ['Mobile API', 'Checkout API']],
  [
    'Get the Parcel',
    'Logistics',
    'From confirmation to the door.',
    ['Order Fulfilment', 'Delivery Tracking', 'Customer Messages'],
  ],
  ['Get the Money Back', 'Payments', 'Returns and refunds.', ['Refunds Worker', 'Card Processing']],
  ['Know the Numbers', 'Data', 'Reports that finance and buying decide by.', ['Warehouse Loads', 'Event Stream']],
];
