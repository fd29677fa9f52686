import { useEffect } from 'react';
import type { OfferedSample } from '../../samples/sample.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { isSamePlace, placeOf } from '../../trace/positions.ts';
import type { Cursor } from '../../trace/trace.ts';
import { PredictCard } from '../../ui/predict/predict-card.tsx';
import type { Run } from '../run.ts';
import type { Session } from '../session.ts';
import type { AppState } from '../store.ts';
import { isAtGate, lessonAt, type Lesson } from './lesson-at.ts';
import { keepLessons, type Around } from './keeper.ts';
import { isBefore } from './outcome.ts';
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

/** What a lesson asks before the outcome, and the answer beside it. Loaded after the first minute. */
export default function PredictOffer({ session, around, sample, state, shown, cursor }: Parts) {
  useEffect(() => keepLessons(session, around), [session, around]);
  const { question, predicted } = state;
  const { trace } = shown;
  if (shown.scenario !== state.scenario) return null;
  const lesson = lessonAt({ sample, question, ...shown });
  const step = trace.steps[cursor.step];
  if (!lesson || !step) return null;
  const { prediction, stage, outcome } = lesson;
  const isHeld = isHolding(state);
  const isGate = isAtGate(lesson, trace, cursor);
  const isWaiting = isHeld && isGate;
  const opening = sample.questions[question]?.opening;
  const isOpening =
    stage !== 'crashed' &&
    (stage === 'before' || prediction.foresees === 'going-on') &&
    opening !== undefined &&
    isSamePlace(placeOf(step, cursor.beat), opening, MAIN_INSTANCE);
  // Who stops here, or comes by a link that was made while somebody was asked, is asked as well.
  const isResting = isGate && around.player.getSnapshot().value === 'paused';
  const isOffered = isOpening || isResting;
  const isOurs = predicted !== undefined && isSameQuestion(predicted, sample.id, question);
  const answer = isOurs ? predicted.answer : undefined;
  if (answer === 'skipped' || (answer === undefined && !isOffered && !isWaiting)) return null;
  const isTold = stage === 'runs' && outcome !== undefined && !isBefore(cursor, outcome.shownAt);
  return (
    <PredictCard
      ask={prediction.ask}
      options={prediction.options}
      right={isTold ? outcome.right : undefined}
      answer={answer}
      next={NEXT[stage]}
      isWaiting={isWaiting}
      isHeld={isHeld}
      onHeld={session.setHeld}
      onKeys={session.hearLesson}
      onAnswer={(given) => session.predict({ sample: sample.id, question, answer: given })}
    />
  );
}
