/** Text of strangers for messages, in which VS Code makes links of `[text](address)`: it is shown as it was written. */
export const withoutLinks = (text: string): string => text.replaceAll('](', '] (');
