import { toLine } from '../util/cleanText.ts';

/** An object that another one names: enough to show it and to open its page. */
export interface Reference {
  readonly id: string;
  readonly name: string;
  /** Page in the web app. */
  readonly url: string | undefined;
}

/** What the API's references and whole objects have in common; every field may be missing or null. */
export interface ApiReference {
  readonly id?: string | null | undefined;
  readonly summary?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly html_url?: string | null | undefined;
}

/** Takes a reference as the API gives it; gives undefined for none, and the id as name where there is no other. */
export const parseReference = (api: ApiReference | null | undefined): Reference | undefined => {
  if (!api?.id) return undefined;
  return { id: api.id, name: toLine(api.summary ?? api.name ?? '') || api.id, url: parseUrl(api.html_url) };
};

/** Takes a list of references, perhaps null or with holes, and gives those that name something. */
export const parseReferences = (
  api: readonly (ApiReference | null | undefined)[] | null | undefined,
): readonly Reference[] => (api ?? []).flatMap((item) => parseReference(item) ?? []);

/** Takes an address from the API; gives it only when it leads to a web page. */
export const parseUrl = (text: string | null | undefined): string | undefined =>
  text && /^https?:\/\//u.test(text) && URL.canParse(text) ? text : undefined;
