import { createFormat } from '../util/format.ts';
import type { Markup } from '../views/markup.ts';
import { createRestorer, type PageMemory, readMemory } from './memory.ts';
import { patch } from './patch.ts';

/** The script of an incident's page: paints what the extension sends, and tells it what the reader does. */

declare const acquireVsCodeApi: () => {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PageMemory): void;
};

/** What the extension sends. */
type Message = { readonly kind: 'content'; readonly content: Markup; readonly title: string } | Draft;

interface Draft {
  readonly kind: 'draft';
  readonly text: string;
  /** What the composer must hold for `text` to take its place. */
  readonly was: string;
}

/** Milliseconds between two looks at the clock; ages are shown in minutes. */
const tick = 10_000;

const host = acquireVsCodeApi();
const main = document.querySelector('main') ?? document.body;
const format = createFormat(document.documentElement.lang || undefined);
let memory = readMemory(host.getState(), main.dataset.incident ?? '', document.title);
const restorer = createRestorer(() => memory);

const remember = (change: Partial<PageMemory>): void => {
  memory = { ...memory, ...change };
  host.setState(memory);
};

const textarea = (): HTMLTextAreaElement | undefined => {
  const found = document.getElementById('note');
  return found instanceof HTMLTextAreaElement ? found : undefined;
};

/** A button that is gone leaves the focus to its neighbours, or else to the title. */
const keepFocus = (before: Element | null, place: Element | null): void => {
  if (!before || before === document.body || before.isConnected) return;
  const neighbour = place?.isConnected ? place.querySelector('button') : undefined;
  (neighbour ?? document.getElementById('title'))?.focus({ preventScroll: true });
};

const show = (content: Markup): void => {
  const before = document.activeElement;
  const place = before?.closest('[role=toolbar]') ?? null;
  const article = main.firstElementChild;
  if (article?.localName === content.tag) patch(article, content);
  keepFocus(before, place);
  if (waiting && textarea()) setDraft(waiting);
  restorer.restore();
};

/** A draft that came before the page had a composer for it: there is none before the incident is known. */
let waiting: Draft | undefined;

const setDraft = (draft: Draft): void => {
  const composer = textarea();
  waiting = composer ? undefined : draft;
  if (composer?.value === draft.was) composer.value = draft.text;
};

/** The button that was pressed last; what it opened gives the keyboard back to the page, not to the button. */
let pressed: HTMLElement | undefined;

const act = (button: HTMLElement): void => {
  if (button.getAttribute('aria-disabled') === 'true') return;
  pressed = button;
  const name = button.dataset.act ?? '';
  const value = name === 'postNote' ? textarea()?.value : button.dataset.value;
  host.postMessage({ kind: 'act', act: name, value });
};

window.addEventListener('focus', () => {
  if (document.activeElement === document.body && pressed?.isConnected) pressed.focus({ preventScroll: true });
  pressed = undefined;
});

const updateAges = (): void => {
  const now = Date.now();
  for (const time of document.querySelectorAll<HTMLElement>('time[data-since]')) {
    const text = format.span(Math.max(now - Number(time.dataset.since), 0));
    if (time.textContent !== text) time.textContent = text;
  }
};

window.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'content') {
    remember({ title: data.title });
    show(data.content);
  } else if (data.kind === 'draft') setDraft(data);
});

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-act]') : null;
  if (button) act(button);
});

/** The keys of the tree hold in the page too, but where somebody writes: with Shift alone. */
const press = (event: KeyboardEvent): void => {
  const { key, shiftKey, ctrlKey, altKey, metaKey, repeat, target } = event;
  if (!shiftKey || ctrlKey || altKey || metaKey || repeat || key.length !== 1 || target === textarea()) return;
  const name = key.toUpperCase();
  const found = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].find(
    (element) => element.getAttribute('aria-keyshortcuts') === `Shift+${name}`,
  );
  if (name === 'Z') host.postMessage({ kind: 'act', act: 'undo' });
  else if (!found) return;
  else if (found === textarea()) found.focus();
  else found.click();
  event.preventDefault();
};

/** Goes through the buttons of a toolbar by arrow keys, as toolbars do. */
const walk = (event: KeyboardEvent): void => {
  const { key, target } = event;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined || !(target instanceof HTMLButtonElement)) return;
  const buttons = [...(target.closest('[role=toolbar]')?.querySelectorAll('button') ?? [])];
  if (buttons.length === 0) return;
  buttons.at((buttons.indexOf(target) + step) % buttons.length)?.focus();
  event.preventDefault();
};

document.addEventListener('keydown', press);
document.addEventListener('keydown', walk);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target !== textarea()) return;
  event.preventDefault();
  document.querySelector<HTMLElement>('[data-act=postNote]')?.click();
});

document.addEventListener('input', ({ target }) => {
  if (target === textarea()) host.postMessage({ kind: 'draft', text: textarea()?.value ?? '' });
});

// Whoever begins to work in a page keeps its tab, and the place in it.
const touched = (): void => {
  restorer.stop();
  host.postMessage({ kind: 'touched' });
};
document.addEventListener('pointerdown', touched, { once: true });
document.addEventListener('keydown', touched, { once: true });
document.addEventListener('wheel', restorer.stop, { once: true, passive: true });

document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.id)
      remember({ open: { ...memory.open, [target.id]: target.open } });
  },
  true, // It does not bubble.
);
document.addEventListener('scroll', () => restorer.isDone && remember({ scroll: window.scrollY }), { passive: true });

restorer.restore();
setInterval(updateAges, tick);
host.setState(memory);
host.postMessage({ kind: 'ready' });
