import type { Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step, WaitingFor } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { ClientMachine } from './client-machine.ts';
import { ClientParty } from './client-party.ts';
import { idle, moveClock, nextTimer, pendingTimers } from './clock.ts';
import { Cluster } from './cluster.ts';
import { raise } from './inbox.ts';
import { isTerminal } from './instance.ts';
import { Interventions } from './interventions.ts';
import type { LineWindow, Machines, Probes } from './machine.ts';
import { startApp } from './parties.ts';
import { jsonOf } from './perform.ts';
import type { Scenario } from './scenario.ts';
import { slowOnes } from './task-work.ts';
import { hasWork, work } from './work.ts';
import { World } from './world.ts';

/** What a program starts: the names of its workflow and of its plain function. */
export interface Entry {
  workflow?: string;
  /** Id of the workflow's instance. Absent: `MAIN_INSTANCE`. */
  instance?: string;
  plain?: string;
  /** Input of the plain function, where it differs from the workflow's. */
  plainInput?: unknown;
}

export interface SimulateOptions {
  /** Stops the run after so many steps (a loop that never ends). */
  maxSteps: number;
  /**
   * Probes are off once so many beats are recorded; the detail of later passes is computed when it is looked at. 0: nobody looks,
   * so only a pass that an act cuts between two steps is recorded.
   */
  maxBeats: number;
  /** The pass of this place keeps its beats in any case. */
  watched?: Place;
  /** The lines of that pass whose variables are wanted. Absent: its first ones. */
  window?: LineWindow;
  /** The client half of a program that brings its own host code: it schedules the workflows. */
  client?: ClientMachine;
  /** Is handed, before the first step, the list of the steps at which acts are performed: it fills as the run goes. */
  onActs?: (performedAt: Readonly<Trace['performedAt']>) => void;
}

export const DEFAULT_OPTIONS: SimulateOptions = { maxSteps: 20_000, maxBeats: 60_000 };

/** The run's virtual clock starts here: 2026-01-01T00:00:00Z. */
export const START_MS = 1_767_225_600_000;

/** The instance that a scenario starts, unless it says otherwise. */
export const MAIN_INSTANCE = 'order-1';

/**
 * Runs a scenario to its end. The same program, scenario and seed give the same trace to the byte.
 * Yields the steps in batches as they come; returns the whole trace. `machines` is asked when a process of that kind starts.
 * Who answers a batch with `stop` has seen enough: the run is over there.
 */
export function* simulate(
  machines: Machines,
  entry: Entry,
  scenario: Scenario,
  options: Partial<SimulateOptions> = {},
): Generator<Step[], Trace, 'stop' | undefined> {
  const run = new Run(machines, entry, scenario, { ...DEFAULT_OPTIONS, ...options });
  run.begin();
  yield run.takeNew();
  while (run.advance()) {
    if ((yield run.takeNew()) === 'stop') run.end('stopped');
  }
  yield run.takeNew();
  return run.trace();
}

/** One run of a scenario: drives the cluster, lets the time pass, and ends. */
class Run {
  private readonly steps: Step[] = [];
  private readonly acts: Interventions;
  private readonly cluster: Cluster;
  private readonly client: ClientParty | undefined;
  private readonly script: { name: string; data?: unknown; atMs: number }[];
  /** Moments at which a person lets the run stand still. */
  private stops: number[] = [];
  private taken = 0;
  private beats = 0;
  private isOver = false;

  constructor(
    machines: Machines,
    private readonly entry: Entry,
    private readonly scenario: Scenario,
    private readonly options: SimulateOptions,
  ) {
    this.acts = new Interventions(scenario.interventions, {
      cluster: () => this.cluster,
      stepCount: () => this.steps.length,
      mainInstance: () => this.mainInstance,
    });
    this.script = scenario.environment.events
      .map((event) => ({ name: event.name, data: event.data, atMs: START_MS + event.afterMs }))
      .sort((a, b) => a.atMs - b.atMs);
    this.cluster = new Cluster({
      machines,
      world: new World(scenario.environment.services),
      dialect: scenario.dialect,
      facade: scenario.facade,
      seed: scenario.seed,
      variables: scenario.environment.variables,
      startMs: START_MS,
      onStep: (step) => this.onStep(step),
      cutAt: (beats, place, isLast, app) => this.acts.cutAt(beats, place, isLast, app),
      deliveryAt: (place) => this.acts.deliveryAt(place),
      nextSave: () => this.acts.nextSave(),
      probesFor: (place) => this.probesFor(place),
    });
    this.client = options.client && new ClientParty(this.cluster, options.client);
    options.onActs?.(this.acts.performedAt);
  }

  /** What the run is about: the scenario's own instance, or the first that the client has scheduled. */
  private get mainInstance(): string {
    if (this.client) return this.client.mainInstance ?? '';
    return this.entry.instance ?? MAIN_INSTANCE;
  }

  begin(): void {
    const { scenario, cluster, entry, mainInstance: id } = this;
    const input = scenario.input === undefined ? undefined : JSON.stringify(scenario.input);
    const runsWorkflow = !this.client && scenario.mode !== 'plain' && entry.workflow !== undefined;
    if (runsWorkflow) cluster.schedule({ id, name: entry.workflow ?? '', input });
    if (scenario.mode !== 'workflow' && entry.plain !== undefined) {
      const plainInput = entry.plainInput ?? scenario.input;
      cluster.startPlain(
        entry.plain,
        plainInput === undefined ? undefined : JSON.stringify(plainInput),
      );
    }
    startApp(cluster, 1);
    this.client?.begin();
  }

