/** Takes an ISO 8601 time from the API; gives milliseconds since 1970, undefined for none or nonsense. */
export const parseTime = (text: string | null | undefined): number | undefined => {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};
