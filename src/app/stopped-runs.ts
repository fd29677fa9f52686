import { encodeLink } from '../link/codec.ts';
import type { Scenario } from '../sim/scenario.ts';
import { sampleIndex } from './programs.ts';
import { isStopped, type Run } from './run.ts';

type Shown = NonNullable<Run['shown']>;

/** Each may hold as many steps as a run may have. */
const MOST_KEPT = 2;

const textOf = (scenario: Scenario): string => encodeLink({ scenario }, sampleIndex);

/**
 * Runs whose computing was stopped, as far as they had come: who takes back what they did in such a run finds it stopped, as it was.
 * Computed anew it might not end. The oldest goes first.
 */
export function stoppedRuns() {
  let kept: { text: string; shown: Shown }[] = [];
  return {
    /** Another run takes the place of this one. */
    leave: (shown: Shown | undefined): void => {
      if (!shown || !isStopped(shown)) return;
      const text = textOf(shown.scenario);
      const others = kept.filter((each) => each.text !== text);
      kept = [...others, { text, shown }].slice(-MOST_KEPT);
    },
    /** The run of this scenario, when it was left stopped. */
    of: (scenario: Scenario): Shown | undefined => {
      if (kept.length === 0) return undefined;
      const text = textOf(scenario);
      return kept.find((each) => each.text === text)?.shown;
    },
  };
}
