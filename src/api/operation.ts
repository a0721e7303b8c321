/** What a call does, whatever its HTTP method suggests. */
export type Effect = 'read' | 'write' | 'delete';

/** Which of PagerDuty's hosts answers: the REST API, the Events API or the web app. */
export type Host = 'rest' | 'events' | 'app';

/** Whether PagerDuty still offers an operation. */
export type Status = 'current' | 'early-access' | 'deprecated' | 'retired';

/**
 * How the answer is paged: by `offset` and `limit`, by `cursor` and `next_cursor`, by the last row (`after`), or by
 * SCIM's one-based `startIndex`. `items` names the field that holds the rows; `{field}` in it stands for the value of
 * that input field. `send` and `take` name the fields of `after` paging.
 */
export interface Paging {
  readonly style: 'offset' | 'cursor' | 'after' | 'index';
  readonly items: string;
  readonly send?: string;
  readonly take?: string;
}

/** How the flat input becomes a request body. */
export interface Body {
  /** The one property that wraps the whole body, as in `{"incident": {…}}`. */
  readonly wrapper?: string;
  /** Input fields that go into the body. */
  readonly fields: readonly string[];
  /** Fields with only one possible value, put on wherever their parent is sent: `*` steps into arrays. */
  readonly constants?: readonly (readonly [path: string, value: string])[];
  /** A media type other than JSON. */
  readonly media?: 'multipart/form-data';
}

/**
 * One row of the table of operations: all that the client, the agent, the sandbox and the documentation know about an
 * API operation. Generated from `src/api/description/`.
 */
export interface Operation {
  readonly id: string;
  readonly area: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path from the host's root; `{name}` stands for the input field of that name. */
  readonly path: string;
  readonly host: Host;
  readonly effect: Effect;
  readonly status: Status;
  /** At most 12 words, verb first. */
  readonly summary: string;
  /**
   * The call may page or message people: always, or when one of these fields is given, `a.*.b` stepping into arrays
   * and `a=b` asking for one value.
   */
  readonly pages?: true | readonly string[];
  /** The body's field that lists what the call acts on: each item is an act of its own. */
  readonly bulk?: string;
  /** OAuth scope. */
  readonly scope?: string;
  /** Whether the call needs or takes a `From` header with a user's email address. */
  readonly from?: 'required' | 'optional';
  /** Value of the `X-EARLY-ACCESS` header. */
  readonly earlyAccess?: string;
  readonly paging?: Paging;
  /** Query parameters as they go on the wire: `ids[]` repeats, `sort_by,` joins by comma, others are sent as they are. */
  readonly query?: readonly string[];
  /** Headers that are input fields. */
  readonly headers?: readonly string[];
  readonly body?: Body;
  /** Media type of the answer where it is not JSON's own. */
  readonly accept?: string;
  /** Input and answer fields whose values never appear in a log, an audit record or a tool result. */
  readonly secret?: readonly string[];
}

/** A group of operations, the unit that an agent's access is granted by. */
export interface Area {
  readonly title: string;
  readonly description: string;
}

/** A row as the generated table writes it: without what its place says and what most rows have in common. */
export type WrittenRow = Omit<Operation, 'id' | 'area' | 'host' | 'status'> &
  Partial<Pick<Operation, 'host' | 'status'>>;

/** Fills in id, area, host and status of the written rows; the type parameter names the table's own type. */
export const toTable = <T>(written: Readonly<Record<string, Readonly<Record<string, WrittenRow>>>>): T =>
  Object.fromEntries(
    Object.entries(written).map(([area, rows]) => [
      area,
      Object.fromEntries(
        Object.entries(rows).map(([id, row]): [string, Operation] => [
          id,
          { id, area, host: 'rest', status: 'current', ...row },
        ]),
      ),
    ]),
  ) as T; // The generator writes the rows and the type from one description.
