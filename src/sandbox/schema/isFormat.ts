const isTime = (text: string): boolean => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text) && !Number.isNaN(Date.parse(text));

const forms: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isTime,
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => URL.canParse(text),
  url: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
};

/** Whether a text has the form that a schema's `format` names; forms that nobody here knows fit everything. */
export const isFormat = (format: string, text: string): boolean => forms[format]?.(text) ?? true;
