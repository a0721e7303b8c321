/** The elements that a page of ours is made of; nothing among them loads or runs anything. */
export type Tag =
  | 'a'
  | 'article'
  | 'button'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'header'
  | 'label'
  | 'li'
  | 'nav'
  | 'ol'
  | 'p'
  | 'pre'
  | 'section'
  | 'span'
  | 'strong'
  | 'summary'
  | 'textarea'
  | 'time'
  | 'ul';

/** The attributes of an element; `undefined` and `false` leave one out, `true` gives one without a value. */
export interface Attributes {
  /** Tells the element among its siblings over updates; otherwise its place does. */
  readonly key?: string | undefined;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly for?: string | undefined;
  /** Addresses of web pages only; see `toLink`. */
  readonly href?: string | undefined;
  readonly role?: string | undefined;
  readonly title?: string | undefined;
  readonly type?: 'button' | undefined;
  readonly tabindex?: '-1' | '0' | undefined;
  readonly datetime?: string | undefined;
  readonly dir?: 'auto' | undefined;
  readonly rows?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly open?: boolean | undefined;
  readonly [more: `aria-${string}` | `data-${string}`]: string | undefined;
}

/** An element with what is in it: plain data, painted as HTML first and patched by the page's script afterwards. */
export interface Markup {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Markup | string)[];
}

/** What may stand in an element; `undefined` and `false` stand for nothing. */
export type Content = Markup | string | undefined | false | readonly Content[];

const flatten = (content: Content): readonly (Markup | string)[] => {
  if (content === undefined || content === false || content === '') return [];
  return typeof content === 'object' && !('tag' in content) ? content.flatMap(flatten) : [content];
};

/** Neighbouring texts are one text once they are HTML. */
const joinTexts = (children: readonly (Markup | string)[]): readonly (Markup | string)[] => {
  const joined: (Markup | string)[] = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (typeof child === 'string' && typeof last === 'string') joined[joined.length - 1] = last + child;
    else joined.push(child);
  }
  return joined;
};

/** Makes an element. */
export const h = (tag: Tag, attributes: Attributes, ...content: readonly Content[]): Markup => ({
  tag,
  attributes: Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]: readonly [string, string | boolean | undefined]) =>
      value === undefined || value === false ? [] : [[name, value === true ? '' : value]],
    ),
  ),
  children: joinTexts(content.flatMap(flatten)),
});

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in an attribute's quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (sign) => escapes[sign] ?? '');

const toAttribute = ([name, value]: readonly [string, string]): string =>
  ` ${name === 'key' ? 'data-key' : name}="${escapeHtml(value)}"`;

/** Writes an element as HTML; every text in it is escaped here. */
export const toHtml = ({ tag, attributes, children }: Markup): string => {
  const inner = children.map((child) => (typeof child === 'string' ? escapeHtml(child) : toHtml(child))).join('');
  return `<${tag}${Object.entries(attributes).map(toAttribute).join('')}>${inner}</${tag}>`;
};

/** A codicon; it only repeats what words beside it say. */
export const toIcon = (name: string, className = ''): Markup =>
  h('span', { class: `codicon codicon-${name} ${className}`.trim(), 'aria-hidden': 'true' });

/** A link to a web page; plain text where the address leads to none. */
export const toLink = (text: string, url: string | undefined): Content =>
  url && /^https?:\/\//u.test(url) ? h('a', { href: url, title: url }, text) : text;

/** Puts contents into a translated message in place of `{0}`, `{1}` …, so that their order is the language's. */
export const toMessage = (message: string, ...contents: readonly Content[]): Content =>
  message.split(/(\{\d+\})/u).map((part) => {
    const place = /^\{(\d+)\}$/u.exec(part)?.[1];
    return place === undefined ? part : contents[Number(place)];
  });
