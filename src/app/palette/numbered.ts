import { cursorOf } from '../../player/player-machine.ts';
import { indexOf } from '../../player/positions.ts';
import { stepOfEvent, stepOfWakeUp } from '../../view/find-moment.ts';
import { focusOn } from '../../view/focus.ts';
import { followed } from '../lesson/followed.ts';
import type { Surroundings } from '../visit.ts';

/** The parts of the page that know the run and where it stands. */
export type Around = Pick<Surroundings, 'player' | 'store' | 'run'>;

type NumberedPlace = { index: number } | { index?: undefined; reason: string };

/** Where the event, the wake-up and the moment with a number are, from 1; or why there is none. */
export function numberedPlaces(
  around: Around,
  number: number,
): Record<'event' | 'wake-up' | 'moment', NumberedPlace> {
  const { shown } = around.run.getState();
  const { context } = around.player.getSnapshot();
  const { timeline } = context;
  const none = { reason: 'There is no run yet.' };
  if (!shown) return { event: none, 'wake-up': none, moment: none };
  const focus = followed(around.store.getState(), shown.trace, cursorOf(context).step);
  const program = focusOn(shown.program, shown.trace, focus);
  const placed = (found: { step: number } | { count: number }, what: string): NumberedPlace =>
    'step' in found
      ? { index: indexOf(timeline, found.step, 0) }
      : { reason: `This run has no ${what} ${number}. It has ${found.count}.` };
  const count = timeline.stops.length;
  return {
    event: placed(stepOfEvent(shown.trace, number, program), 'event'),
    'wake-up': placed(stepOfWakeUp(shown.trace, number, program), 'wake-up'),
    moment:
      number >= 1 && number <= count
        ? { index: number - 1 }
        : { reason: `This run has no moment ${number}. It has ${count}.` },
  };
}
