import type { Story } from './story.ts';

/** An incident that came and went, once for each of `days`: so many days ago. */
export interface ClosedStory extends Story {
  readonly days: readonly number[];
}
