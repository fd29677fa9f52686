import type { HistoryEvent } from '../engine/history.ts';
import type { Dialect, Facade } from '../engine/turn.ts';
import type { Beat, Read } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { Pass, Step } from '../trace/step.ts';
import { completionOf, isDue, isTerminal, newInstance, type Instance } from './instance.ts';
import type { Breakdown, CallProgress, Identity, Machine } from './machine.ts';
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
}

/** A plain function that the app runs without an engine. It lives in the app process only. */
export interface PlainCall {
  name: string;
  input?: string;
  progress?: CallProgress;
  /** Requests that were answered. */
  effects: number;
}

/** Finds the ids that the cluster gives to executions, in any text. */
export const EXECUTION_ID = /\bexecution-\d+-\d+/g;

export interface ClusterOptions {
  machine: Machine;
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
  /** Hears every step as it happens; may crash the app (`crash`) or raise an event before it returns. */
  onStep(step: Step): void;
  /** Where the app dies inside a pass, as an index into its beats; undefined: it does not. */
  cutAt(beats: readonly Beat[], place: Place, isLastStretch: boolean): number | undefined;
  /** Should this pass be run with probes on. */
  hasProbes(place: Place): boolean;
}

/**
 * The parties of a running system and what each of them holds: app process, sidecar with its state store, world, clock.
 * What they do is in `turn-work.ts` (sidecar and app run a turn), `call-work.ts` (activities and plain code) and `clock.ts`.
 */
export class Cluster {
  nowMs: number;
  /** Number of the current or last app process, from 1; 0 before the first start. */
  process = 0;
  isAppAlive = false;
  /** Rises when the sidecar dies. It comes back at once; what it had not saved is gone. */
  sidecarLife = 1;
  readonly instances = new Map<string, Instance>();
  readonly tasks: TaskJob[] = [];
  /** How often each task was sent, by `instance/id`. */
  readonly taskAttempts = new Map<string, number>();
  plain: PlainCall | undefined;
  /** Requests that activities made. */
  durableEffects = 0;
  private executionCount = 0;
  private raisedCount = 0;
  private scheduledCount = 0;
  /** How often the run stood still, and how often its clock was moved: numbers for their places. */
  idleCount = 0;
  clockCount = 0;
  /** Calls that the machine was given, to tell them apart. */
  callCount = 0;

  constructor(readonly options: ClusterOptions) {
    this.nowMs = options.startMs;
  }

  /** Starts a new app process: empty memory, then the module's top level. */
  startApp(): void {
    this.process += 1;
    this.isAppAlive = true;
    const { machine, seed, variables } = this.options;
    const { failure } = machine.reset({
      seed,
      process: this.process,
      nowMs: this.nowMs,
      variables,
    });
    const place: Place = {
      subject: 'process',
      number: this.process,
      attempt: 1,
      moment: 'started',
    };
    this.emit({
      kind: 'app-started',
      place,
      process: this.process,
      ...(failure !== undefined && { failure }),
    });
    if (failure !== undefined) this.crash({ reason: 'trap', message: failure });
  }

  /** The app process dies: its memory, a turn in flight, running activities and plain code are gone. */
  crash(breakdown?: Breakdown): void {
    if (!this.isAppAlive) return;
    this.isAppAlive = false;
    this.plain = undefined;
    const place: Place = {
      subject: 'process',
      number: this.process,
      attempt: 1,
      moment: 'crashed',
    };
    this.emit({
      kind: 'app-crashed',
      place,
      process: this.process,
      ...(breakdown && { breakdown }),
    });
  }

  /** The sidecar dies and comes back: a turn in flight and an answer on its way are lost, and will be asked for again. */
  crashSidecar(): void {
    this.sidecarLife += 1;
  }

  /** The app calls a plain function, without any engine. */
  startPlain(name: string, input: string | undefined): void {
    this.plain = { name, ...(input !== undefined && { input }), effects: 0 };
  }

  /** A client asks for a new instance: its first message is saved to the inbox. */
  schedule(id: string, name: string, input: string | undefined): void {
    const executionId = this.newExecutionId();
    this.create(newInstance({ id, name, input, executionId, nowMs: this.nowMs }));
  }

  /** Puts a new instance into the store, its first message in the inbox. */
  create(instance: Instance): void {
    const { id, name, parent, inbox } = instance;
    this.instances.set(id, instance);
    this.scheduledCount += 1;
    const place: Place = {
      instance: id,
      subject: 'run',
      number: this.scheduledCount,
      attempt: 1,
      moment: 'scheduled',
    };
    const [started] = inbox;
    const input = started?.type === 'ExecutionStarted' ? started.input : undefined;
    this.emit({
      kind: 'scheduled',
      place,
      instance: id,
      name,
      ...(input !== undefined && { input }),
      ...(parent && { parent: parent.instanceId }),
    });
  }

  /** Somebody sends an event. It is saved to the inbox before anything else happens. `input` is JSON text. */
  raise(id: string, name: string, input: string | undefined): void {
    const payload = input === undefined ? {} : { input };
    this.deliver(id, { type: 'EventRaised', id: -1, timestampMs: this.nowMs, name, ...payload });
  }

  /** A client's message for an instance is saved to its inbox. */
  deliver(id: string, event: HistoryEvent): void {
    this.raisedCount += 1;
    const place: Place = {
      instance: id,
      subject: 'event',
      number: this.raisedCount,
      attempt: 1,
      moment: 'recorded',
    };
    this.record(id, event, place);
  }

  /** True when a running instance has a message that no turn has handled. */
  hasInbox(): boolean {
    return [...this.instances.values()].some(isDue);
  }

  /**
   * Saves a message to an instance's inbox; drops late duplicates and messages for instances that have ended. A stray message
   * was meant for an earlier generation, so it is no duplicate.
   */
  record(id: string, event: HistoryEvent, place: Place, isStray = false): void {
    const target = this.instances.get(id);
    if (!target || isTerminal(target.status)) return;
    const answers = isStray ? undefined : completionOf(event);
    if (answers !== undefined) {
      if (target.answered.has(answers)) return;
      target.answered.add(answers);
    }
    target.inbox.push(event);
    this.emit({ kind: 'recorded', place, instance: id, event });
  }

  /** Emits one pass over the code, cut where the app dies in it. Answers whether the app survived. */
  emitPass(
    place: Place,
    name: string,
    ran: { reads: Read[]; beats?: Beat[] },
    counts: Pick<Pass, 'oldCount' | 'newCount' | 'knownCount'>,
    isLastStretch: boolean,
  ): boolean {
    const cut = this.options.cutAt(ran.beats ?? [], place, isLastStretch);
    const pass: Pass = {
      of: place.subject === 'turn' ? 'turn' : place.subject === 'task' ? 'task' : 'call',
      number: place.number,
      attempt: place.attempt,
      process: this.process,
      instance: place.instance ?? '',
      name,
      ...counts,
      reads: ran.reads,
      ...(ran.beats && { beats: cut === undefined ? ran.beats : ran.beats.slice(0, cut + 1) }),
      isLast: isLastStretch,
      isTorn: cut !== undefined,
    };
    this.emit({ kind: 'pass', place, pass });
    if (cut !== undefined) this.crash();
    return this.isAppAlive;
  }

  identity(of: Identity['of'], instance: string, number: number, attempt: number): Identity {
    return {
      seed: this.options.seed,
      process: this.process,
      instance,
      of,
      number,
      attempt,
      nowMs: this.nowMs,
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
