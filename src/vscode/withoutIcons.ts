/** Text of strangers for places where VS Code draws icons for `$(name)`: it is shown as it was written. */
export const withoutIcons = (text: string): string => text.replaceAll('$(', '\\$(');
