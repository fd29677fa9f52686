import { live, LifeEnded, type LifeOptions, type Stimulus } from '../sim/stimuli.ts';
import type { Fault } from '../sim/faults.ts';
import type { EndedTurn } from '../sim/machine.ts';
import type { CodeVersion } from '../sim/scenario.ts';
import type { Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Deployable } from './deploy-check.ts';
import type { Stored } from './deploy-points.ts';
import { replayOf } from './replay-check.ts';
import type { StatefulMachine } from './machine-records.ts';
import { StagedMachine } from './staged-machine.ts';
import { FactFinder } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import type { PlacedCrash, Subject } from './subject.ts';

/** A `run` line of the headless command, to be run again with crashes in it. */
export interface LifeToExplore extends Omit<
  LifeOptions,
  'machine' | 'stimuli' | 'faults' | 'onStep' | 'isTooMuch'
> {
  /** The code of each stage: the first one, then the one of each redeploy. Each is made when a run first comes to it. */
  stages: readonly (() => StatefulMachine)[];
  /** The stimuli of one run. `deploy` puts the code of a stage in place. */
  stimuli: (deploy: (stage: number) => void) => Stimulus[];
  faults: readonly Fault[];
}

/** A long history is sent again at every turn: more than this, and a run is a loop. */
const MOST_EVENTS_SENT = 10_000_000;
/** What activities share at the start of a life. */
const EMPTY_STATE = '{}';

export class LiveSubject implements Subject, Deployable {
  readonly main: string;
  readonly hasSilentEffects = true;
  readonly machine: StagedMachine;
  readonly #life: LifeToExplore;

  constructor(life: LifeToExplore, isSharing = true) {
    this.#life = life;
    this.main = life.instanceId;
    this.machine = new StagedMachine(life.stages, isSharing);
  }

  run(crashes: readonly PlacedCrash[]): RunRecord {
    return this.#run(crashes.flatMap(faultsOf), () => undefined);
  }

  /** The last stage is version 2. */
  runWithNext(at: Place): RunRecord {
    let isDue = false;
    return this.#run([{ target: 'app', at }], (step) => {
      if (step.kind === 'app-crashed' && isDue) {
        isDue = false;
        this.machine.deploy(this.#life.stages.length - 1);
      } else if (isSamePlace(step.place, at, this.main)) {
        isDue = true;
      }
    });
  }

  replay(code: CodeVersion, stored: Stored, atMs: number): EndedTurn {
    const { dialect, facade, seed } = this.#life;
    const stage = code === 'v1' ? 0 : this.#life.stages.length - 1;
    return this.machine
      .stage(stage)
      .turnAlone(...replayOf({ dialect, facade, seed }, stored, atMs));
  }

  #run(added: readonly Fault[], hear: (step: Step) => void): RunRecord {
    const { stages: _stages, stimuli, faults, ...options } = this.#life;
    const { machine } = this;
    machine.begin(EMPTY_STATE);
    const finder = new FactFinder();
    const steps: Step[] = [];
    const record: RunRecord = {
      steps,
      performedAt: [],
      facts: finder.facts,
      calls: [],
      turns: [],
      rewritten: new Set(),
      unused: [],
    };
    try {
      const { unusedFaults } = live({
        ...options,
        machine,
        stimuli: stimuli((stage) => machine.deploy(stage)),
        faults: [...faults, ...added],
        isTooMuch: () => machine.eventsSent > MOST_EVENTS_SENT,
        onStep: (step) => {
          steps.push(step);
          finder.see(step);
          hear(step);
        },
      });
      // An own fault of the line that a crash took the place of.
      for (const index of unusedFaults)
        if (index < faults.length) record.unused.push(`faults[${index}] found no place.`);
    } catch (error) {
      if (!(error instanceof LifeEnded)) throw error;
      if (error.reason === 'stimulus') record.unused.push(error.message);
      else record.failure = error.message;
    }
    return { ...record, calls: machine.calls, turns: machine.turns, rewritten: machine.rewritten };
  }

  /** Lines are not recorded here: each step is one moment. */
  momentsIn(): number[] {
    return [];
  }
}

function faultsOf({ crash: { victim, at } }: PlacedCrash): Fault[] {
  switch (victim) {
    case 'app':
    case 'sidecar':
      return [{ target: victim, at }];
    case 'both':
      return [
        { target: 'app', at },
        { target: 'sidecar', at },
      ];
  }
}
