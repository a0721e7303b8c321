/** What `--help` prints. */
export const help = (
  areas: readonly string[],
): string => `PagerDuty as an MCP server over stdio, or over HTTP on this machine.

  node mcp.js [options]
  node mcp.js --connect             join the server of the editor window whose terminal this is
  node mcp.js audit verify FILE …   check that no line of an audit was changed, or removed before the last

  --surface everything|responder|search
                 which tools are listed: every operation, those of a responder, or a
                 search over all of them (search is the default)
  --access JSON  level by area: off, read, guarded or full; "*" means all others. With
                 guarded, the default, reads and writes pass, but deletes and calls that
                 page people do not. Example: '{"*": "read", "incidents": "full"}'
  --audit FILE   keep a line of JSON for each call
  --http PORT    serve over HTTP at http://127.0.0.1:PORT/mcp in place of stdio, to clients
                 that bring the secret as a bearer header or as http://…/SECRET/mcp
  --help, --version

Environment:

  PAGERDUTY_TOKEN       API key or OAuth token; "Bearer " in front marks an OAuth token
  PAGERDUTY_TOKEN_KIND  key or bearer, where the token's looks do not tell
  PAGERDUTY_FROM        email address of the user that an account key acts for
  PAGERDUTY_REGION      us (the default) or eu
  PAGERDUTY_MCP_SECRET  secret of --http; without it one is made and printed on stderr
  PAGERDUTY_API_URL, PAGERDUTY_EVENTS_URL, PAGERDUTY_APP_URL
                        scheme and host in place of PagerDuty's own

Areas: ${areas.join(', ')}
`;
