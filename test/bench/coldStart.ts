import { spawn } from 'node:child_process';
import { handshake } from '../support/agentProcess.ts';

/** A server to start: its file, arguments and environment. */
export interface Start {
  readonly args: readonly string[];
  readonly env: () => Readonly<Record<string, string>>;
}

/** Milliseconds from starting the process to the last byte of the answered `tools/list`. */
const startOnce = ({ args, env }: Start): Promise<number> =>
  new Promise((resolve, reject) => {
    const given = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env() };
    const begin = performance.now();
    const child = spawn(process.execPath, args, { env: given, stdio: ['pipe', 'pipe', 'inherit'] });
    let lines = 0;
    let end = Number.NaN;
    child.stdout.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
      if (lines < 2 || !Number.isNaN(end)) return;
      end = performance.now();
      child.stdin.end();
    });
    child
      .once('error', reject)
      .once('exit', () => (lines < 2 ? reject(new Error(`${args.join(' ')} did not answer.`)) : resolve(end - begin)));
    child.stdin.write(handshake);
  });

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Starts each server so many times, taking turns so that a busy moment of the machine meets all alike, and gives the
 * median in milliseconds of each. A first round, which fills caches, does not count.
 */
export const coldStarts = async (starts: readonly Start[], rounds: number): Promise<readonly number[]> => {
  const times = starts.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, start] of starts.entries()) {
      const time = await startOnce(start);
      if (round > 0) times[i]?.push(time);
    }
  }
  return times.map(median);
};
