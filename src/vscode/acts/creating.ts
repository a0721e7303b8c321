import type { Commit } from '../../domain/gitChange.ts';
import type { Creation } from '../../store/creation.ts';
import type { WriteText } from '../textEditor.ts';
import type { ChoiceTools } from './choices.ts';

/** What creating works with. */
export interface Creating extends ChoiceTools {
  readonly creation: Creation;
  /** Lets the person write a text of many lines in an editor tab. */
  readonly writeText: WriteText;
  /** A new key that nobody else has. */
  readonly randomId: () => string;
  /** Loads anew what shows things of this kind. */
  readonly didCreate: (kind: 'incidents' | 'onCalls' | 'services') => void;
  readonly showIncident: (id: string) => Promise<unknown>;
  /** The commit that the workspace stands on, where it is in Git. */
  readonly head: () => Promise<Commit | undefined>;
}
