import { gateIndexOf } from '../../player/player-machine.ts';
import { sampleOf } from '../programs.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../visit.ts';
import { lessonAt } from './lesson-at.ts';
import { isHolding, isSameQuestion } from './predicted.ts';
import { veilOf } from './veil.ts';

export type Around = Pick<Surroundings, 'player' | 'store' | 'run'>;

/**
 * Holds back what a question is about until there is an answer: puts a gate into the player, and takes it away. Who goes past it
 * by a seek of their own has skipped the question. The answer ends it.
 */
export function keepLessons(
  session: Pick<Session, 'predict' | 'tell'>,
  around: Around,
): () => void {
  const { player, run, store } = around;
  const context = () => player.getSnapshot().context;
  let gate: number | undefined;
  let { timeline } = context();
  /** A run is on the screen whose stops the player does not have yet. */
  let isLanding = false;
  let wasBefore = false;
  let wasHeld = false;

  const gateNow = (): number | undefined => {
    const state = store.getState();
    const { shown } = run.getState();
    const sample = sampleOf(state.scenario);
    if (!sample || shown?.scenario !== state.scenario || !isHolding(state)) return undefined;
    const { question, predicted } = state;
    if (predicted && isSameQuestion(predicted, sample.id, question)) return undefined;
    return lessonAt({ sample, question, ...shown })?.gate;
  };
  const put = (before: number | undefined) => {
    if (before === gate) return;
    gate = before;
    wasBefore = false;
    player.send({ type: 'GATE', before });
  };
  const veil = veilOf(around);
  const look = () => {
    put(gateNow());
    veil.look();
  };
  const skip = () => {
    const { scenario, question } = store.getState();
    const sample = sampleOf(scenario);
    if (wasBefore) session.tell('You went past the question. It counts as skipped.');
    if (sample) session.predict({ sample: sample.id, question, answer: 'skipped' });
  };
  const followPlayer = () => {
    const now = context();
    if (now.timeline !== timeline) isLanding = false;
    timeline = now.timeline;
    const isHeld = now.held !== undefined;
    const isNewlyHeld = isHeld && !wasHeld;
    wasHeld = isHeld;
    // The button that was pressed seems to do nothing: say what it waits for.
    if (isNewlyHeld) session.tell('First a question: answer it, or skip it.');
    if (!isLanding) veil.follow(timeline.stops[now.index]?.step ?? 0);
    if (now.gate === undefined || isLanding) return;
    if (now.index > gateIndexOf(now)) skip();
    else wasBefore = true;
  };
  const stopRun = run.subscribe(({ shown }, before) => {
    if (shown?.trace !== before.shown?.trace) isLanding = true;
    look();
  });
  const stopStore = store.subscribe(look);
  const following = player.subscribe(followPlayer);
  look();
  return () => {
    stopRun();
    stopStore();
    following.unsubscribe();
    // What waits here goes nowhere by itself.
    if (context().held !== undefined) player.send({ type: 'PAUSE' });
    put(undefined);
    veil.lift();
  };
}
