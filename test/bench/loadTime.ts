import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { median } from '../support/firstRows.ts';

/** How long it takes to load a bundle in a new process, and how long a bare Node takes to start and end; milliseconds. */
export interface LoadTime {
  readonly load: number;
  readonly bareNode: number;
}

const loader = path.join(import.meta.dirname, 'loadBundle.ts');

/** Loads a bundle so many times, each time in a new process beside a bare one, and gives the medians. */
export const measureLoad = (bundle: string, rounds: number): LoadTime => {
  const [loads, starts]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    execFileSync(process.execPath, ['--eval', '0']);
    starts.push(performance.now() - begin);
    loads.push(Number(execFileSync(process.execPath, [loader, bundle], { encoding: 'utf8' })));
  }
  return { load: median(loads), bareNode: median(starts) };
};
