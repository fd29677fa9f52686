import type { OfferedSample } from '../../samples/sample.ts';
import type { Cursor } from '../../trace/trace.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import type { Run } from '../run.ts';
import type { Session } from '../session.ts';
import type { AppState } from '../store.ts';
import type { Around } from './keeper.ts';

const PredictOffer = lazyPart('The question', () => import('./predict-offer.tsx'));

/** Before the end of the first run nothing is asked, and nothing answered. */
export function predictOf(
  session: Session,
  around: Around,
  state: AppState,
  sample: OfferedSample | undefined,
  shown: Run['shown'],
  cursor: Cursor,
  isOver: boolean,
) {
  if (!sample || !shown || (state.isFirstMinute && !isOver)) return undefined;
  return <PredictOffer {...{ session, around, sample, state, shown, cursor }} />;
}
