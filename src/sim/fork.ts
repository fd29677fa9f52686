import type { Place } from '../trace/place.ts';
import { placeOf } from '../trace/positions.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import type { Intervention, Scenario } from './scenario.ts';

/**
 * The scenario as far as the cursor: what was done after this moment is dropped, what the outside does by script stays.
 * A torn pass and the crash that tore it belong together: standing on the last beat before a crash, the crash is still to come.
 */
export function forkAt(scenario: Scenario, trace: Trace, cursor: Cursor): Scenario {
  const interventions = scenario.interventions.filter((_, index) => {
    const step = trace.performedAt[index];
    return step !== undefined && step <= cursor.step;
  });
  return { ...scenario, interventions };
}

/** Acts at the cursor. What is impossible there is refused with the reason, in words for the screen. */
export type Act = { ok: true; scenario: Scenario } | { ok: false; reason: string };

export function crashAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  const step = trace.steps[cursor.step];
  if (!step) return { ok: false, reason: 'There is no such moment in this run.' };
  if (!isAppAliveAt(trace, cursor))
    return { ok: false, reason: 'The app is not running, so it cannot crash.' };
  const at = actPlace(trace, cursor);
  if (!at) return { ok: false, reason: 'Nothing has happened yet.' };
  return withIntervention(forkAt(scenario, trace, cursor), {
    do: 'crash',
    target: 'app',
    at,
  });
}

/** Restart needs a dead app. It happens once the sidecar has done what it can do alone. */
export function restartAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  if (isAppAliveAt(trace, cursor))
    return { ok: false, reason: 'The app is running. Only a dead app can be restarted.' };
  if (!trace.steps.slice(0, cursor.step + 1).some((step) => step.kind === 'app-started'))
    return { ok: false, reason: 'The app has not been started yet.' };
  return withIntervention(forkAt(scenario, trace, cursor), { do: 'restart' });
}

export function raiseAt(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  name: string,
  data: unknown,
): Act {
  const at = actPlace(trace, cursor);
  if (!at) return { ok: false, reason: 'Nothing has happened yet.' };
  return withIntervention(forkAt(scenario, trace, cursor), {
    do: 'raise',
    name,
    ...(data !== undefined && { data }),
    at,
  });
}

/** The place that an act at this cursor follows. `over` is where a run stops, not something that happened. */
function actPlace(trace: Trace, cursor: Cursor): Place | undefined {
  const step = trace.steps[cursor.step];
  if (step?.kind === 'over') return trace.steps[cursor.step - 1]?.place;
  return step && placeOf(step, cursor.beat);
}

const withIntervention = (scenario: Scenario, intervention: Intervention): Act => ({
  ok: true,
  scenario: { ...scenario, interventions: [...scenario.interventions, intervention] },
});

export function isAppAliveAt(trace: Trace, cursor: Cursor): boolean {
  for (let index = Math.min(cursor.step, trace.steps.length - 1); index >= 0; index -= 1) {
    const step = trace.steps[index];
    if (step?.kind === 'app-started') return step.failure === undefined;
    if (step?.kind === 'app-crashed') return false;
  }
  return false;
}
