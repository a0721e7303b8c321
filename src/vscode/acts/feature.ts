/** A part of PagerDuty that not every plan has; menus hide what belongs to one that is lacking. */
export type Feature =
  | 'responders'
  | 'workflows'
  | 'statusUpdates'
  | 'priorities'
  | 'incidentTypes'
  | 'urgencies'
  | 'customFields';
