/** A codicon, with a theme colour where it says something. */
export interface Icon {
  readonly id: string;
  readonly color?: string;
}

/** What a view shows: plain data, made by pure functions and turned into tree items by one adapter. */
export interface Node {
  /** Unique in its tree, stable over refreshes. */
  readonly id: string;
  readonly label: string;
  /** Dimmed text behind the label. */
  readonly description?: string;
  /** Markdown, asked for on hover; names and texts of strangers are escaped by whoever makes it. */
  readonly tooltip?: string;
  /** What a screen reader says in place of label and description. */
  readonly accessibilityLabel?: string;
  readonly icon?: Icon;
  /** Tells menus what the node is: words joined by spaces, such as `incident triggered`. */
  readonly context?: string;
  /** Page of the object in PagerDuty's web app. */
  readonly url?: string;
  /** Id of the object in PagerDuty. */
  readonly objectId?: string;
  /** Command that choosing the node runs, with its arguments. */
  readonly command?: { readonly id: string; readonly title: string; readonly arguments?: readonly unknown[] };
  readonly expanded?: boolean;
  /** Present on nodes that can be opened; `undefined` in a leaf. An empty list asks the view for its children. */
  readonly children?: readonly Node[];
}
