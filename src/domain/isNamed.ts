/** Takes what people write for something (its name in any case, its address or its id); says whether they mean it. */
export const isNamed = (
  { id, name, email }: { readonly id: string; readonly name: string; readonly email?: string },
  word: string,
): boolean => word === id || [name, email].some((text) => text?.toLowerCase() === word.toLowerCase());
