import type { Action } from './action.ts';
import { completingEvents } from './composite.ts';
import { failureOf } from './failure.ts';
import type { Fifo } from './fifo.ts';
import { hangOf } from './hangs.ts';
import type { Failure, ParentInstance, Status } from './history.ts';
import { Patches } from './patches.ts';
import { type CompletableTask, Task } from './task.ts';
import type { Dialect, Divergence, Hang, Observer, Oddity, TurnResult, WorkItem } from './turn.ts';

/** An external event that nobody waited for yet. */
export interface BufferedEvent {
  value: unknown;
  eventNumber: number;
}

/** Before any OrchestratorStarted the context's clock shows the year 1000, as in the real executors. */
const NO_TIME_MS = Date.UTC(1000, 0, 1);
/** dapr stops a workflow that gets this many answers in a row without waiting. */
const DAPR_MOST_ANSWERS = 100_000;
const NOT_A_TASK = 'The orchestrator generator yielded a non-Task object';

/** Everything that one turn knows. Made new for each turn: nothing survives between turns but the history. */
export class Orchestration {
  readonly dialect: Dialect;
  readonly instanceId: string;
  readonly observer: Observer | undefined;
  executionId = '';
  version = '';
  parent: ParentInstance | undefined = undefined;
  isReplaying = true;
  /** The workflow sees this very object, as in the real SDKs. */
  now = new Date(NO_TIME_MS);
  /** Position of the event that is being processed, from 1. */
  eventNumber = 0;
  /** Position of the last event that was taken up; what was held back does not set it back. */
  takenCount = 0;
  /** Old and new events of this turn. */
  readonly totalCount: number;
  /** Name of the version that the instance is pinned to. */
  versionName: string | undefined = undefined;
  readonly patches = new Patches();
  readonly oddities: Oddity[] = [];
  isComplete = false;
  isSuspended = false;
  guidCount = 0;
  customStatus: unknown = undefined;
  divergence: Divergence | undefined = undefined;
  readonly pendingActions = new Map<number, Action>();
  readonly pendingTasks = new Map<number, CompletableTask>();
  readonly receivedEvents: Record<string, Fifo<BufferedEvent>> = Object.create(null) as Record<
    string,
    Fifo<BufferedEvent>
  >;
  /** How the code spelled the names it waits for; the engine compares them folded. */
  readonly spelling: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly pendingEvents: Record<string, Fifo<CompletableTask>> = Object.create(null) as Record<
    string,
    Fifo<CompletableTask>
  >;
  /** Handed to retry handlers. */
  context: unknown = undefined;
  #lastId = 0;
  #generator: AsyncGenerator<unknown, unknown, unknown> | undefined = undefined;
  /** What the generator yielded last. Not always a task: dapr does not check the first one. */
  #yielded: unknown = undefined;
  #next: { input: unknown; isKeepingEvents: boolean } | undefined = undefined;

  constructor(item: WorkItem, observer: Observer | undefined) {
    this.dialect = item.dialect;
    this.instanceId = item.instanceId;
    this.observer = observer;
    this.totalCount = item.oldEvents.length + item.newEvents.length;
  }

  get hasMoreEvents(): boolean {
    return this.takenCount < this.totalCount;
  }

  /** Sequence ids count from 1. */
  nextId(): number {
    return ++this.#lastId;
  }

  get isWaiting(): boolean {
    return !this.isComplete && this.#generator !== undefined;
  }

  note(oddity: Oddity): void {
    if (!this.oddities.includes(oddity)) this.oddities.push(oddity);
  }

