import type { Action } from './action.ts';
import { completingEvents } from './composite.ts';
import { failureOf } from './failure.ts';
import type { Fifo } from './fifo.ts';
import { Outlook } from './hangs.ts';
import type { Failure, ParentInstance, Status } from './history.ts';
import { Patches } from './patches.ts';
import { type CompletableTask, Task } from './task.ts';
import { TurnClock } from './turn-clock.ts';
import type { QuietDifference } from './quiet.ts';
import type { Dialect, Divergence, Hang, Observer, Oddity, TurnResult, WorkItem } from './turn.ts';

/** An external event that nobody waited for yet. */
export interface BufferedEvent {
  value: unknown;
  eventNumber: number;
}

/** dapr stops a workflow that gets this many answers in a row without waiting. */
const DAPR_MOST_ANSWERS = 100_000;
const NOT_A_TASK = 'The orchestrator generator yielded a non-Task object';

type WorkflowGenerator = AsyncGenerator<unknown, unknown, unknown>;
type Yielded = IteratorResult<unknown, unknown>;

/** Everything that one turn knows. Made new for each turn: nothing survives between turns but the history. */
export class Orchestration {
  readonly dialect: Dialect;
  readonly instanceId: string;
  readonly observer: Observer | undefined;
  executionId = '';
  version = '';
  parent: ParentInstance | undefined = undefined;
  isReplaying = true;
  /** The workflow has asked whether it replays, or for a patch, which depends on what is left to replay. Only a replay of every turn gives it the answers that it would get. */
  wasReplayAsked = false;
  /** How often the generator was let go on, and how often the engine waited for it: what turns of equal work have in common. */
  steps = 0;
  waits = 0;
  readonly clock = new TurnClock();
  /** Position of the event that is being processed, from 1. */
  eventNumber = 0;
  /** Position of the last event that was taken up; what was held back does not set it back. */
  takenCount = 0;
  /** All events up to the end of this turn. */
  totalCount = 0;
  /** Name of the version that the instance is pinned to. */
  versionName: string | undefined = undefined;
  readonly patches = new Patches();
  readonly oddities: Oddity[] = [];
  isComplete = false;
  isSuspended = false;
  guidCount = 0;
  customStatus: unknown = undefined;
  divergence: Divergence | undefined = undefined;
  readonly quietDifferences: QuietDifference[] = [];
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
  readonly #outlook = new Outlook();
  #generator: WorkflowGenerator | undefined = undefined;
  /** What the generator yielded last. Not always a task: dapr does not check the first one. */
  #yielded: unknown = undefined;
  #next: { input: unknown; isKeepingEvents: boolean } | undefined = undefined;

  constructor(item: Pick<WorkItem, 'dialect' | 'instanceId'>, observer: Observer | undefined) {
    this.dialect = item.dialect;
    this.instanceId = item.instanceId;
    this.observer = observer;
  }

  get now(): Date {
    return this.clock.date;
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
    return this.isWaiting ? this.#outlook.hangOf(this.#yielded, this.steps) : undefined;
  }

  /** Starts the generator and runs it to its first wait. */
  async start(generator: WorkflowGenerator): Promise<void> {
    this.#generator = generator;
    this.steps += 1;
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

  /**
   * Lets the generator go on while the task that it yielded is complete. Undefined: it is not, and nothing ran. One promise for
   * the whole way: a step of its own for each answer would double the time of a replay.
   */
  resume(): Promise<void> | undefined {
    const isDurableTask = this.dialect === 'durabletask';
    if (isDurableTask && this.isComplete) return undefined;
    const generator = this.#generator;
    if (!generator) {
      throw new Error(
        'The orchestrator generator is not initialized! Was the orchestration history corrupted?',
      );
    }
    const yielded = this.#yielded as Task | undefined | null;
    if (!yielded) return undefined;
    if (!yielded.isComplete && !yielded.isFailed) return undefined;
    return isDurableTask
      ? this.#resumeDurableTask(generator, yielded)
      : this.#resumeDapr(generator, yielded);
  }

  async #resumeDurableTask(generator: WorkflowGenerator, yielded: Task): Promise<void> {
    let task = yielded;
    while (task.isFailed) {
      if (this.#isOver(await this.#answer(generator, task, true))) return;
      task = this.#yielded as Task;
      if (!task.isComplete || this.isComplete) return;
    }
    // A failed task yielded inside this loop gives its empty result (0.4.0, mended later: #329).
    do {
      if (this.#isOver(await this.#answer(generator, task))) return;
      task = this.#yielded as Task;
    } while (task.isComplete);
  }

  async #resumeDapr(generator: WorkflowGenerator, yielded: Task): Promise<void> {
    if (yielded.isFailed && this.#isOver(await this.#answer(generator, yielded, true))) return;
    let answers = 0;
    while ((this.#yielded as Task).isComplete) {
      if (++answers > DAPR_MOST_ANSWERS) {
        throw new Error(
          `Orchestrator exceeded maximum iteration limit (${DAPR_MOST_ANSWERS}). This likely indicates an infinite loop in the orchestrator function.`,
        );
      }
      if (this.#isOver(await this.#answer(generator, this.#yielded as Task))) return;
    }
  }

  #answer(generator: WorkflowGenerator, task: Task, isError = false): Promise<Yielded> {
    this.steps += 1;
    const answer = isError ? task._exception : task._result;
    if (this.observer && task instanceof Task) {
      this.observer.answered(completingEvents(task), answer, isError);
    }
    return isError ? generator.throw(answer) : generator.next(answer);
  }

  /** Takes what the generator gave. True when the workflow has returned. */
  #isOver({ value, done }: Yielded): boolean {
    if (done) {
      this.complete(value, 'COMPLETED');
      return true;
    }
    if (!(value instanceof Task)) throw new Error(NOT_A_TASK);
    this.#yielded = value;
    return false;
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
    if (this.quietDifferences.length > 0) result.quietDifferences = this.quietDifferences;
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
