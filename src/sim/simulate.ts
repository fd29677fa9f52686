import type { Beat } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step, WaitingFor } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { idle, moveClock, pendingTimers } from './clock.ts';
import { Cluster } from './cluster.ts';
import { isTerminal } from './instance.ts';
import type { Machine } from './machine.ts';
import type { Intervention, Scenario } from './scenario.ts';
import { work } from './work.ts';
import { World } from './world.ts';

/** What a program starts: the names of its workflow and of its plain function. */
export interface Entry {
  workflow?: string;
  plain?: string;
  /** Input of the plain function, where it differs from the workflow's. */
  plainInput?: unknown;
}

export interface SimulateOptions {
  /** Stops the run after so many steps (a loop that never ends). */
  maxSteps: number;
  /** Probes are off once so many beats are recorded; the detail of later passes is computed when it is looked at. */
  maxBeats: number;
}

const defaultOptions: SimulateOptions = { maxSteps: 20_000, maxBeats: 60_000 };

/** The run's virtual clock starts here: 2026-01-01T00:00:00Z. */
export const START_MS = 1_767_225_600_000;

/** The instance that a scenario starts. */
export const MAIN_INSTANCE = 'order-1';

/**
 * Runs a scenario to its end. The same program, scenario and seed give the same trace to the byte.
 * Yields the steps in batches as they come; returns the whole trace.
 */
export function* simulate(
  machine: Machine,
  entry: Entry,
  scenario: Scenario,
  options: SimulateOptions = defaultOptions,
): Generator<Step[], Trace> {
  const run = new Run(machine, scenario, options);
  run.begin(entry);
  yield run.takeNew();
  while (run.advance()) yield run.takeNew();
  yield run.takeNew();
  return run.trace();
}

/** Both JavaScript clients send JSON `null` for an event without data (SEMANTICS section 7). */
const jsonOf = (data: unknown): string => (data === undefined ? 'null' : JSON.stringify(data));

/** One run of a scenario: drives the cluster and performs the interventions at their places. */
class Run {
  private readonly steps: Step[] = [];
  private readonly performedAt: (number | undefined)[];
  private readonly cluster: Cluster;
  private readonly script: { name: string; data?: unknown; atMs: number }[];
  private taken = 0;
  private beats = 0;
  private isOver = false;

  constructor(
    machine: Machine,
    private readonly scenario: Scenario,
    private readonly options: SimulateOptions,
  ) {
    this.performedAt = scenario.interventions.map(() => undefined);
    this.script = scenario.environment.events
      .map((event) => ({ name: event.name, data: event.data, atMs: START_MS + event.afterMs }))
      .sort((a, b) => a.atMs - b.atMs);
    this.cluster = new Cluster({
      machine,
      world: new World(scenario.environment.services),
      dialect: scenario.dialect,
      facade: scenario.facade,
      seed: scenario.seed,
      variables: scenario.environment.variables,
      startMs: START_MS,
      onStep: (step) => this.onStep(step),
      cutAt: (beats, place, isLast) => this.cutAt(beats, place, isLast),
      hasProbes: (place) => this.hasProbes(place),
    });
  }

  begin(entry: Entry): void {
    const { scenario, cluster } = this;
    const input = scenario.input === undefined ? undefined : JSON.stringify(scenario.input);
    const runsWorkflow = scenario.mode !== 'plain' && entry.workflow !== undefined;
    if (runsWorkflow) cluster.schedule(MAIN_INSTANCE, entry.workflow ?? '', input);
    if (scenario.mode !== 'workflow' && entry.plain !== undefined) {
      const plainInput = entry.plainInput ?? scenario.input;
      cluster.startPlain(
        entry.plain,
        plainInput === undefined ? undefined : JSON.stringify(plainInput),
      );
    }
    cluster.startApp();
  }

  /** Does one thing. Answers false when the run is over. */
  advance(): boolean {
    if (this.isOver) return false;
    if (this.steps.length >= this.options.maxSteps) return this.end('limit');
    if (!this.cluster.isAppAlive) return this.restart() || this.end('app-down');
    if (work(this.cluster)) return true;
    return this.passTime();
  }

  takeNew(): Step[] {
    const fresh = this.steps.slice(this.taken);
    this.taken = this.steps.length;
    return fresh;
  }

  trace(): Trace {
    return { steps: this.steps, performedAt: this.performedAt, unused: this.unused() };
  }

  private restart(): boolean {
    const index = this.nextUnperformed((each) => each.do === 'restart');
    if (index === undefined) return false;
    this.performedAt[index] = this.steps.length;
    this.cluster.startApp();
    return true;
  }

