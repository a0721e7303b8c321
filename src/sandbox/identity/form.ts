import { OAuthError } from './oauthError.ts';

/** Parameters of a request, each given once and not empty. */
export type Form = Readonly<Record<string, string>>;

/**
 * Reads parameters; an empty one counts as left out (RFC 6749, 3.1).
 * @throws OAuthError `invalid_request` for one that is given twice.
 */
export const toForm = (parameters: URLSearchParams): Form => {
  const form: Record<string, string> = {};
  for (const [name, value] of parameters) {
    if (value === '') continue;
    if (Object.hasOwn(form, name)) throw new OAuthError('invalid_request', `${name} is given more than once`);
    form[name] = value;
  }
  return form;
};

/** @throws OAuthError `invalid_request` where the parameter is left out. */
export const need = (form: Form, name: string): string => {
  const value = form[name];
  if (value === undefined) throw new OAuthError('invalid_request', `${name} is required`);
  return value;
};

/** Words of a list that is separated by spaces. */
export const toWords = (text: string | undefined): readonly string[] => text?.split(' ').filter(Boolean) ?? [];
