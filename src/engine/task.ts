import { TaskFailedError } from './errors.ts';
import type { Failure } from './history.ts';
import type { Dialect } from './turn.ts';

/**
 * Something durable that a workflow can yield. The underscored fields carry the real SDKs' names, because a workflow
 * that forgets `yield` and returns a task writes them into its output as JSON. What is ours alone is `#private`.
 */
export class Task<T = unknown> {
  static readonly name: string = 'Task';
  _result: T | undefined = undefined;
  _exception: Error | undefined = undefined;
  _parent: ParentTask | undefined = undefined;
  _isComplete: boolean = false;

  readonly #dialect: Dialect;
  readonly #id: number | undefined;
  #eventNumber: number | undefined;

  constructor(dialect: Dialect, id?: number) {
    this.#dialect = dialect;
    this.#id = id;
  }

  get isComplete(): boolean {
    return this._isComplete;
  }

  get isFailed(): boolean {
    return this._exception !== undefined;
  }

  /** durabletask only, as are `isFaulted` and `result`. */
  get isCompleted(): boolean | undefined {
    return this.#dialect === 'durabletask' ? this._isComplete : undefined;
  }

  get isFaulted(): boolean | undefined {
    return this.#dialect === 'durabletask' ? this.isFailed : undefined;
  }

  get result(): T | undefined {
    if (this.#dialect !== 'durabletask') return undefined;
    return this._isComplete && !this._exception ? this._result : undefined;
  }

  getResult(): T {
    if (!this._isComplete) throw new Error('Task is not complete');
    if (this._exception) throw this._exception;
    return this._result as T;
  }

  getException(): Error {
    if (!this._exception) throw new Error('Task did not fail');
    return this._exception;
  }

  /** Sequence id; undefined for composites and waits for external events, which take none. */
  static idOf(task: Task): number | undefined {
    return task.#id;
  }

  static dialectOf(task: Task): Dialect {
    return task.#dialect;
  }

  /** Position in the history of the event that completed a simple task. */
  static eventNumberOf(task: Task): number | undefined {
    return task.#eventNumber;
  }

  static noteEvent(task: Task, eventNumber: number): void {
    task.#eventNumber = eventNumber;
  }
}

/** A task that hears of its children's completion. */
interface ParentTask {
  onChildCompleted(child: Task): void;
}

/** A task that one history event completes. */
export class CompletableTask<T = unknown> extends Task<T> {
  static override readonly name: string = 'CompletableTask';

  complete(result: T): void {
    if (this._isComplete) throw new Error('Task is already completed');
    this._result = result;
    this._isComplete = true;
    this._parent?.onChildCompleted(this);
  }

  fail(message: string, failure?: Failure): void {
    if (this._isComplete) throw new Error('Task is already completed');
    this._exception = new TaskFailedError(message, failure, Task.dialectOf(this));
    this._isComplete = true;
    this._parent?.onChildCompleted(this);
  }
}

/** durabletask's timer, which can be cancelled. dapr's timers are plain tasks. */
export class TimerTask extends CompletableTask<undefined> {
  static override readonly name: string = 'TimerTask';
  private _cancelHandler: (() => void) | undefined = undefined;
  private _isCanceled: boolean = false;

  get isCanceled(): boolean {
    return this._isCanceled;
  }

  setCancelHandler(handler: () => void): void {
    this._cancelHandler = handler;
  }

  /** Before the timer is recorded its action is taken back; later it only stops waiting. */
  cancel(): void {
    if (this._isComplete || this._isCanceled) return;
    this._isCanceled = true;
    this._cancelHandler?.();
  }
}
