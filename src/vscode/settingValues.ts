/** A setting as it stands in each scope; an opened folder sets the last two. */
export interface ScopedValues {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** Whether the user wants something on; a workspace may turn it off, and never on. */
export const isOn = ({ defaultValue, globalValue, workspaceValue, workspaceFolderValue }: ScopedValues): boolean =>
  (globalValue ?? defaultValue) === true && workspaceValue !== false && workspaceFolderValue !== false;

/** Seconds between two refreshes, as the manifest has them: shorter ones would spend the account's rate limit. */
export const refreshInterval = { least: 15, most: 3600, otherwise: 30 } as const;

/** Takes the seconds as they are set, which may be anything; gives milliseconds within the bounds. */
export const toRefreshInterval = (seconds: unknown): number => {
  const { least, most, otherwise } = refreshInterval;
  const wanted = typeof seconds === 'number' && !Number.isNaN(seconds) ? seconds : otherwise;
  return Math.min(Math.max(wanted, least), most) * 1000;
};
