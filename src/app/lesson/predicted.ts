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

/** Asked about what comes after the crash, and not shown it yet: the sentence may not tell it. */
export const isOpen = (
  state: Parameters<typeof isHolding>[0] & { predicted: Predicted | undefined; question: number },
  sample: string,
): boolean =>
  state.predicted && isSameQuestion(state.predicted, sample, state.question)
    ? state.predicted.answer !== 'skipped'
    : isHolding(state);

/** What the engine will do is what is asked. */
export const untold = (text: string): string => text.replace(/ It will run again.*$/, '');

/** The outcome waits for an answer: the reader wants it so, and the first minute is over. */
export const isHolding = ({
  isFirstMinute,
  preferences,
}: {
  isFirstMinute: boolean;
  preferences: Preferences;
}): boolean => !isFirstMinute && preferences.isAsked && preferences.isHeld;
