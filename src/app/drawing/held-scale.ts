import { isAppAliveAt } from '../../sim/fork.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { standingAt } from '../../sim/standing.ts';
import type { Trace } from '../../trace/trace.ts';
import type { HeldRoom } from '../../view/frame.ts';
import type { ProgramView } from '../../view/program-view.ts';
import { staircaseAt } from '../../view/staircase.ts';
import type { Run } from '../run.ts';

/** A run as it is drawn. `moments`: positions of its slider. */
interface Drawn {
  shown: NonNullable<Run['shown']>;
  program: ProgramView;
  moments: number;
}

/** How long a run is: with one row for each app run, and for each wake-up. */
type Lengths = Record<'folded' | 'unfolded', HeldRoom>;

/**
 * A crash cuts the rest of the run away, and the columns that are left would spread over the whole width: at the moment in which
 * nothing moves. So as long as the run ends dead, it keeps the room that it had. A run that is opened dead has only its own.
 */
export function holdingScale(): (now: Drawn, isFolded: boolean) => HeldRoom | undefined {
  let last: Drawn | undefined;
  let held: Lengths | undefined;
  return (now, isFolded) => {
    const { shown } = now;
    if (shown.isComplete && last?.shown.trace !== shown.trace) {
      const isCut =
        last !== undefined && goesOn(last.shown.scenario, shown.scenario) && endsDead(shown.trace);
      held = isCut && last ? longest(held, lengthsOf(last)) : undefined;
      last = now;
    }
    return held?.[isFolded ? 'folded' : 'unfolded'];
  };
}

/** The same story, up to the last act: that may have taken the place of later ones. */
function goesOn(before: Scenario, after: Scenario): boolean {
  if (before === after) return true;
  const acts = after.interventions.slice(0, -1);
  const begun = before.interventions.slice(0, acts.length);
  return (
    JSON.stringify({ ...before, interventions: begun }) ===
    JSON.stringify({ ...after, interventions: acts })
  );
}

function endsDead(trace: Trace): boolean {
  const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
  return !isAppAliveAt(trace, end) || standingAt(trace, end)?.isSidecarAlive === false;
}

function lengthsOf({ shown: { trace }, program, moments }: Drawn): Lengths {
  const of = (isFolded: boolean): HeldRoom => {
    const start = { step: 0, beat: 0, fraction: 0 };
    const { columns, apart, rows } = staircaseAt(trace, start, program, { isFolded });
    return { columns, ...(apart && { apart }), rows: rows.length, moments };
  };
  return { folded: of(true), unfolded: of(false) };
}

const longest = (a: Lengths | undefined, b: Lengths): Lengths => ({
  folded: longer(a?.folded, b.folded),
  unfolded: longer(a?.unfolded, b.unfolded),
});

const longer = (a: HeldRoom | undefined, b: HeldRoom): HeldRoom => ({
  ...(a && a.columns.length > b.columns.length ? a : b),
  rows: Math.max(a?.rows ?? 0, b.rows),
  moments: Math.max(a?.moments ?? 0, b.moments),
});
