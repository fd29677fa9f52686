import type { Step } from '../trace/step.ts';
import type { detailing } from './details.ts';

type Around = Parameters<typeof detailing>[0];

/** A pass with fewer beats came with all its lines and their variables (wanted-lines.ts). */
const FEW_BEATS = 600;

const isPartly = (step: Step): boolean =>
  step.kind === 'pass' && (step.pass.beats?.length ?? Infinity) >= FEW_BEATS;

/** Brings what fills in the lines of long runs (details.ts) with the first run that needs it: few do. */
export function detailWhenNeeded(around: Around): void {
  let isAsked = false;
  const forget = around.run.subscribe(({ shown }) => {
    if (isAsked || !shown?.isComplete || !shown.trace.steps.some(isPartly)) return;
    isAsked = true;
    import('./details.ts').then(
      (details) => {
        forget();
        const look = details.detailing(around);
        for (const each of [around.player, around.run]) each.subscribe(look);
        look();
      },
      // With the next run it is tried again: until then the panes say that lines are missing.
      () => (isAsked = false),
    );
  });
}
