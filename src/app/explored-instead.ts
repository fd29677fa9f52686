import { BOUNDS } from '../link/bounds.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { instancesOf } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Problem } from '../source/problem.ts';
import { ownRunOf, type OwnRun } from './explored-client.ts';
import type { Explorer } from './explorer.ts';
import { codeOf, programViewOf } from './programs.ts';

/** A scenario that can be looked at in many runs, in the place of one that can not. */
export interface Instead {
  workflow: string;
  /** Its id in the run on the screen. */
  instance: string;
  scenario: Scenario;
  /** The program starts no other: there is nothing to choose. */
  isOnly: boolean;
  /** Its run on the screen. */
  own: OwnRun;
}

/**
 * A program that starts its workflows itself is not looked at as a whole: its client would have to live through every crash. One of the
 * workflows that it has started can be, with the input and the events that it was given. `focus`: the instance on the screen; absent: the first.
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
  const program = {
    source,
    workflow,
    // What it draws by chance hangs on its id, too.
    ...(instance.length <= BOUNDS.name && { instance }),
    ...(next !== undefined && { next }),
  };
  const own = ownRunOf(trace, instance);
  const environment = { ...scenario.environment, events: own.events };
  const given: unknown = input === undefined ? undefined : JSON.parse(input);
  return {
    workflow,
    instance,
    isOnly: all.filter(({ parent }) => parent === undefined).length === 1,
    // Acts are placed in the run of the program: they would mean other moments here.
    scenario: {
      ...scenario,
      mode: 'workflow',
      program,
      input: given,
      environment,
      interventions: [],
    },
    own,
  };
}

/** Has it run aside: the run on the screen stays. */
export function runInstead(
  explorer: Explorer,
  { scenario }: Instead,
  onRun: (run: { scenario: Scenario; trace: Trace; program: ProgramView }) => void,
  endings: { onProblems: (problems: Problem[]) => void; onBroken: (reason: string) => void },
): () => void {
  const code = codeOf(scenario);
  if (!code) return () => undefined;
  return explorer.runOnce(
    { ...code, scenario },
    {
      onRun: (trace, compiled) =>
        onRun({ scenario, trace, program: programViewOf(scenario, compiled) }),
      ...endings,
    },
  );
}
