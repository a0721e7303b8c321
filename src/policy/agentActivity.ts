import type { Question } from './approval.ts';
import type { AgentClient } from './audit.ts';

/** By which way an agent came in: the editor's chat, a terminal of its window, or a program's own start. */
export type Via = 'chat' | 'terminal' | 'stdio' | 'http';

/** An agent that is connected now. */
export interface AgentConnection {
  /** Counts up while the server runs. */
  readonly id: number;
  readonly client: AgentClient;
  readonly via: Via;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** A question that a person has not answered yet. */
export interface WaitingQuestion {
  readonly id: number;
  readonly client: AgentClient;
  readonly question: Question;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Name of a connection in the audit and in the sidebar: `terminal 2`. */
export const toConnectionName = ({ via, id }: Pick<AgentConnection, 'via' | 'id'>): string => `${via} ${id}`;
