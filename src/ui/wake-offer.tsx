import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { lazyPart } from './lazy-part.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { EventChoice } from './screen-state.ts';

/** Nothing sleeps in the first minute. */
const WakeButtons = lazyPart('What would wake it', () => import('./wake-buttons.tsx'));

/** When nothing can happen at once: what would wake the workflow. */
export function WakeOffer(props: {
  frame: Frame;
  choices: readonly EventChoice[];
  actions: ScreenActions;
}): ReactNode {
  const { isUnwoken, waitingFor, app } = props.frame;
  const isAsleep = isUnwoken || waitingFor.length > 0;
  return isAsleep && app.status !== 'dead' && <WakeButtons {...props} />;
}
