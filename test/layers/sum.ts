import type { TestResult } from '../support/testResult.ts';

/** Adds counts up. */
export function sum(results: readonly TestResult[]): TestResult {
  const total = (count: keyof TestResult) => results.reduce((before, result) => before + result[count], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}