  /** Does one thing. Answers false when the run is over. */
  advance(): boolean {
    if (this.isOver) return false;
    if (this.steps.length >= this.options.maxSteps) return this.end('limit');
    if (this.client?.act(false)) return true;
    if (this.acts.restart() || this.skip() || work(this.cluster)) return true;
    if (this.client?.act(true)) return true;
    if (this.areAllAlive()) return this.passTime();
    const next = this.stops.length > 0 ? this.nextMoment() : undefined;
    if (next === undefined) return this.end(this.whoIsDown());
    this.passTo(next);
    return true;
  }

  private whoIsDown(): 'app-down' | 'sidecar-down' | 'both-down' {
    const { isAppAlive, isSidecarAlive } = this.cluster;
    return isSidecarAlive ? 'app-down' : isAppAlive ? 'sidecar-down' : 'both-down';
  }

  takeNew(): Step[] {
    const fresh = this.steps.slice(this.taken);
    this.taken = this.steps.length;
    return fresh;
  }

  trace(): Trace {
    const { client, entry, mainInstance } = this;
    const isNamed = (client ?? entry.instance) !== undefined && mainInstance !== '';
    return {
      ...(isNamed && { mainInstance }),
      steps: this.steps,
      performedAt: this.acts.performedAt,
      unused: this.acts.unused(),
    };
  }

  /** Nothing can happen at once: let the time pass to the next timer or scripted event, or end. */
  private passTime(): boolean {
    const open = [...this.cluster.instances.values()].filter((each) => !isTerminal(each.status));
    const next = this.nextMoment();
    if (open.length === 0 && this.client?.nextMs === undefined) return this.end('finished');
    const waitingFor = this.waitingFor();
    if (next === undefined) return this.end('waiting');
    idle(this.cluster, waitingFor);
    if (!this.areAllAlive() || this.acts.skip() || hasWork(this.cluster)) return true;
    this.passTo(next);
    return true;
  }

  /** Moves the clock, and lets happen what is due then. */
  private passTo(atMs: number): void {
    if (atMs > this.cluster.nowMs) moveClock(this.cluster, atMs);
    this.stops = this.stops.filter((each) => each > this.cluster.nowMs);
    while (this.script[0] && this.script[0].atMs <= this.cluster.nowMs) {
      const event = this.script.shift();
      if (event) raise(this.cluster, this.mainInstance, event.name, jsonOf(event.data));
    }
  }

  /** A person lets time pass. Nothing that is due on the way is left out. */
  private skip(): boolean {
    const act = this.acts.skip();
    if (!act) return false;
    if (hasWork(this.cluster)) {
      this.acts.refuseSkip(
        'Something could still happen then. Only when nothing can, the clock is moved.',
      );
      return true;
    }
    const timer = pendingTimers(this.cluster)[0]?.fireAtMs;
    const untilMs = act.byMs === undefined ? timer : this.cluster.nowMs + act.byMs;
    if (untilMs === undefined) {
      this.acts.refuseSkip('No timer was set to which the clock could be moved.');
      return true;
    }
    this.acts.skipped();
    this.stops.push(untilMs);
    this.passTo(this.nextMoment() ?? untilMs);
    return true;
  }

  private nextMoment(): number | undefined {
    const { cluster } = this;
    // Without a sidecar no timer fires, so none is waited for.
    const timer = cluster.isSidecarAlive ? nextTimer(cluster) : undefined;
    const moments = [
      timer,
      slowOnes(cluster)[0]?.untilMs,
      this.script[0]?.atMs,
      this.client?.nextMs,
      ...this.stops,
    ];
    const known = moments.filter((each) => each !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  private waitingFor(): WaitingFor[] {
    const events = this.script.map(({ name, atMs }) => ({
      kind: 'event' as const,
      name,
      arrivesAtMs: atMs,
    }));
    const timers = pendingTimers(this.cluster).map(({ instance, id, fireAtMs }) => ({
      kind: 'timer' as const,
      instance,
      id,
      fireAtMs,
    }));
    const untilMs = this.client?.nextMs;
    const client = untilMs === undefined ? [] : [{ kind: 'client' as const, untilMs }];
    const open = [...this.cluster.instances.values()].filter((each) => !isTerminal(each.status));
    if (open.length === 0) return client;
    const listening = open
      .flatMap(({ id, waitsFor }) => waitsFor.map((name) => ({ instance: id, name })))
      .filter(({ name }) => !events.some((event) => event.name === name));
    const slow = slowOnes(this.cluster).map(({ run, untilMs }) => ({
      kind: 'task' as const,
      instance: run.job.instance,
      id: run.job.id,
      name: run.job.name,
      answersAtMs: untilMs,
    }));
    const named = listening.map((each) => ({ kind: 'event' as const, ...each }));
    return [...slow, ...events, ...named, ...timers, ...client];
  }

  end(reason: Extract<Step, { kind: 'over' }>['reason']): boolean {
    this.isOver = true;
    const place: Place = { subject: 'run', number: 1, attempt: 1, moment: 'over' };
    const waitingFor = this.waitingFor();
    this.steps.push({ kind: 'over', place, atMs: this.cluster.nowMs, reason, waitingFor });
    return false;
  }

  /** The clock is not moved by itself where somebody died while the run stood still. */
  private areAllAlive(): boolean {
    return this.cluster.isAppAlive && this.cluster.isSidecarAlive;
  }

  private onStep(step: Step): void {
    this.steps.push(step);
    if (step.kind === 'pass') this.beats += (step.pass.beats?.length ?? 0) - (step.pass.from ?? 0);
    this.acts.onStep(step);
  }

  private probesFor(place: Place): Probes {
    const { maxBeats, watched, window = true } = this.options;
    const pass = { ...place, moment: '' };
    if (watched && isSamePlace({ ...watched, moment: '' }, pass, this.mainInstance)) return window;
    return this.beats < maxBeats || this.acts.needsBeats(place, maxBeats === 0);
  }
}
