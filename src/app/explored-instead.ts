import type { Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { instancesOf } from '../view/focus.ts';
import { codeOf } from './programs.ts';
import type { Run } from './run.ts';
import type { Visit } from './visit.ts';

/** A scenario that can be looked at in many runs, in the place of one that can not. */
export interface Instead {
  workflow: string;
  /** Its id in the run on the screen. */
  instance: string;
  scenario: Scenario;
}

/**
 * A program that starts its workflows itself is not looked at as a whole: its client would have to live through every crash. One of the
 * workflows that it has started can be, with the input that it was given. `focus`: the instance on the screen; absent: the first.
 */
export function insteadOf(
  scenario: Scenario,
  trace: Trace,
  focus: string | undefined,
): Instead | undefined {
  const code = codeOf(scenario);
  const all = instancesOf(trace);
  const shown = all.find(({ instance }) => instance === focus) ?? all[0];
  if (!code || !shown) return undefined;
  const { source, next } = code;
  const { name: workflow, instance, input } = shown;
  const program = { source, workflow, ...(next !== undefined && { next }) };
  const given: unknown = input === undefined ? undefined : JSON.parse(input);
  return {
    workflow,
    instance,
    // Acts are placed in the run of the program: they would mean other moments here.
    scenario: { ...scenario, mode: 'workflow', program, input: given, interventions: [] },
  };
}

/** Calls `begin` with the run of this scenario as soon as all of it is there; never when another one is opened before. */
export function onceWhole(
  visit: Visit,
  scenario: Scenario,
  begin: (shown: NonNullable<Run['shown']>) => void,
): void {
  const { run } = visit.around;
  const look = (): boolean => {
    const { shown, standing } = run.getState();
    if (visit.state.scenario !== scenario || standing.kind === 'problem') return true;
    if (shown?.scenario !== scenario || !shown.isComplete) return false;
    begin(shown);
    return true;
  };
  if (look()) return;
  const stop = run.subscribe(() => {
    if (look()) stop();
  });
}
