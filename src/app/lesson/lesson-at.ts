import { predictionFor } from '../../samples/predictions/all.ts';
import type { Prediction } from '../../samples/predictions/prediction.ts';
import type { OfferedSample } from '../../samples/sample.ts';
import type { Intervention, Scenario } from '../../sim/scenario.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { findPlace, isSamePlace, stopsOf } from '../../trace/positions.ts';
import type { Step } from '../../trace/step.ts';
import type { Trace } from '../../trace/trace.ts';
import { stateAfter } from '../../view/state-after.ts';
import { besidesIn, isPlain, type Besides } from './besides.ts';
import { rightAnswers, shownAt, type Spot } from './outcome.ts';

/** A question that is asked about a run, and where in it. */
export interface Lesson {
  prediction: Prediction;
  /** `before`: the crash was not made yet. `crashed`: no restart yet. `runs`: what is asked about is in this run. */
  stage: 'before' | 'crashed' | 'runs';
  /** The first step that shows something of the outcome. */
  gate?: number;
  /**
   * Known when the run is whole. `right`: index of the answer that the run gives. `shownAt`: from here on it has been seen;
   * `closesAt`: here the run has come to its end, or does not go on.
   */
  outcome?: { right: number; shownAt: Spot; closesAt: Spot };
  /** Something else was done, and it came to the same. Such a run is neither asked about nor held. */
  besides?: Besides;
}

export interface LessonInput {
  sample: OfferedSample;
  question: number;
  scenario: Scenario;
  trace: Trace;
  isComplete: boolean;
}

/** The acts of the person; those that only shorten the waiting are left out. */
const actsOf = ({ sample, scenario }: LessonInput): Intervention[] =>
  scenario.interventions
    .slice(sample.scenario.interventions.length)
    .filter((act) => !isForetold(act, sample.scenario));

/** How far these acts are those that the question speaks of; undefined: they are others. */
function stageOf(
  { foresees }: Prediction,
  input: LessonInput,
  acts: readonly Intervention[],
): Lesson['stage'] | undefined {
  const { sample, question, scenario } = input;
  const own = sample.scenario.interventions.length;
  const [crash, restart, ...more] = acts;
  const opening = sample.questions[question]?.opening;
  if (!opening || more.length > 0 || isOtherRun(sample.scenario, scenario, own)) return undefined;
  if (foresees === 'going-on') return crash ? undefined : 'runs';
  if (!crash) return 'before';
  const isHere = crash.do === 'crash' && crash.target === 'app' && crash.at !== undefined;
  if (!isHere || !isSamePlace(crash.at, opening, MAIN_INSTANCE)) return undefined;
  if (!restart) return 'crashed';
  return isPlain(restart) ? 'runs' : undefined;
}

/** The event that comes in this sample anyway, sent by hand: only the waiting is shorter. */
const isForetold = (act: Intervention, { environment }: Scenario): boolean =>
  act.do === 'raise' &&
  environment.events.some(
    ({ name, data }) => name === act.name && JSON.stringify(data) === JSON.stringify(act.data),
  );

/** Reasons are written for the run of the sample: with another seed, input or setting it is another story. */
function isOtherRun(offered: Scenario, now: Scenario, own: number): boolean {
  const plain = (scenario: Scenario): string =>
    JSON.stringify({ ...scenario, interventions: scenario.interventions.slice(0, own) });
  return plain(offered) !== plain(now);
}

/** The step behind which everything that is asked about happens. */
function beginning(prediction: Prediction, input: LessonInput): number | undefined {
  const { sample, question, trace } = input;
  if (prediction.foresees === 'crash') {
    const restart = input.scenario.interventions.findLastIndex((act) => act.do === 'restart');
    return trace.performedAt[restart];
  }
  const from = prediction.from ?? sample.questions[question]?.opening;
  const found = from && findPlace(trace, from, trace.mainInstance ?? MAIN_INSTANCE);
  return found?.isExact ? found.step : undefined;
}

const isWork = ({ kind }: Step): boolean => kind === 'turn-sent' || kind === 'task-sent';

/** Acts that the question does not speak of, perhaps after those of which it does. */
function otherwise(prediction: Prediction, input: LessonInput): Lesson | undefined {
  const { sample, scenario, trace, isComplete } = input;
  const acts = actsOf(input);
  if (isOtherRun(sample.scenario, scenario, sample.scenario.interventions.length)) return undefined;
  const asked = prediction.foresees === 'crash' ? 2 : 0;
  const isAsked = stageOf(prediction, input, acts.slice(0, asked)) === 'runs';
  const lastAct = trace.performedAt.at(-1) ?? 0;
  const more = isAsked ? acts.slice(asked) : acts;
  const judged = besidesIn({ prediction, trace, isComplete, isAsked, more, lastAct });
  return judged && { prediction, ...judged };
}

function lessonOf(input: LessonInput): Lesson | undefined {
  const prediction = predictionFor(input.sample.id, input.question);
  if (!prediction) return undefined;
  const stage = stageOf(prediction, input, actsOf(input));
  if (!stage) return otherwise(prediction, input);
  const from = stage === 'runs' ? beginning(prediction, input) : undefined;
  if (from === undefined) return { prediction, stage };
  const { trace, isComplete } = input;
  const work = trace.steps.findIndex((step, index) => index > from && isWork(step));
  const gate = work === -1 && isComplete ? from + 1 : work;
  const held = gate > 0 && gate < trace.steps.length && { gate };
  if (!isComplete) return { prediction, stage, ...held };
  const end = stateAfter(trace, trace.steps.length);
  const right = rightAnswers(prediction, end).indexOf(true);
  const option = prediction.options[right];
  if (!option) return { prediction, stage, ...held };
  const shown = shownAt(option, trace, from, end);
  const closesAt = end.divergence ? shown : { step: trace.steps.length - 1, beat: 0 };
  return { prediction, stage, ...held, outcome: { right, shownAt: shown, closesAt } };
}

let last: { input: LessonInput; lesson: Lesson | undefined } | undefined;

/** What a lesson asks about this run; undefined when its question is not about it. Asked for at every frame: the last is kept. */
export function lessonAt(input: LessonInput): Lesson | undefined {
  const known = last?.input;
  const isKnown =
    known?.trace === input.trace &&
    known.scenario === input.scenario &&
    known.question === input.question &&
    known.isComplete === input.isComplete;
  if (!last || !isKnown) last = { input, lesson: lessonOf(input) };
  return last.lesson;
}

/** The last stop before the gate: here the question stands until there is an answer. */
export function isAtGate({ gate }: Lesson, trace: Trace, cursor: Spot): boolean {
  if (gate === undefined || cursor.step !== gate - 1) return false;
  const step = trace.steps[cursor.step];
  return step?.kind !== 'pass' || cursor.beat === stopsOf(step.pass).at(-1);
}
