import type { Preferences } from '../preferences.ts';

/** Which question of which sample an answer was given to. */
export interface Predicted {
  sample: string;
  question: number;
  /** Index of the answer; `skipped`: the person does not want to be asked this. */
  answer: number | 'skipped';
}

export const isSameQuestion = (predicted: Predicted, sample: string, question: number): boolean =>
  predicted.sample === sample && predicted.question === question;

/** The outcome waits for an answer: the reader wants it so, and the first minute is over. */
export const isHolding = ({
  isFirstMinute,
  preferences,
}: {
  isFirstMinute: boolean;
  preferences: Preferences;
}): boolean => !isFirstMinute && preferences.isAsked && preferences.isHeld;
