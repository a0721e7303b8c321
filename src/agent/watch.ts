import type { AgentConnection, Via, WaitingQuestion } from '../policy/agentActivity.ts';
import type { AgentClient } from '../policy/audit.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import type { ApprovalRequest } from './gate.ts';

/** A connection, as its session tells of itself. */
export interface Link {
  readonly via: Via;
  readonly client: () => AgentClient;
  readonly end: () => void;
}

/** Who is connected and what waits for a person's answer. */
export interface Watch extends Disposable {
  readonly connections: () => readonly AgentConnection[];
  readonly waiting: () => readonly WaitingQuestion[];
  /** Fires when one of both may have changed. */
  readonly onDidChange: Event<void>;
  /** Ends a connection; what it has under way is cancelled. */
  end(id: number): void;
  /** Takes a connection up and gives its number. */
  add(link: Link): number;
  remove(id: number): void;
  /** Says that a client has told its name. */
  touch(): void;
  /** Takes a question up; what it gives lets it go. */
  ask(request: ApprovalRequest): () => void;
}

/** Makes a watch over nobody. */
export const createWatch = (now: () => number): Watch => {
  const links = new Map<number, { readonly link: Link; readonly since: number }>();
  const questions = new Map<number, WaitingQuestion>();
  const changed = createEmitter<void>();
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  return {
    connections: () => [...links].map(([id, { link, since }]) => ({ id, client: link.client(), via: link.via, since })),
    waiting: () => [...questions.values()],
    onDidChange: changed.event,
    end: (id) => links.get(id)?.link.end(),
    add: (link) => {
      const id = next();
      links.set(id, { link, since: now() });
      changed.fire();
      return id;
    },
    remove: (id) => {
      if (links.delete(id)) changed.fire();
    },
    touch: () => changed.fire(),
    ask: ({ client, question }) => {
      const id = next();
      questions.set(id, { id, client, question, since: now() });
      changed.fire();
      return () => {
        if (questions.delete(id)) changed.fire();
      };
    },
    dispose: changed.dispose,
  };
};
