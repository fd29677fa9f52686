import { aboutChanges } from './changes.ts';
import { aboutCrashes } from './crashes.ts';
import type { Prediction, Predictions } from './prediction.ts';
import { aboutReplays } from './replays.ts';
import { aboutWaits } from './waits.ts';

export const PREDICTIONS: Predictions = {
  ...aboutCrashes,
  ...aboutReplays,
  ...aboutChanges,
  ...aboutWaits,
};

export const predictionFor = (sample: string, question: number): Prediction | undefined =>
  PREDICTIONS[`${sample} ${question}`];
