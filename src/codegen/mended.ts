/**
 * Slips of the published documents that the description mends: what a comparison would call missing, and why it is
 * not. A pattern is held against a difference as `api:check` prints it.
 */
export const mended: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /aggregate: value (all, any|all|any)$/, reason: '“all, any” is published as one value; they are two' },
  { pattern: /notifications?\.$/, reason: 'a property without a name is published' },
  {
    pattern: /addons?\.type: value .*addon(_reference)?$/,
    reason: 'add-ons are published as references but answered whole',
  },
  {
    pattern: /log_entr(y|ies)\.type: value acknowledge(ment)?_log_entry$/,
    reason: 'the type is published under two names; the answers have one',
  },
  { pattern: /DELETE \/integration-slack\/workspaces\/\S+ answer /, reason: 'a body is published for the status 204' },
];
