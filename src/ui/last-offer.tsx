import type { ReactNode } from 'react';
import type { ScreenActions } from './screen-actions.ts';
import type { SampleChoice } from './screen-state.ts';

/** Where the road ends: the place of Crash leads to code of one's own, and this to where it began. */
export default function LastOffer({
  samples: [first],
  actions,
}: {
  samples: readonly SampleChoice[];
  actions: ScreenActions;
}): ReactNode {
  return (
    first && (
      <div className="wake-offer last-offer" role="group" aria-label="After the last question">
        <span className="wake-title">That was the last question.</span>
        <button type="button" className="quiet wake" onClick={() => actions.onSample(first.id)}>
          Back to the first
        </button>
      </div>
    )
  );
}
