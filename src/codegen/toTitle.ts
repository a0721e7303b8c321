/** Words of tool names that people write otherwise. */
const spellings: Readonly<Record<string, string>> = {
  api: 'API',
  cmdb: 'CMDB',
  csv: 'CSV',
  ip: 'IP',
  jira: 'Jira',
  ms: 'Microsoft',
  oauth: 'OAuth',
  pd: 'PagerDuty',
  scim: 'SCIM',
  slack: 'Slack',
  sre: 'SRE',
  url: 'URL',
};

/** Title of a tool for people: `Get SCIM user` for `get_scim_user`. */
export const toTitle = (toolName: string): string => {
  const title = toolName
    .replace('service_now', 'ServiceNow')
    .replace('ms_teams', 'Microsoft_Teams')
    .replace('on_call', 'on-call')
    .split('_')
    .map((word) => spellings[word] ?? word)
    .join(' ');
  return `${title[0]?.toUpperCase() ?? ''}${title.slice(1)}`;
};
