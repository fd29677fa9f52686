import type { Dialect, Facade } from '../engine/turn.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import { moveClock, nextTimer } from './clock.ts';
import { Cluster } from './cluster.ts';
import { Faults, type Fault } from './faults.ts';
import { deliver, raise } from './inbox.ts';
import { historyWatch } from './history-watch.ts';
import { isTerminal, type Instance } from './instance.ts';
import type { Breakdown, Machine } from './machine.ts';
import { crashParty, startApp, startSidecar } from './parties.ts';
import { rewind } from './rewind.ts';
import { START_MS } from './simulate.ts';
import { work } from './work.ts';
import { World } from './world.ts';

/** One thing that is done to a running system from outside. `data` and `output` are any JSON value, `input` is JSON text. */
export type Stimulus =
  | { do: 'startWorker' }
  | { do: 'stopWorker' }
  /** Works until nothing is left to do at once. Fires no timer. */
  | { do: 'idle' }
  | { do: 'observe' }
  /** Lets this much virtual time pass. */
  | { do: 'sleep'; ms: number }
  /** Works, and lets time pass, until the main instance's history holds an event of that type. */
  | { do: 'awaitHistory'; type: string }
  | { do: 'raiseEvent'; name: string; data?: unknown; instance?: string }
  | { do: 'terminate'; output?: unknown; instance?: string }
  | { do: 'suspend' | 'resume' | 'rewind'; instance?: string }
  /** Without an instance it takes the place of the main one. */
  | { do: 'schedule'; name: string; instance?: string; input?: string }
  /** Stops the app, puts other code in its place, and starts it. */
  | { do: 'redeploy'; deploy: () => void };

export interface LifeOptions {
  machine: Machine;
  dialect: Dialect;
  facade: Facade;
  seed: number;
  name: string;
  instanceId: string;
  /** JSON text. */
  input?: string;
  stimuli: readonly Stimulus[];
  faults: readonly Fault[];
  rules: 'sidecar' | 'in-memory';
  /** Asked after each piece of work: the app has done more than this run is worth. */
  isTooMuch?: () => boolean;
  /** Hears every step as it happens. */
  onStep?: (step: Step) => void;
}

/** The main instance at its first terminal state, or where it stands at the end. */
export interface Life {
  instance: Instance;
  /** How many app processes there were. */
  processes: number;
  /** Positions of the faults whose place never came. */
  unusedFaults: number[];
}

/** What was asked for can't be done: a person's mistake, or a program that breaks its process. */
export class LifeEnded extends Error {
  readonly reason: 'stimulus' | 'start' | Breakdown['reason'] | 'limit';

  constructor(reason: LifeEnded['reason'], message: string) {
    super(message);
    this.name = 'LifeEnded';
    this.reason = reason;
  }
}

/** After the last stimulus so much virtual time passes at most. */
export const LAST_WAIT_MS = 10_000;
/** Turns and activities of one life. */
const MOST_WORK = 200_000;
/** Times that workflows of one life may start themselves again: more is a loop, and would take as long as all that work. */
const MOST_GENERATIONS = 10_000;

/**
 * Runs the whole life of an instance: one work item at a time, turns before activities, on a virtual clock.
 *
 * @throws LifeEnded
 */
export function live(options: LifeOptions): Life {
  const life = new LivingSystem(options);
  for (const stimulus of options.stimuli) life.stimulate(stimulus);
  return life.end();
}

