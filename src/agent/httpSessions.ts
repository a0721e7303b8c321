import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

/** A client of the HTTP server. */
export interface HttpSession {
  readonly transport: Pick<StreamableHTTPServerTransport, 'close'>;
  /** Requests and streams that are under way. */
  open: number;
}

/** Sessions by their id, the one that was silent longest first. */
export class HttpSessions<T extends HttpSession> {
  readonly #byId = new Map<string, T>();
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }

  take(id: string): T | undefined {
    const session = this.#byId.get(id);
    if (!session) return undefined;
    this.#byId.delete(id);
    this.#byId.set(id, session);
    return session;
  }

  /** Whether there is room for one more; a session with nothing under way is closed where that makes it. */
  makeRoom(): boolean {
    if (this.#byId.size < this.#most) return true;
    const idle = [...this.#byId.values()].find(({ open }) => open === 0);
    if (idle) void idle.transport.close();
    return idle !== undefined;
  }

  add(id: string, session: T): void {
    this.#byId.set(id, session);
  }

  remove(session: T): void {
    for (const [id, known] of this.#byId) if (known === session) this.#byId.delete(id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#byId.values()].map(({ transport }) => transport.close()));
  }
}
