import { Task } from './task.ts';
import type { Dialect } from './turn.ts';

/** A task made of other tasks. A child knows only the last composite that it was put into. */
export class CompositeTask<T = unknown> extends Task<T> {
  static override readonly name: string = 'CompositeTask';
  _tasks: Task[] = [];
  _completedTasks: number = 0;
  _failedTasks: number = 0;

  constructor(dialect: Dialect, tasks: Task[]) {
    super(dialect);
    this._tasks = tasks;
    for (const task of tasks) {
      task._parent = this;
      if (task._isComplete) this.onChildCompleted(task);
    }
  }

  onChildCompleted(_child: Task): void {}
}

/** durabletask: waits for every child, then gives all results or one error that holds all failures. */
class WaitAllTask extends CompositeTask<unknown[]> {
  static override readonly name: string = 'WhenAllTask';

  constructor(tasks: Task[]) {
    super('durabletask', tasks);
    if (tasks.length === 0) {
      this._result = [];
      this._isComplete = true;
    }
  }

  pendingTasks(): number {
    return this._tasks.length - this._completedTasks;
  }

  get completedTasks(): number {
    return this._completedTasks;
  }

  override onChildCompleted(_child: Task): void {
    if (this._isComplete) return;
    this._completedTasks++;
    if (this._completedTasks !== this._tasks.length) return;
    this._isComplete = true;
    const failures = this._tasks
      .filter((child) => child.isFailed)
      .map((child) => child.getException());
    if (failures.length > 0) {
      const reasons = failures.map((failure) => failure.message).join('; ');
      this._exception = new AggregateError(
        failures,
        `${failures.length} of ${this._tasks.length} tasks in the whenAll failed: ${reasons}`,
      );
    } else {
      this._result = this._tasks.map((child) => child.getResult());
    }
    this._parent?.onChildCompleted(this);
  }
}

/**
 * dapr: the first failure completes it, and a sibling that completes later raises an error in the engine. The count is
 * put back to zero after construction, so children that were complete before are never counted; an empty list waits
 * forever; a composite above it hears nothing (SEMANTICS section 5).
 */
export class FailFastTask extends CompositeTask<unknown[]> {
  static override readonly name: string = 'WhenAllTask';

  constructor(tasks: Task[]) {
    super('dapr', tasks);
    this._completedTasks = 0;
    this._failedTasks = 0;
  }

  pendingTasks(): number {
    return this._tasks.length - this._completedTasks;
  }

  get completedTasks(): number {
    return this._completedTasks;
  }

  override onChildCompleted(child: Task): void {
    if (this._isComplete) throw new Error('Task is already completed');
    this._completedTasks++;
    if (child.isFailed && !this._exception) {
      this._exception = child.getException();
      this._isComplete = true;
    }
    if (this._completedTasks === this._tasks.length) {
      // Throws when a child failed: the real executor then fails the whole workflow.
      this._result = this._tasks.map((task) => task.getResult());
      this._isComplete = true;
    }
  }
}

/** The first child to complete, failed or not, is the result. */
export class FirstOfTask extends CompositeTask<Task> {
  static override readonly name: string = 'WhenAnyTask';

  override onChildCompleted(child: Task): void {
    if (this._isComplete) return;
    this._isComplete = true;
    this._result = child;
    // dapr: a composite above it hears nothing.
    if (Task.dialectOf(this) === 'durabletask') this._parent?.onChildCompleted(this);
  }
}

/** Completes when all tasks have; see the classes for how the dialects differ. */
export function whenAllIn(dialect: Dialect, tasks: Task[]): CompositeTask<unknown[]> {
  return dialect === 'durabletask' ? new WaitAllTask(tasks) : new FailFastTask(tasks);
}

/** Completes with the first task that completes. */
export function whenAnyIn(dialect: Dialect, tasks: Task[]): CompositeTask<Task> {
  if (dialect === 'durabletask' && tasks.length === 0) {
    throw new Error('whenAny requires at least one task');
  }
  return new FirstOfTask(dialect, tasks);
}

/** Positions in the history of the events that completed a task, in the order of its children, each once. */
export function completingEvents(task: Task): number[] {
  const numbers = new Set<number>();
  collectEvents(task, numbers);
  return [...numbers];
}

function collectEvents(task: Task, into: Set<number>): void {
  if (task instanceof FirstOfTask) {
    if (task._result) collectEvents(task._result, into);
  } else if (task instanceof FailFastTask && task._exception) {
    const failed = task._tasks.find((child) => child._exception === task._exception);
    if (failed) collectEvents(failed, into);
  } else if (task instanceof CompositeTask) {
    for (const child of task._tasks) collectEvents(child, into);
  } else {
    const number = Task.eventNumberOf(task);
    if (number !== undefined) into.add(number);
  }
}
