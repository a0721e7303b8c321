/** What a run of tests came to; `failed` counts crashes too. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The environment variable with the folder in which a suite leaves `log.txt` and `result.json`. */
export const resultFolderVariable = 'TEST_RESULT_FOLDER';
