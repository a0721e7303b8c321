import type { ClosedStory } from './closedStory.ts';
import { paymentStories } from './paymentStories.ts';
import { platformStories } from './platformStories.ts';
import { shopStories } from './shopStories.ts';

/** Everything that went wrong in the last two weeks and is over. */
export const closedStories: readonly ClosedStory[] = [...platformStories, ...paymentStories, ...shopStories];
