import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { lazyPart } from './lazy-part.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { EventChoice } from './screen-state.ts';
import type { WakeProps } from './wake-buttons.tsx';

/** Nothing sleeps in the first minute. */
const WakeButtons = lazyPart('What would wake it', () => import('./wake-buttons.tsx'));

const Big = lazyPart(
  'What would wake it',
  async () => ({ default: (await import('./wake-buttons.tsx')).BigWake }),
  // Its place is kept: Crash is small beside it from the first.
  <span className="crash next-big wake-big" />,
);

export const wakeOf = (screen: {
  frame: Frame;
  eventChoices?: readonly EventChoice[];
  isWakeInvited?: boolean;
  actions: ScreenActions;
}): WakeProps => ({
  frame: screen.frame,
  choices: screen.eventChoices ?? [],
  isInvited: screen.isWakeInvited === true || isPaused(screen.frame),
  actions: screen.actions,
});

/** Somebody has paused it, and all that was under way is done: only that it is resumed brings it on. */
export const isPaused = ({ status, isOver, waitingFor }: Frame): boolean =>
  status === 'SUSPENDED' && (isOver || waitingFor.length > 0);

/** Nothing goes on by itself; something would wake it. */
export const isAsleep = (frame: Frame): boolean =>
  (frame.isUnwoken || frame.waitingFor.length > 0 || isPaused(frame)) &&
  frame.app.status !== 'dead';

/** When nothing can happen at once: what would wake the workflow. */
export const WakeOffer = (props: WakeProps): ReactNode =>
  isAsleep(props.frame) && <WakeButtons {...props} />;

/** The same, where a sample asks for it. */
export const BigWake = (props: WakeProps): ReactNode =>
  props.isInvited === true && isAsleep(props.frame) && <Big {...props} />;