class LivingSystem {
  readonly #options: LifeOptions;
  readonly #cluster: Cluster;
  readonly #faults: Faults;
  /** The app is meant to run: a crash is followed by a restart. */
  #isStarted = false;
  #workDone = 0;
  #generations = 0;
  #breakdown: Breakdown | undefined;
  #startFailure: string | undefined;
  #ending: Instance | undefined;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#faults = new Faults(options.faults, options.instanceId);
    const { machine, dialect, facade, seed, rules } = options;
    this.#cluster = new Cluster({
      machines: (code, slot) => (code === 'v1' && slot === 1 ? machine : undefined),
      world: new World([]),
      dialect,
      facade,
      seed,
      rules,
      variables: {},
      startMs: START_MS,
      doesWaitingTakeTime: true,
      onStep: (step) => this.#onStep(step),
      cutAt: (beats, place, isLast) => this.#faults.cutAt(beats, place, isLast, this.#cluster),
      probesFor: (place) => this.#faults.needsBeats(place),
    });
    this.#schedule(options.instanceId, options.name, options.input);
  }

  stimulate(stimulus: Stimulus): void {
    const main = this.#options.instanceId;
    switch (stimulus.do) {
      case 'startWorker':
        this.#isStarted = true;
        if (!this.#cluster.isAppAlive) this.#start();
        return;
      case 'stopWorker':
        this.#stop();
        return;
      case 'idle':
        this.#workOff();
        return;
      case 'observe':
        return;
      case 'sleep':
        this.#sleepUntil(this.#cluster.nowMs + stimulus.ms);
        return;
      case 'awaitHistory':
        this.#await(stimulus.type);
        return;
      case 'redeploy':
        this.#stop();
        stimulus.deploy();
        this.#isStarted = true;
        this.#start();
        return;
      case 'schedule':
        this.#scheduleAsked(stimulus);
        return;
      case 'raiseEvent': {
        // Both JavaScript clients send null for an event without data.
        const input = JSON.stringify(stimulus.data ?? null);
        raise(this.#cluster, this.#target(stimulus.instance ?? main).id, stimulus.name, input);
        return;
      }
      case 'terminate':
        this.#tell(stimulus.instance ?? main, 'ExecutionTerminated', stimulus.output ?? null);
        return;
      case 'suspend':
        this.#tell(stimulus.instance ?? main, 'ExecutionSuspended');
        return;
      case 'resume':
        this.#tell(stimulus.instance ?? main, 'ExecutionResumed');
        return;
      case 'rewind':
        this.#rewind(this.#target(stimulus.instance ?? main));
        return;
    }
  }

  end(): Life {
    this.#sleepUntil(this.#cluster.nowMs + LAST_WAIT_MS, () => this.#ending !== undefined);
    const instance = this.#ending ?? this.#cluster.instances.get(this.#options.instanceId);
    if (!instance) throw new LifeEnded('stimulus', 'There is no such instance any more.');
    return { instance, processes: this.#cluster.process, unusedFaults: this.#faults.unused };
  }

  #schedule(id: string, name: string, input: string | undefined): void {
    this.#cluster.schedule({ id, name, input });
  }

  #start(): void {
    startApp(this.#cluster, 1);
    this.#check();
  }

  #stop(): void {
    this.#isStarted = false;
    crashParty(this.#cluster, 'app');
  }

  #scheduleAsked({ name, instance, input }: Extract<Stimulus, { do: 'schedule' }>): void {
    const { instances } = this.#cluster;
    const main = this.#options.instanceId;
    if (instance !== undefined && instances.has(instance))
      throw new LifeEnded('stimulus', `Orchestration instance '${instance}' already exists`);
    if (instance !== undefined) {
      this.#schedule(instance, name, input);
      return;
    }
    if (instances.get(main)?.turn !== 1)
      throw new LifeEnded('stimulus', `The instance '${main}' has begun already.`);
    instances.delete(main);
    this.#schedule(main, name, input ?? this.#options.input);
  }

  #target(id: string): Instance {
    const target = this.#cluster.instances.get(id);
    if (!target) throw new LifeEnded('stimulus', `Orchestration instance '${id}' not found`);
    return target;
  }

  /** The in-memory backend notes a suspension at once, and takes a second one for none. */
  #tell(
    id: string,
    type: 'ExecutionTerminated' | 'ExecutionSuspended' | 'ExecutionResumed',
    output?: unknown,
  ): void {
    const target = this.#target(id);
    if (isTerminal(target.status)) return;
    const isInMemory = this.#options.rules === 'in-memory';
    if (isInMemory && type !== 'ExecutionTerminated') {
      const isAlready = target.status === 'SUSPENDED';
      if (isAlready === (type === 'ExecutionSuspended')) return;
      target.status = isAlready ? 'RUNNING' : 'SUSPENDED';
    }
    const input = output === undefined ? {} : { input: JSON.stringify(output) };
    deliver(this.#cluster, id, { type, id: -1, timestampMs: this.#cluster.nowMs, ...input });
  }

  #rewind(target: Instance): void {
    if (this.#options.dialect === 'dapr')
      throw new LifeEnded('stimulus', 'Dapr has no rewind for JavaScript workflows.');
    if (target.status !== 'FAILED')
      throw new LifeEnded(
        'stimulus',
        `Orchestration instance '${target.id}' is not in a failed state`,
      );
    rewind(this.#cluster, target);
    if (target.id === this.#options.instanceId) this.#ending = undefined;
  }

  /** Works until nothing is left to do at once. */
  #workOff(isDone: () => boolean = () => false): void {
    for (;;) {
      if (isDone()) return;
      const isDown = this.#isStarted && !this.#cluster.isAppAlive;
      if (isDown) this.#start();
      // A process that dies as soon as it has started is started again.
      if (!work(this.#cluster) && !isDown) return;
      this.#check();
      this.#workDone += 1;
      const isLoop = this.#workDone > MOST_WORK || this.#generations > MOST_GENERATIONS;
      if (isLoop || this.#options.isTooMuch?.())
        throw new LifeEnded('limit', 'This run takes too many turns or activities: a loop?');
    }
  }

  /** Lets the time pass to a moment, timer by timer. Ends early where it is done and nothing is left to do at once. */
  #sleepUntil(endMs: number, isDone: () => boolean = () => false): void {
    for (;;) {
      this.#workOff();
      if (isDone()) return;
      const next = nextTimer(this.#cluster);
      if (next === undefined || next > endMs) {
        if (endMs > this.#cluster.nowMs) moveClock(this.#cluster, endMs);
        return;
      }
      // Also where the time is now: timers that are due wait for all other work.
      moveClock(this.#cluster, Math.max(next, this.#cluster.nowMs));
    }
  }

  #await(type: string): void {
    const hasIt = historyWatch(type, () => this.#target(this.#options.instanceId).history);
    for (;;) {
      this.#workOff(hasIt);
      if (hasIt()) return;
      const next = nextTimer(this.#cluster);
      if (next === undefined)
        throw new LifeEnded('stimulus', `Nothing will bring ${type} into the history.`);
      moveClock(this.#cluster, Math.max(next, this.#cluster.nowMs));
    }
  }

  #onStep(step: Step): void {
    this.#options.onStep?.(step);
    if (step.kind === 'app-crashed' && step.breakdown)
      this.#breakdown = step.breakdown as Breakdown;
    if (step.kind === 'app-started') this.#startFailure = step.failure;
    if (step.kind === 'turn-saved') this.#noteEnding(step.instance);
    if (step.kind === 'turn-saved' && step.status === 'CONTINUED_AS_NEW') this.#generations += 1;
    // Here a sidecar that died comes back at once.
    if (step.kind === 'sidecar-crashed') startSidecar(this.#cluster);
    this.#faults.perform(step, this.#cluster);
  }

  #noteEnding(id: string): void {
    if (id !== this.#options.instanceId || this.#ending) return;
    const instance = this.#target(id);
    if (isTerminal(instance.status)) {
      const history: HistoryEvent[] = [...instance.history];
      this.#ending = { ...instance, history };
    }
  }

  /** A program that breaks its process would do so again at every restart. */
  #check(): void {
    if (this.#startFailure !== undefined) throw new LifeEnded('start', this.#startFailure);
    if (!this.#breakdown) return;
    throw new LifeEnded(this.#breakdown.reason, this.#breakdown.message);
  }
}
