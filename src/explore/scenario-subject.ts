import type { Machines, EndedTurn } from '../sim/machine.ts';
import type { CodeVersion, Intervention, Scenario } from '../sim/scenario.ts';
import { MAIN_INSTANCE, simulate, type Entry } from '../sim/simulate.ts';
import { withoutMain, type Place } from '../trace/place.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Deployable } from './deploy-check.ts';
import type { Stored } from './deploy-points.ts';
import { raisedWhereItFits } from './own-raises.ts';
import { replayOf } from './replay-check.ts';
import { RememberedMachines } from './remembered-machines.ts';
import { FactFinder, type RunFacts } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import type { PlacedCrash, Subject } from './subject.ts';

const MOST_STEPS = 20_000;
const MOST_BEATS = 60_000;

/** A scenario, to be run again with crashes in it, or with version 2 of its code from some moment on. */
export class ScenarioSubject implements Subject, Deployable {
  readonly main: string;
  readonly hasSilentEffects = false;
  readonly machine: RememberedMachines;
  readonly #machines: Machines;
  readonly #entry: Entry;
  readonly #scenario: Scenario;

  /** `isSharing`: runs share what happened before their crash. Without it each run is done in full. */
  constructor(machines: Machines, entry: Entry, scenario: Scenario, isSharing = true) {
    this.machine = new RememberedMachines(machines, isSharing);
    this.main = entry.instance ?? MAIN_INSTANCE;
    this.#machines = machines;
    this.#entry = entry;
    this.#scenario = scenario;
  }

  run(crashes: readonly PlacedCrash[]): RunRecord {
    return this.#record(this.#scenarioWith(crashes));
  }

  runWithNext(at: Place, before: number): RunRecord {
    return this.#record(this.#scenarioWithNext(at, before));
  }

  sending({ steps }: RunRecord): { event: string; subject: Deployable } | undefined {
    const end = steps.at(-1);
    const at = steps.at(-2)?.place;
    if (end?.kind !== 'over' || end.reason !== 'waiting' || !at) return undefined;
    const wait = end.waitingFor.find((each) => each.kind === 'event');
    if (wait?.kind !== 'event' || wait.instance === undefined) return undefined;
    const { name, instance } = wait;
    const raise: Intervention = {
      do: 'raise',
      name,
      ...(instance !== this.main && { instance }),
      at: withoutMain(at, this.main),
    };
    const { interventions } = this.#scenario;
    const scenario = { ...this.#scenario, interventions: [...interventions, raise] };
    return { event: name, subject: new ScenarioSubject(this.#machines, this.#entry, scenario) };
  }

  replay(code: CodeVersion, stored: Stored, atMs: number): EndedTurn {
    return this.machine.of(code).turnAlone(...replayOf(this.#scenario, stored, atMs));
  }

  momentsIn(): number[] {
    const { steps } = this.#simulate(this.#scenario, MOST_BEATS).trace;
    return steps.map((step) => {
      if (step.kind !== 'pass') return 1;
      const { beats, from = 0 } = step.pass;
      return Math.max(1, (beats?.length ?? 1) - from);
    });
  }

  /** The scenario of a run with these crashes, each followed by a restart. */
  #scenarioWith(crashes: readonly PlacedCrash[]): Scenario {
    let { interventions } = this.#scenario;
    let added = 0;
    for (const { crash, before } of crashes) {
      const { victim, at } = crash;
      interventions = withActs(interventions, before + added, [
        { do: 'crash', target: victim, at },
        { do: 'restart' },
      ]);
      added += 2;
    }
    return { ...this.#scenario, interventions };
  }

  #scenarioWithNext(at: Place, before: number): Scenario {
    const interventions = withActs(this.#scenario.interventions, before, [
      { do: 'crash', target: 'app', at },
      { do: 'restart', code: 'v2' },
    ]);
    return { ...this.#scenario, interventions };
  }

  /** The run of a scenario, whose own raises are put where they belong in this very run. */
  #record(given: Scenario): RunRecord {
    let scenario = given;
    let found = this.#simulate(scenario, 0);
    const count = given.interventions.filter((act) => act.do === 'raise').length;
    for (let left = count; left > 0 && found.trace.unused.length > 0; left -= 1) {
      const moved = raisedWhereItFits(scenario, found.trace, this.main);
      if (!moved) break;
      scenario = moved;
      found = this.#simulate(scenario, 0);
    }
    const { trace, facts } = found;
    const { machine } = this;
    return {
      steps: trace.steps,
      performedAt: trace.performedAt,
      facts,
      calls: machine.calls,
      turns: machine.turns,
      rewritten: machine.rewritten,
      scenario,
      unused: trace.unused.map(({ index, reason }) => {
        const act = scenario.interventions[index];
        return act ? `${act.do}: ${reason}` : reason;
      }),
    };
  }

  #simulate(scenario: Scenario, maxBeats: number): { trace: Trace; facts: RunFacts } {
    const { machine } = this;
    machine.begin();
    const finder = new FactFinder();
    const trace = traceOf(machine.machines, this.#entry, scenario, maxBeats, (step) =>
      finder.see(step),
    );
    return { trace, facts: finder.facts };
  }
}

function traceOf(
  machines: Machines,
  entry: Entry,
  scenario: Scenario,
  maxBeats: number,
  see: (step: Step) => void,
): Trace {
  const run = simulate(machines, entry, scenario, { maxSteps: MOST_STEPS, maxBeats });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
    next.value.forEach(see);
  }
}

/** Acts happen in the order of their list, so new ones stand behind those that were performed before them. */
const withActs = (
  interventions: readonly Intervention[],
  before: number,
  acts: readonly Intervention[],
): Intervention[] => [...interventions.slice(0, before), ...acts, ...interventions.slice(before)];
