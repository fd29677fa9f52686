import { sampleOf } from '../programs.ts';
import type { Surroundings } from '../visit.ts';
import { lessonAt } from './lesson-at.ts';
import { isSameQuestion } from './predicted.ts';

/**
 * Ends the staircase before what a question is about that stands at the opening, and that nobody holds: what is to come would
 * answer it. Who goes on without an answer sees all of it from then on.
 */
export function veilOf({ run, store }: Pick<Surroundings, 'run' | 'store'>) {
  /** The scenario whose outcome was seen without an answer. */
  let seen: unknown;
  const gateNow = (): number | undefined => {
    const state = store.getState();
    const { shown } = run.getState();
    const sample = sampleOf(state.scenario);
    const isAsked = !state.isFirstMinute && state.preferences.isAsked;
    if (!sample || !isAsked || shown?.scenario !== state.scenario || seen === shown.scenario)
      return undefined;
    const lesson = lessonAt({ sample, question: state.question, ...shown });
    return lesson?.prediction.foresees === 'going-on' ? lesson.gate : undefined;
  };
  /** Who has answered may see what is to come, and has yet to let it go on. */
  const put = (goOnUntil: number | undefined) => {
    const { scenario, question, predicted, ...state } = store.getState();
    const sample = sampleOf(scenario);
    const hasSaid = predicted && sample && isSameQuestion(predicted, sample.id, question);
    const veil = hasSaid ? undefined : goOnUntil;
    if (state.veil !== veil || state.goOnUntil !== goOnUntil) store.setState({ veil, goOnUntil });
  };
  return {
    look: () => put(gateNow()),
    /** The cursor is at this step. */
    follow: (step: number) => {
      const { goOnUntil, scenario } = store.getState();
      if (goOnUntil === undefined || step < goOnUntil) return;
      seen = scenario;
      put(undefined);
    },
    lift: () => put(undefined),
  };
}
