/** One answer that a person may give. */
export interface PredictionOption {
  text: string;
  /** Said once the run is over: why it is so, or why it is not. */
  why: string;
  /** What the run must have done for this answer to be the right one. */
  outcome: { subject: string; times: number } | { status: 'COMPLETED' | 'FAILED' };
}

/** What is asked before the crash and the restart at a question's opening moment. */
export interface Prediction {
  ask: string;
  options: readonly PredictionOption[];
  /** Index of the answer that the engine gives (predictions.test.ts runs it). */
  right: number;
}

const KEPT = 'A kept answer is read, not asked for again.';
const charged = (times: number): PredictionOption['outcome'] => ({ subject: 'charge', times });

/** By sample and number of its question: `order 0`. */
export const PREDICTIONS: Readonly<Record<string, Prediction>> = {
  'order 0': {
    ask: 'Crash and restart now: how often is the card charged?',
    options: [
      { text: 'Once', why: `The answer of chargeCard was kept. ${KEPT}`, outcome: charged(1) },
      {
        text: 'Twice',
        why: 'Line 4 does run again, but its answer was kept before the crash. chargeCard itself does not run.',
        outcome: charged(2),
      },
      {
        text: 'Never',
        why: 'It was charged before the crash. The world keeps that.',
        outcome: charged(0),
      },
    ],
    right: 0,
  },
  'order 1': {
    ask: 'Crash and restart now: how often is the card charged?',
    options: [
      {
        text: 'Once',
        why: 'The request was kept, but a kept request protects from nothing. No answer was kept, so the activity runs again.',
        outcome: charged(1),
      },
      {
        text: 'Twice',
        why: 'The answer was lost with the app, so the engine has the activity run again.',
        outcome: charged(2),
      },
      {
        text: 'Three times',
        why: 'The activity is handed out once more, and this time its answer is kept.',
        outcome: charged(3),
      },
    ],
    right: 1,
  },
  'order-key 0': {
    ask: 'Crash and restart now: how often is the card charged?',
    options: [
      {
        text: 'Once',
        why: 'The activity runs twice, but the service knows the key and does the same request only once.',
        outcome: charged(1),
      },
      {
        text: 'Twice',
        why: 'The request is sent twice. The service sees the same key and charges nothing the second time.',
        outcome: charged(2),
      },
    ],
    right: 0,
  },
  'coin-mended 0': {
    ask: 'Crash and restart now: how does this workflow end?',
    options: [
      {
        text: 'It completes',
        why: 'The toss is kept as an answer, so every replay reads the same side.',
        outcome: { status: 'COMPLETED' },
      },
      {
        text: 'It stops',
        why: 'It would if the workflow tossed. The activity’s answer is in the history, and the replay reads that.',
        outcome: { status: 'FAILED' },
      },
    ],
    right: 0,
  },
  'clock-logged 0': {
    ask: 'Crash and restart now: how does this workflow end?',
    options: [
      {
        text: 'It completes',
        why: 'A log line prints again on every replay. Nothing that is asked for depends on it.',
        outcome: { status: 'COMPLETED' },
      },
      {
        text: 'It stops',
        why: 'The printed time differs, but it decides nothing: the same activities are asked for.',
        outcome: { status: 'FAILED' },
      },
    ],
    right: 0,
  },
};

export const predictionFor = (sample: string, question: number): Prediction | undefined =>
  PREDICTIONS[`${sample} ${question}`];
