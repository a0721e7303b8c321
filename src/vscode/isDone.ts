/** Does work in a folder that several windows share; gives whether it was done. Others work there too, or it is closed to us. */
export const isDone = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
};
