import { useEffect } from 'react';
import { predictionFor } from '../../samples/predictions/all.ts';
import type { Prediction } from '../../samples/predictions/prediction.ts';
import type { OfferedSample } from '../../samples/sample.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import type { Place } from '../../trace/place.ts';
import { isSamePlace, placeOf } from '../../trace/positions.ts';
import type { Cursor } from '../../trace/trace.ts';
import { AnswerCard, AsAsked, PredictCard } from '../../ui/predict/predict-card.tsx';
import { TooBefore } from '../../ui/too-before.tsx';
import type { Run } from '../run.ts';
import { samples } from '../samples/outlines.ts';
import type { Session } from '../session.ts';
import type { AppState } from '../store.ts';
import { playAsAsked } from './as-asked.ts';
import type { Besides } from './besides.ts';
import { isAtGate, lessonAt, type Lesson } from './lesson-at.ts';
import { keepLessons, type Around } from './keeper.ts';
import { isBefore } from './outcome.ts';
import { revealWakeUps } from './reveal.ts';
import { isHolding, isSameQuestion } from './predicted.ts';

interface Parts {
  session: Session;
  around: Around;
  sample: OfferedSample;
  state: AppState;
  shown: NonNullable<Run['shown']>;
  cursor: Cursor;
}

/** What is to be done to see who is right. */
const NEXT: Record<Lesson['stage'], string> = {
  before: 'Now crash the app, restart it, and see.',
  crashed: 'Now restart the app, and see.',
  runs: 'Now let it go on, and see.',
};

/** Nothing goes on by itself where the workflow waits. */
const WAKE = 'Now wake it, and see.';

const NOT_JUDGED = 'You did something else, so this run can’t tell.';

/** Of a run in which something else was done, and that came to the same. */
function besidesText({ isAsked, crashes }: Besides, { foresees }: Prediction): string {
  if (!isAsked) return 'You did something else than the question says. It came to the same.';
  if (crashes === undefined) return 'Nothing else that you did changed that.';
  if (foresees === 'crash')
    return crashes === 1
      ? 'One more crash did not change that.'
      : 'More crashes did not change that.';
  return crashes === 1 ? 'Your crash did not change that.' : 'Your crashes did not change that.';
}

/** What a lesson asks before the outcome, and the answer beside it. Loaded after the first minute. */
export default function PredictOffer({ session, around, sample, state, shown, cursor }: Parts) {
  useEffect(() => keepLessons(session, around), [session, around]);
  const { question, predicted } = state;
  const { trace } = shown;
  const step = trace.steps[cursor.step];
  const prediction = predictionFor(sample.id, question);
  if (shown.scenario !== state.scenario || !prediction || !step) return null;
  const lesson = lessonAt({ sample, question, ...shown });
  const isOurs = predicted !== undefined && isSameQuestion(predicted, sample.id, question);
  const given = isOurs ? predicted.answer : undefined;
  const answer = given === 'skipped' ? undefined : given;
  const isHeld = isHolding(state);
  const card = {
    ask: prediction.ask,
    options: prediction.options,
    answer,
    isHeld,
    onHeld: session.setHeld,
    onKeys: session.hearLesson,
    onAnswer: (said: number | 'skipped') =>
      session.predict({ sample: sample.id, question, answer: said }),
  };
  // An answer that was given stays, also where nothing can be said about it any more.
  if (!lesson)
    return answer === undefined ? null : (
      <>
        <PredictCard {...card} right={undefined} next={NOT_JUDGED} isWaiting={false} />
        {step.kind === 'over' && step.reason === 'finished' && (
          <AsAsked onPress={() => playAsAsked(session.visit, sample, question, prediction)} />
        )}
      </>
    );
  const { stage, outcome, besides } = lesson;
  if (besides && answer === undefined) return null;
  const told = outcome && !isBefore(cursor, outcome.shownAt) ? outcome.right : undefined;
  if (answer === undefined && outcome && !isBefore(cursor, outcome.closesAt)) {
    // The sentence itself answers the question that the page opens with: what is new stands there.
    const isTooBefore = sample.id === samples[0]?.id && question === 0;
    if (isTooBefore && state.preferences.isFolded)
      return <TooBefore onShow={() => revealWakeUps(session, around, shown, cursor)} />;
    return (
      <AnswerCard option={prediction.options[outcome.right]} isTold={prediction.isTold === true} />
    );
  }
  const isGate = isAtGate(lesson, trace, cursor);
  const isWaiting = isHeld && isGate;
  // Who stops here, or comes by a link that was made while somebody was asked, is asked as well.
  const isResting = isGate && around.player.getSnapshot().value === 'paused';
  const isOffered = isResting || isOpening(sample, question, lesson, placeOf(step, cursor.beat));
  const isAsked = state.preferences.isAsked && given === undefined && (isOffered || isWaiting);
  if (answer === undefined && !isAsked) return null;
  const isSilent = shown.isComplete && stage === 'runs' && !outcome;
  const next = isSilent ? NOT_JUDGED : step.kind === 'idle' ? WAKE : NEXT[stage];
  const said = besides && { besides: besidesText(besides, prediction), isAsked: besides.isAsked };
  return <PredictCard {...card} {...said} right={told} next={next} isWaiting={isWaiting} />;
}

/** The moment at which the sample opens, before anything of the answer has happened. */
function isOpening(
  sample: OfferedSample,
  question: number,
  { stage, prediction }: Lesson,
  place: Place,
): boolean {
  const opening = sample.questions[question]?.opening;
  const isEarly = stage !== 'crashed' && (stage === 'before' || prediction.foresees === 'going-on');
  return isEarly && opening !== undefined && isSamePlace(place, opening, MAIN_INSTANCE);
}
