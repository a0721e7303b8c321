import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Icon } from '../../views/node.ts';
import { isCancellation, toSentence } from '../report.ts';
import { withoutIcons } from '../withoutIcons.ts';
import { type Answer, back, type Step, setStep } from './step.ts';

/** One of the things that can be chosen; texts of strangers are shown as they are. */
export interface Entry<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: Icon;
  readonly value: T;
  /** Tells entries of the same label apart. */
  readonly id?: string;
  /** Chosen at first, where many can be. */
  readonly picked?: boolean;
  /** The heading that it stands below. */
  readonly group?: string;
}

/** What a search gives. */
export interface Entries<T> {
  readonly entries: readonly Entry<T>[];
  /** Others can be found by typing. */
  readonly more?: boolean;
}

/** Something to be chosen from a list that is loaded while it shows. */
export interface PickQuestion<T> extends Step {
  readonly placeholder: string;
  /** Finds entries; the text is what was typed, '' at first and as long as everything is there. */
  readonly load: (text: string, signal: AbortSignal) => Promise<Entries<T>>;
  /** Says more of the entries, such as who would be paged, once they are shown; what fails there is left unsaid. */
  readonly refine?: (entries: readonly Entry<T>[], signal: AbortSignal) => Promise<readonly Entry<T>[]>;
  readonly empty: string;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly entry?: Entry<T>;
  readonly retry?: true;
}

const toItem = <T>(entry: Entry<T>): Item<T> => ({
  entry,
  label: withoutIcons(entry.label),
  ...(entry.description === undefined ? {} : { description: withoutIcons(entry.description) }),
  ...(entry.detail === undefined ? {} : { detail: withoutIcons(entry.detail) }),
  ...(entry.icon ? { iconPath: new vscode.ThemeIcon(entry.icon.id) } : {}),
});

const toItems = <T>(entries: readonly Entry<T>[]): Item<T>[] =>
  entries.flatMap((entry, place) => {
    const heading = entry.group !== undefined && entry.group !== entries[place - 1]?.group;
    const line = { label: entry.group ?? '', kind: vscode.QuickPickItemKind.Separator };
    return heading ? [line, toItem(entry)] : [toItem(entry)];
  });

const keyOf = <T>({ id, label }: Entry<T>): string => id ?? label;

/** Whether what was typed meanwhile leaves an entry in the list. */
const isMatch = <T>({ label, description, detail }: Entry<T>, typed: string): boolean =>
  [label, description, detail].some((text) => text?.toLowerCase().includes(typed.trim().toLowerCase()));

/** Shows entries in place of others; what is chosen stays chosen and listed, and the row in focus stays in focus. */
const show = <T>(
  pick: vscode.QuickPick<Item<T>>,
  entries: readonly Entry<T>[],
  chosen: readonly Entry<T>[] = pick.selectedItems.flatMap(({ entry }) => entry ?? []),
): void => {
  const active = pick.activeItems[0]?.entry;
  const listed = new Set(entries.map(keyOf));
  const selected = new Set(pick.canSelectMany ? chosen.map(keyOf) : []);
  const kept = chosen.filter((entry) => selected.has(keyOf(entry)) && !listed.has(keyOf(entry)));
  pick.items = toItems([...kept, ...entries]);
  const [first, ...others] = pick.items.filter(({ entry }) => entry && isMatch(entry, pick.value));
  const moved = others.find(({ entry }) => entry && active && keyOf(entry) === keyOf(active));
  // The editor itself puts the focus on the first row that matches: it knows of keys that are not told here yet.
  if (first && moved && !pick.canSelectMany) pick.activeItems = [moved];
  if (pick.canSelectMany) pick.selectedItems = pick.items.filter(({ entry }) => entry && selected.has(keyOf(entry)));
};

/** Keeps a list filled: one search at a time, and the latest text is searched for next. */
const createFilling = <T>(pick: vscode.QuickPick<Item<T>>, question: PickQuestion<T>) => {
  const left = new AbortController();
  let searched: string | undefined;
  let more = false;
  const refine = async (entries: readonly Entry<T>[], text: string): Promise<void> => {
    try {
      const better = await question.refine?.(entries, left.signal);
      if (better && text === searched && !left.signal.aborted) show(pick, better);
    } catch {
      // What is said beside the entries is not worth a message.
    }
  };
  const search = async (text: string): Promise<void> => {
    const isFirst = searched === undefined;
    searched = text;
    pick.busy = true;
    try {
      const found = await question.load(text, left.signal);
      if (left.signal.aborted) return;
      if (text === '') more = found.more === true;
      show(pick, found.entries, isFirst ? found.entries.filter(({ picked }) => picked) : undefined);
      pick.placeholder = found.entries.length === 0 ? question.empty : question.placeholder;
      void refine(found.entries, text);
    } catch (error) {
      if (left.signal.aborted || isCancellation(error)) return;
      const label = `$(error) ${withoutIcons(toSentence(error))}`;
      pick.items = [{ label, detail: l10n.t('Choose this to try again.'), alwaysShow: true, retry: true }];
    }
    pick.busy = false;
    if (more && pick.value.trim() !== searched) void search(pick.value.trim());
  };
  return {
    search: () => search(searched ?? ''),
    typed: () => {
      if (more && !pick.busy) void search(pick.value.trim());
    },
    stop: () => left.abort(),
  };
};

const ask = <T, A>(
  question: PickQuestion<T>,
  many: boolean,
  toAnswer: (values: readonly T[]) => A | undefined,
): Promise<Answer<A>> => {
  const pick = vscode.window.createQuickPick<Item<T>>();
  setStep(pick, question);
  pick.placeholder = question.placeholder;
  pick.canSelectMany = many;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const filling = createFilling(pick, question);
  return new Promise((resolve) => {
    const end = (answer: Answer<A>): void => {
      resolve(answer);
      filling.stop();
      pick.dispose();
    };
    pick.onDidAccept(() => {
      if (pick.activeItems.some(({ retry }) => retry)) return void filling.search();
      const answer = toAnswer(pick.selectedItems.flatMap(({ entry }) => (entry ? [entry.value] : [])));
      if (answer !== undefined) end(answer);
    });
    pick.onDidChangeValue(filling.typed);
    pick.onDidTriggerButton(() => end(back));
    pick.onDidHide(() => end(undefined));
    pick.show();
    void filling.search();
  });
};

/** Lets the person choose one. */
export const pickOne = <T>(question: PickQuestion<T>): Promise<Answer<T>> => ask(question, false, ([value]) => value);

/** Lets the person choose some; none at all is an answer only where `mayBeEmpty` says so. */
export const pickMany = <T>(
  question: PickQuestion<T> & { readonly mayBeEmpty?: boolean },
): Promise<Answer<readonly T[]>> =>
  ask(question, true, (values) => (values.length > 0 || question.mayBeEmpty ? values : undefined));

/** Entries that are known already. */
export const those =
  <T>(entries: readonly Entry<T>[]): PickQuestion<T>['load'] =>
  async () => ({ entries });