  /** Nothing can happen at once: let the time pass to the next timer or scripted event, or end. */
  private passTime(): boolean {
    const open = [...this.cluster.instances.values()].filter((each) => !isTerminal(each.status));
    if (open.length === 0) return this.end('finished');
    const waitingFor = this.waitingFor();
    const next = this.nextMoment();
    if (next === undefined) return this.end('waiting');
    idle(this.cluster, waitingFor);
    if (!this.cluster.isAppAlive || this.cluster.hasInbox()) return true;
    if (next > this.cluster.nowMs) moveClock(this.cluster, next);
    while (this.script[0] && this.script[0].atMs <= this.cluster.nowMs) {
      const event = this.script.shift();
      if (event) this.cluster.raise(MAIN_INSTANCE, event.name, jsonOf(event.data));
    }
    return true;
  }

  private nextMoment(): number | undefined {
    const moments = [pendingTimers(this.cluster)[0]?.fireAtMs, this.script[0]?.atMs];
    const known = moments.filter((each) => each !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  private waitingFor(): WaitingFor[] {
    const events = this.script.map(({ name, atMs }) => ({
      kind: 'event' as const,
      name,
      arrivesAtMs: atMs,
    }));
    const timers = pendingTimers(this.cluster).map(({ id, fireAtMs }) => ({
      kind: 'timer' as const,
      id,
      fireAtMs,
    }));
    const open = [...this.cluster.instances.values()].filter((each) => !isTerminal(each.status));
    if (open.length === 0) return [];
    const listening = open
      .flatMap((each) => each.waitsFor)
      .filter((name) => !events.some((event) => event.name === name));
    return [...events, ...listening.map((name) => ({ kind: 'event' as const, name })), ...timers];
  }

  private end(reason: Extract<Step, { kind: 'over' }>['reason']): boolean {
    this.isOver = true;
    const place: Place = { subject: 'run', number: 1, attempt: 1, moment: 'over' };
    const waitingFor = this.waitingFor();
    this.steps.push({ kind: 'over', place, atMs: this.cluster.nowMs, reason, waitingFor });
    return false;
  }

  // --- interventions -----------------------------------------------------------------------------------------------

  private onStep(step: Step): void {
    this.steps.push(step);
    if (step.kind === 'pass') {
      this.beats += step.pass.beats?.length ?? 0;
      for (const beat of step.pass.beats ?? [])
        this.performAt({ ...step.place, moment: beat.key }, false);
      if (!step.pass.isTorn && step.pass.isLast) this.performAt(step.place, false);
      return;
    }
    this.performAt(step.place, true);
  }

  /** Performs what stands at this place. Crashes inside a pass are the cluster's (see cutAt). */
  private performAt(place: Place, mayCrash: boolean): void {
    this.scenario.interventions.forEach((each, index) => {
      if (this.performedAt[index] !== undefined || each.do === 'restart') return;
      if (!isSamePlace(each.at, place, MAIN_INSTANCE) || !this.isTimely(index)) return;
      if (each.do === 'raise') {
        this.performedAt[index] = this.steps.length;
        this.cluster.raise(MAIN_INSTANCE, each.name, jsonOf(each.data));
      } else if (mayCrash && this.cluster.isAppAlive) {
        this.performedAt[index] = this.steps.length;
        this.cluster.crash();
      }
    });
  }

  private cutAt(beats: readonly Beat[], place: Place, isLastStretch: boolean): number | undefined {
    for (const [index, each] of this.scenario.interventions.entries()) {
      if (each.do !== 'crash' || this.performedAt[index] !== undefined || !this.isTimely(index))
        continue;
      const beat = beats.findIndex((one) =>
        isSamePlace(each.at, { ...place, moment: one.key }, MAIN_INSTANCE),
      );
      const isAtEnd = isLastStretch && isSamePlace(each.at, place, MAIN_INSTANCE);
      if (beat < 0 && !isAtEnd) continue;
      // The crash itself is the step after the pass.
      this.performedAt[index] = this.steps.length + 1;
      return beat >= 0 ? beat : Math.max(0, beats.length - 1);
    }
    return undefined;
  }

  /** Interventions happen in the order in which they were made. */
  private isTimely(index: number): boolean {
    return this.performedAt.slice(0, index).every((each) => each !== undefined);
  }

  private hasProbes(place: Place): boolean {
    if (this.beats < this.options.maxBeats) return true;
    return this.scenario.interventions.some(
      (each) =>
        each.do !== 'restart' &&
        isSamePlace({ ...each.at, moment: '' }, { ...place, moment: '' }, MAIN_INSTANCE),
    );
  }

  private nextUnperformed(isIt: (each: Intervention) => boolean): number | undefined {
    const index = this.scenario.interventions.findIndex(
      (each, at) => this.performedAt[at] === undefined && isIt(each),
    );
    return index >= 0 && this.isTimely(index) ? index : undefined;
  }

  private unused(): Trace['unused'] {
    return this.scenario.interventions.flatMap((each, index) => {
      if (this.performedAt[index] !== undefined) return [];
      const reason =
        each.do === 'restart'
          ? 'There was no dead app to restart.'
          : 'This run never came to that place.';
      return [{ index, reason }];
    });
  }
}
