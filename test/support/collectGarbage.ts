import v8 from 'node:v8';
import vm from 'node:vm';

/** Collects what nobody holds any more, and gives the bytes that are still in use. */
export const heapInUse = async (): Promise<number> => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void; // The flag puts it there.
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve)); // What a turn still holds is let go of.
    collect();
  }
  return process.memoryUsage().heapUsed;
};
