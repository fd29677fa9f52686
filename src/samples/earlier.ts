import type { Sample } from './sample.ts';
import { taskBeforeCalls } from './whole-task.ts';

/**
 * Samples as they were before their text or their scenario was changed, so that links which were made then open what they meant. Nothing
 * is ever taken away here. `{ ...sample, id: 'order.1', edition: 1 }` is the first edition of a sample whose second is offered (docs/LINKS.md).
 */
export const earlierSamples: readonly Sample[] = [taskBeforeCalls];
