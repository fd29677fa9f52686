import type { Failure } from '../engine/history.ts';
import type { Dialect, Facade } from '../engine/turn.ts';
import type { Beat, Read } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { Step } from '../trace/step.ts';
import { isDue, newInstance, type Instance } from './instance.ts';
import type { CallProgress, Identity, Machines, Probes } from './machine.ts';
import type { AppProcess, Slot } from './app-process.ts';
import type { Party } from './scenario.ts';
import type { World } from './world.ts';

/** A step without its time: the cluster adds the virtual time. Distributes over the union. */
export type Happening = Step extends infer Each
  ? Each extends Step
    ? Omit<Each, 'atMs'>
    : never
  : never;

/** An activity that the sidecar must get done: a reminder that fires again until its result is recorded. */
export interface TaskJob {
  instance: string;
  generation: number;
  id: number;
  name: string;
  input?: string;
  /** The turn that asked for it. */
  turn?: number;
  /** So many others wait under the same id: a sidecar has none of them, the in-memory backend's queue holds them all. */
  copy?: number;
}

/** An activity's actor has one reminder: what is sent again under the same key takes its place. */
export const taskKey = ({ instance, generation, id, copy = 0 }: TaskJob): string =>
  `${instance}/${generation}/${id}${copy > 0 ? `/${copy}` : ''}`;

/** One run of an activity, while it lasts. */
export interface RunningTask {
  job: TaskJob;
  attempt: number;
  app: AppProcess;
  /** The sidecar that waits for its answer. */
  sidecarLife: number;
  /** It throws at once. */
  isFailing?: boolean;
  /** So long it takes before it answers. */
  slowMs?: number;
}

/** An activity's answer that comes when the clock gets there, if the app lives that long. */
export interface SlowTask {
  run: RunningTask;
  outcome: TaskOutcome;
  untilMs: number;
}

export interface TaskOutcome {
  result?: string;
  failure?: Failure;
}

/** A plain function that the app runs without an engine. It lives in the first app process only. */
export interface PlainCall {
  name: string;
  input?: string;
  progress?: CallProgress;
  /** Requests that were answered. */
  effects: number;
}

/** Finds the ids that the cluster gives to executions, in any text. */
export const EXECUTION_ID = /\bexecution-\d+-\d+/g;

export interface Cut {
  /** Index of the last beat that happens. */
  beat: number;
  /** Absent: nobody dies, and the code throws there. */
  kills?: Party;
}

export interface ClusterOptions {
  machines: Machines;
  world: World;
  dialect: Dialect;
  facade: Facade;
  seed: number;
  variables: Record<string, string>;
  startMs: number;
  /**
   * Whose rules hold where sidecars differ: a Dapr sidecar's (the default), or those of durabletask-js 0.4.0's in-memory
   * backend, on which the recorded cases were made: how a child's failure reaches its parent, whether an id can be used again,
   * what continue-as-new leaves behind (SEMANTICS sections 8 and 9).
   */
  rules?: 'sidecar' | 'in-memory';
  /** An activity that waits for its own timers takes that long on the cluster's clock. */
  doesWaitingTakeTime?: boolean;
  /** Hears every step as it happens; may crash a party or raise an event before it returns. */
  onStep(step: Step): void;
  /** Where a pass is cut off, and who dies there; undefined: it is not. */
  cutAt(
    beats: readonly Beat[],
    place: Place,
    isLastStretch: boolean,
    app: AppProcess,
  ): Cut | undefined;
  /** What becomes of a message that is under way at this place. Absent: it arrives. */
  deliveryAt?(place: Place): 'lose' | 'repeat' | undefined;
  /** What becomes of the save that the store is asked for now. Absent: it is done. */
  nextSave?(): 'refuse' | 'tear' | undefined;
  /** What of this pass is recorded. */
  probesFor(place: Place): Probes;
}

/**
 * The parties of a running system and what each of them holds: app processes, sidecar with its state store, world, clock.
 * How they die and start is in `parties.ts`, what they do in `turn-work.ts` (sidecar and app run a turn), `call-work.ts`
 * (activities and plain code), `inbox.ts` (messages) and `clock.ts`.
 */
