/** What the function below uses of an element in the page. */
interface Row {
  readonly dataset: { readonly index?: string };
  readonly innerText: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Row>;
}

/**
 * Runs in the page, for all rows at once, because rows come and go: indented label, description and, in a quick pick,
 * detail. Rows lie in the page in the order they were drawn in, not in which they stand.
 */
export const readRows = (rows: readonly Row[]): readonly string[] =>
  rows
    .toSorted((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
    .map((row) => {
      const texts = [...row.querySelectorAll('.label-name, .label-description')].map((label) => label.innerText);
      return '  '.repeat(Number(row.getAttribute('aria-level') ?? 1) - 1) + texts.join(' ').trim();
    });
