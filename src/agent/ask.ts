import type { Input } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { InputSchema } from '../api/tool.ts';

/** How many rows an answer holds where nobody says how many. */
export const usualRows = 25;

/** How many rows a call may ask for. */
export const mostRows = 1000;

/** PagerDuty's largest page (developer.pagerduty.com, "Pagination"), where an operation names no other. */
const largestPage = 100;

/** A call split into what PagerDuty is asked and how the answer is to look. */
export interface Ask {
  readonly input: Input;
  /** Rows of the answer at most. */
  readonly rows: number;
  /** Rows are gathered over several pages. */
  readonly walks: boolean;
  readonly full: boolean;
  readonly problems: readonly string[];
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1;

/**
 * Takes `limit`, `all` and `detail` out of a tool's arguments. Every tool takes them, whether its operation has a
 * `limit` or not; a limit beyond one page, and `all`, make the call walk over pages.
 */
export const toAsk = (row: Operation, schema: InputSchema, args: Input): Ask => {
  const own = schema.properties ?? {};
  const { limit, detail, all, ...rest } = args;
  const hasLimit = own.limit?.type === 'integer';
  const knowsDetail = 'detail' in own;
  const problems = [
    ...(limit === undefined || (isCount(limit) && limit <= mostRows)
      ? []
      : [`\`limit\` must be an integer from 1 to ${mostRows}`]),
    ...(all === undefined || typeof all === 'boolean' ? [] : ['`all` must be true or false']),
    ...(all === true && limit !== undefined ? ['give `all` or `limit`, not both'] : []),
    ...(detail === undefined || knowsDetail || detail === 'full' || detail === 'compact'
      ? []
      : ['`detail` must be "compact" or "full"']),
  ];
  const rows = isCount(limit) ? limit : all === true ? mostRows : usualRows;
  const page = own.limit?.maximum ?? largestPage;
  const walks = row.paging !== undefined && rows > (hasLimit ? page : usualRows);
  return {
    input: {
      ...rest,
      ...(knowsDetail && detail !== undefined ? { detail } : {}),
      ...(hasLimit && !walks && (row.paging || limit !== undefined) ? { limit: Math.min(rows, page) } : {}),
    },
    rows,
    walks,
    full: detail === 'full' && !knowsDetail,
    problems,
  };
};
