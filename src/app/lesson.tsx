import type { OfferedSample } from '../samples/sample.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { Frame } from '../view/frame.ts';
import type { Session } from './session.ts';
import type { AppState } from './store.ts';

const PredictOffer = lazyPart('The question', () => import('./predict-offer.tsx'));

/** Before the first minute is over nothing is asked; nor where the reader does not want it. */
export function predictOf(session: Session, state: AppState, sample: OfferedSample, frame: Frame) {
  if (state.isFirstMinute || !state.preferences.isAsked) return undefined;
  const { scenario, question, predicted } = state;
  return <PredictOffer {...{ session, sample, scenario, question, predicted, frame }} />;
}
