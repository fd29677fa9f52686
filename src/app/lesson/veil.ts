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
  const stepNow = (): number | undefined => {
    const state = store.getState();
    const { shown } = run.getState();
    const sample = sampleOf(state.scenario);
    const isAsked = !state.isFirstMinute && state.preferences.isAsked;
    if (!sample || !isAsked || shown?.scenario !== state.scenario || seen === shown.scenario)
      return undefined;
    const { question, predicted } = state;
    if (predicted && isSameQuestion(predicted, sample.id, question)) return undefined;
    const lesson = lessonAt({ sample, question, ...shown });
    return lesson?.prediction.foresees === 'going-on' ? lesson.gate : undefined;
  };
  const put = (veil: number | undefined) => {
    if (store.getState().veil !== veil) store.setState({ veil });
  };
  return {
    look: () => put(stepNow()),
    /** The cursor is at this step. */
    follow: (step: number) => {
      const { veil, scenario } = store.getState();
      if (veil === undefined || step < veil) return;
      seen = scenario;
      put(undefined);
    },
    lift: () => put(undefined),
  };
}
