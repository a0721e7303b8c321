import { createZone as createNamedZone, type Zone } from '../../util/zone.ts';
import { invalid } from './collections.ts';

/** Names that PagerDuty accepts beside the tz database's own, as in its time zone list. */
const aliases: Readonly<Record<string, string>> = {
  'Eastern Time (US & Canada)': 'America/New_York',
  'Central Time (US & Canada)': 'America/Chicago',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  London: 'Europe/London',
  Berlin: 'Europe/Berlin',
  Paris: 'Europe/Paris',
  Madrid: 'Europe/Madrid',
  Tokyo: 'Asia/Tokyo',
  Singapore: 'Asia/Singapore',
  Sydney: 'Australia/Sydney',
  'New Delhi': 'Asia/Kolkata',
};

/** Makes a time zone of its tz database name or PagerDuty's name for it; throws 400 for an unknown one. */
export const createZone = (name: string): Zone => {
  try {
    return createNamedZone(aliases[name] ?? name);
  } catch {
    throw invalid(`Time zone ${name} is not known`);
  }
};
