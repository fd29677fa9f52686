import type { CodeVerdict } from '../../trace/verdict.ts';
import type { Place } from '../../trace/place.ts';

/**
 * Something that a whole run has done. `subject`: the beginning of a ledger subject, `charge` or `search:wiki`.
 * `verdict`: over the code, as the screen has it.
 */
export type Fact =
  | { subject: string; times: number }
  | { status: 'COMPLETED' | 'FAILED' }
  | { verdict: CodeVerdict };

/** One answer that a person may give. */
export interface PredictionOption {
  text: string;
  /** Said once the outcome is on the screen: why it is so, or why it is not. */
  why: string;
  /** Said to the sample's own question when this is what happened, where `text` is no answer to that. In small letters. */
  answer?: string;
  /** The run must have done all of this for the answer to be the right one: the run on the screen decides. */
  outcome: readonly Fact[];
  /**
   * What the question's own run comes to; a test holds it against the engine. A run in which something else was done is judged only
   * where it comes to the same.
   */
  isRight?: true;
}

/** What is asked before the outcome shows, at one of a sample's questions. */
export interface Prediction {
  ask: string;
  /** `crash`: at the question's opening, and a restart after it. `going-on`: nothing is done, the run only goes on. */
  foresees: 'crash' | 'going-on';
  /** For `going-on`: the outcome shows at the first work after this moment. Absent: after the opening. */
  from?: Place;
  /** The sentence at the end of the run says why. */
  isTold?: true;
  /** Two to four, and exactly one of them is what happens. */
  options: readonly PredictionOption[];
}

/** By sample and number of its question: `order 0`. */
export type Predictions = Readonly<Record<string, Prediction>>;

export const done = (subject: string, times: number): Fact => ({ subject, times });
export const COMPLETES: Fact = { status: 'COMPLETED' };
export const STOPS: Fact = { status: 'FAILED' };
