import { NEVER_CAME } from '../sim/interventions.ts';
import type { Intervention, Scenario } from '../sim/scenario.ts';
import { withoutMain, type Place } from '../trace/place.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';

type Raise = Extract<Intervention, { do: 'raise' }>;

/**
 * A person sends an event at a moment that a crash or a deploy may take out of the run: the wake-up at whose end it was sent is done again,
 * as another attempt. The event would come all the same. Answers the scenario with its first such raise put at the moment of this run
 * that fits it; undefined: there is none, or no moment fits.
 */
export function raisedWhereItFits(
  scenario: Scenario,
  trace: Trace,
  main: string,
): Scenario | undefined {
  const [lost] = trace.unused;
  const act = lost && scenario.interventions[lost.index];
  if (act?.do !== 'raise' || lost?.reason !== NEVER_CAME) return undefined;
  const from = trace.performedAt[lost.index - 1] ?? 0;
  const at = momentFor(act, trace.steps, from, main);
  if (!at) return undefined;
  const moved: Raise = { ...act, at: withoutMain(at, main) };
  return {
    ...scenario,
    interventions: scenario.interventions.map((each, index) =>
      index === lost.index ? moved : each,
    ),
  };
}

/** The same moment of another attempt; else where the workflow waits for it; else where nothing goes on any more. */
function momentFor(
  act: Raise,
  steps: readonly Step[],
  from: number,
  main: string,
): Place | undefined {
  const later = steps.slice(from);
  const again = later.find((step) => isSameMoment(step.place, act.at, main) && isWhole(step));
  if (again) return again.place;
  const whose = act.instance ?? main;
  const wait = later.findIndex((step) => waitsFor(step, act.name, whose));
  if (wait >= 0) return restingPlace(steps, from + wait);
  const last = steps.at(-1);
  // Nobody hears it there, or it comes too late. What becomes of the run is to be seen all the same.
  const isStill =
    last?.kind === 'over' && (last.reason === 'waiting' || last.reason === 'finished');
  return isStill ? restingPlace(steps, steps.length - 1) : undefined;
}

const isSameMoment = (one: Place, other: Place, main: string): boolean =>
  one.subject === other.subject &&
  one.number === other.number &&
  one.moment === other.moment &&
  (one.instance ?? main) === (other.instance ?? main);

const isWhole = (step: Step): boolean =>
  step.kind !== 'pass' || (step.pass.isLast && !step.pass.isTorn);

function waitsFor(step: Step, name: string, instance: string): boolean {
  if (step.kind !== 'idle' && step.kind !== 'over') return false;
  return step.waitingFor.some(
    (each) =>
      each.kind === 'event' &&
      each.instance === instance &&
      each.name.toLowerCase() === name.toLowerCase(),
  );
}

/** `over` is where a run stops, not something that happened. */
function restingPlace(steps: readonly Step[], index: number): Place | undefined {
  const step = steps[index];
  return step?.kind === 'over' ? steps[index - 1]?.place : step?.place;
}
