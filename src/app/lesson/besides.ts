import type { Prediction } from '../../samples/predictions/prediction.ts';
import type { Intervention } from '../../sim/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { stateAfter } from '../../view/state-after.ts';
import { rightAnswers, shownAt, type Spot } from './outcome.ts';

/** What was done that the question does not speak of. */
export interface Besides {
  /** All that the question asks for was done first, so its reasons hold. */
  isAsked: boolean;
  /** How many crashes, where it was nothing but that, and restarts after them. */
  crashes: number | undefined;
}

interface Judged {
  stage: 'crashed' | 'runs';
  besides: Besides;
  outcome?: { right: number; shownAt: Spot; closesAt: Spot };
}

interface Done {
  prediction: Prediction;
  trace: Trace;
  isComplete: boolean;
  isAsked: boolean;
  /** What was done besides. */
  more: readonly Intervention[];
  /** Step of the last act. */
  lastAct: number;
}

/** It brings back the same code, with the same variables. */
export const isPlain = (act: Intervention): boolean =>
  act.do === 'restart' && act.code === undefined && act.variables === undefined;

/**
 * A crash is what the page invites to, so it must not void an answer: where such a run comes to the same as the question's own,
 * the answer is judged by it. Undefined: it comes to something else, or to no end.
 */
export function besidesIn(done: Done): Judged | undefined {
  const { prediction, trace, isComplete, isAsked, more, lastAct } = done;
  const crashes = more.filter((act) => act.do === 'crash').length;
  const isCrash = more.every((act) => act.do === 'crash' || isPlain(act));
  const besides = { isAsked, crashes: isCrash ? crashes : undefined };
  if (!isComplete) return { stage: 'runs', besides };
  const last = trace.steps.at(-1);
  if (last?.kind !== 'over') return undefined;
  if (last.reason === 'app-down') return { stage: 'crashed', besides };
  const end = stateAfter(trace, trace.steps.length);
  const holds = rightAnswers(prediction, end);
  const right = holds.indexOf(true);
  const option = prediction.options[right];
  const isSame = option?.isRight === true && holds.filter(Boolean).length === 1;
  if (last.reason !== 'finished' || !isSame) return undefined;
  const shown = shownAt(option, trace, lastAct, end);
  const closesAt = end.divergence ? shown : { step: trace.steps.length - 1, beat: 0 };
  return { stage: 'runs', besides, outcome: { right, shownAt: shown, closesAt } };
}
