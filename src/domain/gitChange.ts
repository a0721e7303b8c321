import { toLine } from '../util/cleanText.ts';

/** The commit that a workspace stands on. Times are milliseconds since 1970. */
export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly author: string | undefined;
  readonly at: number | undefined;
  /** Name of the branch; undefined where the head is detached. */
  readonly branch: string | undefined;
  /** Address that the repository is fetched from. */
  readonly remote: string | undefined;
}

/** A change event as it is offered before a person changes it. */
export interface ChangeDraft {
  readonly summary: string;
  readonly source: string;
  readonly link: string;
  readonly details: Readonly<Record<string, string>>;
}

/** PagerDuty cuts a change event's summary at 1024 characters (Events API v2, "Send a change event"). */
const longestSummary = 1024;

/** Page of a repository: `git@host:a/b.git` and `https://user@host/a/b.git` as `https://host/a/b`; else undefined. */
export const toRepositoryUrl = (remote: string | undefined): string | undefined => {
  const text = remote?.trim() ?? '';
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([\w./~-]+?)(?:\.git)?\/?$/.exec(text);
  const url = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/([\w./~-]+?)(?:\.git)?\/?$/.exec(text);
  const [, host, path] = scp ?? url ?? [];
  return host && path && host.includes('.') ? `https://${host}/${path.replace(/^\/+/, '')}` : undefined;
};

/** Takes the commit that the workspace stands on; gives what a change event says of it. */
export const toChangeDraft = (commit: Commit): ChangeDraft => {
  const { hash, message, author, branch, remote, at } = commit;
  const repository = toRepositoryUrl(remote);
  const title = toLine(message.split('\n')[0] ?? '') || hash.slice(0, 8);
  const details = { commit: hash, branch, author, repository, committed: at && new Date(at).toISOString() };
  return {
    summary: title.slice(0, longestSummary),
    source: repository?.split('/').slice(3).join('/') ?? '',
    link: repository === undefined ? '' : `${repository}/commit/${hash}`,
    details: Object.fromEntries(Object.entries(details).filter(([, value]) => value)) as Record<string, string>,
  };
};
