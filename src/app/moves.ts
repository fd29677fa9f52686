import { indexOf, seekWhere, type Stop } from '../player/positions.ts';
import type { Staircase } from '../view/frame.ts';
import { focusNow } from './lesson/followed.ts';
import { stoppingOf } from './stopping.ts';
import type { Visit } from './visit.ts';

/** Everything that moves the cursor or says how far the run is computed, and changes nothing in it. */
export function movesOf(visit: Visit) {
  const toWhere = (direction: 1 | -1, isWanted: (stop: Stop) => boolean) => {
    const { timeline, index } = visit.player;
    visit.move({ type: 'GO', index: seekWhere(timeline, index, direction, isWanted) });
  };
  return {
    ...stoppingOf(visit),
    play: () => visit.move({ type: 'PLAY' }),
    pause: () => visit.move({ type: 'PAUSE' }),
    playOrPause: () =>
      visit.move({
        type: visit.around.player.getSnapshot().value === 'paused' ? 'PLAY' : 'PAUSE',
      }),
    step: () => visit.move({ type: 'STEP' }),
    stepBack: () => visit.move({ type: 'STEP_BACK' }),
    toStart: () => visit.move({ type: 'GO', index: 0 }),
    /** While the run is still being computed: to its end as it comes. */
    toEnd: () =>
      visit.move({ type: 'GO', index: visit.player.timeline.stops.length - 1, toEnd: true }),
    /** To a step and beat of the trace, and how far (0 to 1) towards the next stop. */
    seek: (step: number, beat: number, fraction: number) =>
      visit.move({ type: 'SEEK', index: indexOf(visit.player.timeline, step, beat), fraction }),
    seekIndex: (index: number) => visit.move({ type: 'SEEK', index }),
    toInteresting: (direction: 1 | -1) => toWhere(direction, (stop) => stop.isInteresting),
    toWakeUp: (direction: 1 | -1) => toWhere(direction, (stop) => stop.isWakeUp),
    /** To the beginning of the row above or below in the staircase, as it is drawn now. */
    toRow: (direction: 1 | -1) => {
      const stairs = staircaseOf(visit);
      const row = stairs?.rows[stairs.playhead.row + direction];
      if (row) visit.move({ type: 'GO', index: indexOf(visit.player.timeline, row.step, 0) });
    },
    /** Into the staircase of a long run, or out of it. */
    zoomStairs: (by: 1 | -1) => {
      const stairs = staircaseOf(visit);
      if (stairs && visit.around.drawing()?.isLong(stairs))
        visit.set({ zoomed: visit.state.zoomed + by });
      else visit.toast('This run is short: the staircase shows all of it.');
    },
    toDisagreement: () => {
      const { timeline } = visit.player;
      const found = timeline.stops.find((stop) => stop.kind === 'diverge');
      // No engine reports it, so there is no beat of its own; it is as much of a disagreement.
      const silent = found ? undefined : silentMoment(visit);
      if (found) visit.move({ type: 'GO', index: found.index });
      else if (silent)
        visit.move({ type: 'GO', index: indexOf(timeline, silent.step, silent.beat) });
      else visit.toast('Code and history agree in the whole run.');
    },
  };
}

/** As it is drawn now. */
function staircaseOf(visit: Visit): Staircase | undefined {
  const { shown } = visit.around.run.getState();
  const draws = visit.around.drawing();
  if (!shown || !draws) return undefined;
  const { preferences } = visit.state;
  const program = draws.focusOn(shown.program, shown.trace, focusNow(visit));
  return draws.staircaseAt(shown.trace, visit.cursor, program, { isFolded: preferences.isFolded });
}

/** Where a replay of the instance on the screen was silently different for the first time. */
function silentMoment(visit: Visit): { step: number; beat: number } | undefined {
  const { shown } = visit.around.run.getState();
  const draws = visit.around.drawing();
  if (!shown || !draws) return undefined;
  const { trace, program } = shown;
  const { focus } = draws.focusOn(program, trace, focusNow(visit));
  const found = draws.stateAfter(trace, trace.steps.length, focus).silent?.finding;
  return found && { step: found.at.step, beat: found.beat };
}
