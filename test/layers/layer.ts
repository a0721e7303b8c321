import path from 'node:path';
import type { TestResult } from '../support/testResult.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** A part of the tests that can be run by its name. */
export interface Layer {
  readonly name: string;
  /** What it needs beside the bundles. */
  readonly needs: 'nothing' | 'editor';
  /** Runs it until it ends or is interrupted, prints what failed, and gives the counts. */
  run(interruption: AbortSignal): Promise<TestResult>;
}