export class Cluster {
  nowMs: number;
  /** The last process in each slot, alive or dead. */
  readonly apps = new Map<Slot, AppProcess>();
  /** Number of the youngest app process, from 1; 0 before the first start. */
  process = 0;
  isSidecarAlive = true;
  /** Number of the sidecar's current or last life, from 1. */
  sidecarLife = 1;
  readonly instances = new Map<string, Instance>();
  /** In the order in which they are done, by `taskKey`. */
  readonly tasks = new Map<string, TaskJob>();
  /** Who waits for a turn, where the order matters (queue.ts). */
  readonly queue = new Set<Instance>();
  /** Activities whose code has run and whose answer takes its time. */
  slow: SlowTask[] = [];
  /** The activity that runs just now. */
  running: RunningTask | undefined;
  /** Activities that a person lets fail, by `instance/name`. */
  readonly failing = new Map<string, { left: number | 'always'; message: string }>();
  /** How often each task was sent, each timer rang and each child answered, by `instance/which`. */
  private readonly attempts = new Map<string, number>();
  plain: PlainCall | undefined;
  /** Requests that activities made. */
  durableEffects = 0;
  /** The slot that was given the last piece of work. */
  private lastSlot: Slot = 2;
  private executionCount = 0;
  private scheduledCount = 0;
  raisedCount = 0;
  /** How often the run stood still, and how often its clock was moved: numbers for their places. */
  idleCount = 0;
  clockCount = 0;
  /** Calls that the machines were given, to tell them apart. */
  callCount = 0;
  /** Events that trials of other ways have replayed (what-if.ts). */
  triedEvents = 0;

  /** The latest time that a program has read. Reading takes it past `nowMs`, which only waiting moves. */
  private readMs = 0;

  constructor(readonly options: ClusterOptions) {
    this.nowMs = options.startMs;
  }

  /** Where a program's clock begins that looks at it now: never before a time that one has read already. */
  get clockMs(): number {
    return Math.max(this.nowMs, this.readMs);
  }

  /** Takes in what a piece of work read off its clock. */
  noteClock(reads: readonly Read[]): void {
    for (const { api, value } of reads) {
      const isDate = api === 'new Date()' || api === 'Date()';
      const ms = api === 'Date.now' ? Number(value) : isDate ? Date.parse(value) : 0;
      if (ms > this.readMs) this.readMs = ms;
    }
  }

  get isAppAlive(): boolean {
    return [...this.apps.values()].some((app) => app.isAlive);
  }

  /** True as long as the life of the sidecar lasts that began a piece of work. */
  isSidecar(life: number): boolean {
    return this.isSidecarAlive && this.sidecarLife === life;
  }

  /** The app process that the sidecar gives the next piece of work: two that are alive take turns. */
  appForWork(): AppProcess | undefined {
    const alive = [...this.apps.values()].filter((app) => app.isAlive);
    const app = alive.find(({ slot }) => slot !== this.lastSlot) ?? alive[0];
    if (app) this.lastSlot = app.slot;
    return app;
  }

  /** Number of the next attempt at something that an instance asked for, from 1. */
  countAttempt(instance: string, which: string): number {
    const key = `${instance}/${which}`;
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    this.attempts.set(key, attempt);
    return attempt;
  }

  /** The app calls a plain function, without any engine. */
  startPlain(name: string, input: string | undefined): void {
    this.plain = { name, ...(input !== undefined && { input }), effects: 0 };
  }

  /** Somebody asks for a new instance: its first message is saved to the inbox. */
  schedule(start: Omit<Parameters<typeof newInstance>[0], 'executionId' | 'nowMs'>): void {
    const { id, name, input, parent } = start;
    const executionId = this.newExecutionId();
    this.instances.set(id, newInstance({ ...start, executionId, nowMs: this.nowMs }));
    this.scheduledCount += 1;
    const place: Place = {
      instance: id,
      subject: 'run',
      number: this.scheduledCount,
      attempt: 1,
      moment: 'scheduled',
    };
    this.emit({
      kind: 'scheduled',
      place,
      instance: id,
      name,
      ...(input !== undefined && { input }),
      ...(parent && { parent: parent.instanceId }),
    });
  }

  /** True when a running instance has a message that no turn has handled. */
  hasInbox(): boolean {
    return this.dueInstance() !== undefined;
  }

  /** The first instance to which the sidecar has a turn to send. */
  dueInstance(): Instance | undefined {
    for (const each of this.instances.values()) if (isDue(each)) return each;
    return undefined;
  }

  /** The first instance that was terminated and whose children have not been told. */
  terminatedParent(): Instance | undefined {
    for (const each of this.instances.values()) if (each.isCascadeDue) return each;
    return undefined;
  }

  identity(
    app: AppProcess,
    of: Identity['of'],
    instance: string,
    number: number,
    attempt: number,
  ): Identity {
    return {
      seed: this.options.seed,
      process: app.number,
      instance,
      of,
      number,
      attempt,
      nowMs: this.clockMs,
    };
  }

  /** Of the form that `EXECUTION_ID` finds. */
  newExecutionId(): string {
    this.executionCount += 1;
    return `execution-${this.options.seed}-${this.executionCount}`;
  }

  emit(happening: Happening): void {
    this.options.onStep({ ...happening, atMs: this.nowMs });
  }
}
