import type { Markup } from '../views/markup.ts';

/** Attributes that are the reader's once the element is there: which parts are unfolded. */
const readers: ReadonlySet<string> = new Set(['open']);

const toName = (name: string): string => (name === 'key' ? 'data-key' : name);

const patchAttributes = (element: Element, attributes: Markup['attributes']): void => {
  const wanted = new Map(Object.entries(attributes).map(([name, value]) => [toName(name), value]));
  for (const { name } of [...element.attributes]) {
    if (!wanted.has(name) && !readers.has(name)) element.removeAttribute(name);
  }
  for (const [name, value] of wanted) {
    if (!readers.has(name) && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
};

const create = ({ tag, attributes, children }: Markup): Element => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(toName(name), value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : create(child))));
  return element;
};

const isOf = (node: Node | null | undefined, { tag, attributes }: Markup): node is Element =>
  node instanceof Element && node.localName === tag && (node.getAttribute('data-key') ?? undefined) === attributes.key;

/** Removes keyed children that are no longer there, so that those that stay need not be moved. */
const removeGone = (parent: Element, children: Markup['children']): Map<string, Element> => {
  const wanted = new Set(children.map((child) => (typeof child === 'string' ? undefined : child.attributes.key)));
  const kept = new Map<string, Element>();
  for (const element of [...parent.children]) {
    const key = element.getAttribute('data-key');
    if (key === null) continue;
    if (wanted.has(key)) kept.set(key, element);
    else element.remove();
  }
  return kept;
};

const patchText = (parent: Element, cursor: ChildNode | null, text: string): ChildNode | null => {
  if (!(cursor instanceof Text)) {
    parent.insertBefore(document.createTextNode(text), cursor);
    return cursor;
  }
  if (cursor.data !== text) cursor.data = text;
  return cursor.nextSibling;
};

const patchChildren = (parent: Element, children: Markup['children']): void => {
  const kept = removeGone(parent, children);
  let cursor = parent.firstChild;
  for (const child of children) {
    if (typeof child === 'string') {
      cursor = patchText(parent, cursor, child);
      continue;
    }
    const key = child.attributes.key;
    const candidate = key === undefined ? cursor : kept.get(key);
    const found = isOf(candidate, child) ? candidate : create(child);
    if (key !== undefined) kept.delete(key); // Serves once: a second child of this key would take it away again.
    if (found === candidate) patch(found, child);
    if (found === cursor) cursor = found.nextSibling;
    else parent.insertBefore(found, cursor);
  }
  while (cursor) {
    const next: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
};

/**
 * Makes an element show what the markup says, and changes only what differs: elements that stay are the same objects,
 * with their scroll position, focus, selection and text. The markup's tag must be the element's.
 */
export const patch = (element: Element, { attributes, children }: Markup): void => {
  patchAttributes(element, attributes);
  patchChildren(element, children);
};
