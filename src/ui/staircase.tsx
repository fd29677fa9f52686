import type { ReactNode } from 'react';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import { isLong } from '../view/staircase-size.ts';
import { lazyPart } from './lazy-part.tsx';
import { StairGrid, type StaircaseViewProps } from './staircase-grid.tsx';

const LongStaircase = lazyPart(
  'The staircase of a long run',
  async () => ({ default: (await import('./staircase-long.tsx')).LongStaircase }),
  <div className="stair-frame" aria-busy="true" />,
);

/** The drawing itself, which is the scrubber, too: press or drag across time, or walk it with the arrow keys. */
export function StaircaseDrawing(props: StaircaseViewProps): ReactNode {
  return isLong(props.staircase) ? <LongStaircase {...props} /> : <StairGrid {...props} />;
}

const Legend = lazyPart('The legend', async () => ({
  default: (await import('./stair-legend.tsx')).StairLegend,
}));

/** The replay staircase with its head. */
export function StaircaseZone(
  props: StaircaseViewProps & { id: string; tabId?: string; hasEngine: boolean; firstLine: number },
): ReactNode {
  const { isFolded, isFirstMinute, hasEngine, canCheckDeploy, actions, id, tabId } = props;
  return (
    <section
      id={id}
      className="staircase"
      data-folded={isFolded}
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          {isFolded || !hasEngine ? 'App runs' : 'Every wake-up'}
        </h2>
        {!isFirstMinute && (
          <>
            <p className="zone-note">
              {hasEngine
                ? `each starts at line ${props.firstLine} and reads the history from the left`
                : 'no history: nothing is kept that could be read again'}
            </p>
            <Legend />
            <button
              type="button"
              className="quiet fold"
              onClick={() => actions.onExplore('crashes')}
            >
              Crash everywhere
            </button>
            {canCheckDeploy && (
              <button
                type="button"
                className="quiet fold"
                onClick={() => actions.onExplore('deployment')}
              >
                Check the deploy
              </button>
            )}
            {hasEngine && (
              <button
                type="button"
                className="quiet fold"
                title={WAKE_UP_MEANING}
                onClick={actions.onFoldToggle}
              >
                {isFolded ? 'Show every wake-up' : 'Fold to app runs'}
              </button>
            )}
          </>
        )}
      </header>
      <StaircaseDrawing {...props} />
    </section>
  );
}