  /** Why the wait at which this turn ends can never end, if so. */
  hang(): Hang | undefined {
    return this.isWaiting ? hangOf(this.#yielded) : undefined;
  }

  /** Starts the generator and runs it to its first wait. */
  async start(generator: AsyncGenerator<unknown, unknown, unknown>): Promise<void> {
    this.#generator = generator;
    const { value, done } = await generator.next();
    if (done) {
      this.complete(value, 'COMPLETED');
      return;
    }
    if (this.dialect === 'durabletask' && !(value instanceof Task)) throw new Error(NOT_A_TASK);
    this.#yielded = value;
    // dapr takes neither notice: a task that is already complete, or no task at all, waits forever.
    if (this.dialect === 'durabletask' && (value as Task).isComplete) await this.resume();
  }

  /** Lets the generator go on while the task that it yielded is complete. */
  async resume(): Promise<void> {
    if (this.dialect === 'durabletask' && this.isComplete) return;
    const generator = this.#generator;
    if (!generator) {
      throw new Error(
        'The orchestrator generator is not initialized! Was the orchestration history corrupted?',
      );
    }
    const yielded = this.#yielded as Task | undefined | null;
    if (!yielded) return;
    if (this.dialect === 'durabletask') await this.#resumeDurableTask(generator);
    else await this.#resumeDapr(generator, yielded);
  }

  async #resumeDurableTask(generator: AsyncGenerator<unknown, unknown, unknown>): Promise<void> {
    for (;;) {
      const task = this.#yielded as Task;
      if (task.isFailed) {
        if (!(await this.#step(generator, task, true))) return;
        if (!(this.#yielded as Task).isComplete || this.isComplete) return;
      } else {
        if (!task.isComplete) return;
        // A failed task yielded inside this loop gives its empty result (0.4.0, mended later: #329).
        do {
          if (!(await this.#step(generator, this.#yielded as Task, false))) return;
        } while ((this.#yielded as Task).isComplete);
        return;
      }
    }
  }

  async #resumeDapr(
    generator: AsyncGenerator<unknown, unknown, unknown>,
    yielded: Task,
  ): Promise<void> {
    if (yielded.isFailed && !(await this.#step(generator, yielded, true))) return;
    let answers = 0;
    while ((this.#yielded as Task).isComplete) {
      if (++answers > DAPR_MOST_ANSWERS) {
        throw new Error(
          `Orchestrator exceeded maximum iteration limit (${DAPR_MOST_ANSWERS}). This likely indicates an infinite loop in the orchestrator function.`,
        );
      }
      if (!(await this.#step(generator, this.#yielded as Task, false))) return;
    }
  }

  /** Gives one answer to the generator. False when the workflow has returned. */
  async #step(
    generator: AsyncGenerator<unknown, unknown, unknown>,
    task: Task,
    isError: boolean,
  ): Promise<boolean> {
    const answer = isError ? task._exception : task._result;
    if (this.observer && task instanceof Task) {
      this.observer.answered(completingEvents(task), answer, isError);
    }
    const { value, done } = await (isError ? generator.throw(answer) : generator.next(answer));
    if (done) {
      this.complete(value, 'COMPLETED');
      return false;
    }
    if (!(value instanceof Task)) throw new Error(NOT_A_TASK);
    this.#yielded = value;
    return true;
  }

  /** Ends the workflow with a value, or with text that is JSON already. The first end counts. */
  complete(result: unknown, status: Status, isEncoded = false): void {
    if (this.isComplete) return;
    this.isComplete = true;
    // dapr drops what the workflow asked for in its last turn, durabletask sends it (SEMANTICS section 3).
    if (this.dialect === 'dapr') this.pendingActions.clear();
    const text = isEncoded ? (result as string | undefined) : this.encodeOutput(result);
    this.#addCompletion(status, text);
  }

  /** Ends the workflow with an error, also after it has ended. */
  fail(thrown: unknown): void {
    if (this.dialect === 'dapr') this.pendingActions.clear();
    else if (this.isComplete) this.#removeCompletion();
    this.isComplete = true;
    this.#next = undefined;
    const error =
      this.dialect === 'dapr' || thrown instanceof Error ? thrown : new Error(String(thrown));
    const id = this.nextId();
    this.#addCompletion('FAILED', undefined, failureOf(error, this.dialect), id);
  }

  /** The app has no such version: the turn asks for nothing else, and the sidecar will discard it. */
  lacksVersion(): void {
    const id = this.nextId();
    this.pendingActions.set(id, { type: 'WorkflowVersionNotAvailable', id });
  }

  continueAsNew(input: unknown, isKeepingEvents: boolean): void {
    if (this.isComplete) return;
    this.isComplete = true;
    if (this.dialect === 'dapr') this.pendingActions.clear();
    this.#next = { input, isKeepingEvents };
  }

  /** JSON text of an input; dapr drops every falsy one. */
  encodeInput(value: unknown): string | undefined {
    if (this.dialect === 'dapr' && !value) return undefined;
    return value === undefined ? undefined : JSON.stringify(value);
  }

  encodeOutput(value: unknown): string | undefined {
    if (value === undefined || (this.dialect === 'dapr' && value === null)) return undefined;
    return JSON.stringify(value);
  }

  result(): TurnResult {
    const result: TurnResult = { actions: this.#actions() };
    const status = this.customStatus;
    if (typeof status === 'string') {
      if (status !== '') result.customStatus = status;
    } else if (status !== undefined && status !== null) {
      // dapr hands on whatever it was given.
      result.customStatus = JSON.stringify(status);
      result.isCustomStatusJson = true;
    }
    if (this.divergence) result.divergence = this.divergence;
    this.#addVersion(result);
    const hang = this.hang();
    if (hang) result.hang = hang;
    if (this.oddities.length > 0) result.oddities = this.oddities;
    const waitsFor = Object.keys(this.pendingEvents).map(
      (folded) => this.spelling[folded] ?? folded,
    );
    if (this.isWaiting && waitsFor.length > 0) result.waitsFor = waitsFor;
    return result;
  }

  #addVersion(result: TurnResult): void {
    const patches = this.patches.encountered;
    const name = this.versionName;
    if (patches.length === 0 && name === undefined) return;
    result.version = {
      ...(patches.length > 0 && { patches }),
      ...(name !== undefined && { name }),
    };
  }

  #actions(): Action[] {
    const pending = [...this.pendingActions.values()].sort((left, right) => left.id - right.id);
    if (!this.#next) return pending;
    const completion: Action = {
      type: 'CompleteOrchestration',
      id: this.nextId(),
      status: 'CONTINUED_AS_NEW',
    };
    const input = this.encodeInput(this.#next.input);
    if (input) completion.result = input;
    if (this.#next.isKeepingEvents) this.#carryOver(completion);
    this.observer?.finished('CONTINUED_AS_NEW', completion.result);
    return this.dialect === 'dapr' ? [completion] : [...pending, completion];
  }

  /** Events that were not read yet go to the next generation, under their folded names. */
  #carryOver(completion: Extract<Action, { type: 'CompleteOrchestration' }>): void {
    completion.carryoverEvents = Object.entries(this.receivedEvents).flatMap(([name, events]) =>
      events.rest().map(({ value }) => {
        const input = this.encodeInput(value);
        const timestampMs = this.now.getTime();
        return {
          type: 'EventRaised' as const,
          id: -1,
          timestampMs,
          name,
          ...(input ? { input } : {}),
        };
      }),
    );
  }

  #addCompletion(status: Status, result?: string, failure?: Failure, id = this.nextId()): void {
    const action: Action = { type: 'CompleteOrchestration', id, status };
    // An empty text is the same as none on the wire.
    if (result) action.result = result;
    if (failure) action.failure = failure;
    this.pendingActions.set(id, action);
    this.observer?.finished(status, action.result);
  }

  #removeCompletion(): void {
    for (const [id, action] of this.pendingActions) {
      if (action.type === 'CompleteOrchestration') this.pendingActions.delete(id);
    }
  }
}
