/**
 * Takes the selections of a tree before and after its last change; gives the rows that a key acts on: the row in focus,
 * with all that are selected where it is one of them. VS Code tells extensions what is selected and not what has the
 * focus, so our keys toggle the focused row's selection twice before they run their command: it is the row that the two
 * selections differ by. Where they differ otherwise, the key acts on what is selected.
 */
export const rowsOfKey = <T>(before: readonly T[], selected: readonly T[]): readonly T[] => {
  const [focused, ...others] = [
    ...before.filter((row) => !selected.includes(row)),
    ...selected.filter((row) => !before.includes(row)),
  ];
  return focused === undefined || others.length > 0 || selected.includes(focused) ? selected : [focused];
};
