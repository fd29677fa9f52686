import { NO_DATE_MS, type Action } from './action.ts';
import { Fifo } from './fifo.ts';
import { deterministicGuid } from './guid.ts';
import { type Named, nameOf } from './names.ts';
import { askOf } from './nondeterminism.ts';
import type { Orchestration } from './orchestration.ts';
import { RetryPolicy } from './retry-policy.ts';
import { type RetriedAction, type RetryHandler, RetryTask, RetryTimerTask } from './retry-task.ts';
import { CompletableTask, Task, TimerTask } from './task.ts';

/** The last argument of durabletask's calls. dapr has none. */
export interface TaskOptions {
  retry?: unknown;
  version?: string;
  instanceId?: string;
}

/** Puts an action into the turn's output; a later confirmation in the history takes it out again. */
function ask(turn: Orchestration, action: Action, given?: unknown): void {
  turn.pendingActions.set(action.id, action);
  if (!turn.observer) return;
  const { method, name } = askOf(action);
  const input = 'input' in action ? action.input : undefined;
  // dapr drops what is falsy (encodeInput).
  const isDropped = !given && given !== undefined && input === undefined;
  turn.observer.asked(action.id, method, name, input, isDropped ? falsyText(given) : undefined);
}

const falsyText = (given: unknown): string => (given === '' ? "''" : `${given as 0}`);

export function callActivity(
  turn: Orchestration,
  activity: Named,
  input: unknown,
  options: TaskOptions | undefined,
): Task {
  // The id is taken before anything can throw.
  const action: RetriedAction = { type: 'ScheduleTask', id: turn.nextId(), name: nameOf(activity) };
  const encoded = turn.encodeInput(input);
  if (encoded) action.input = encoded;
  ask(turn, action, input);
  return addTask(turn, action, options);
}

export function callSubOrchestrator(
  turn: Orchestration,
  orchestrator: Named,
  input: unknown,
  options: TaskOptions | undefined,
): Task {
  const name = nameOf(orchestrator);
  const id = turn.nextId();
  const instanceId = options?.instanceId || childInstanceId(turn, id);
  const action: RetriedAction = { type: 'CreateSubOrchestration', id, name, instanceId };
  const encoded = turn.encodeInput(input);
  if (encoded) action.input = encoded;
  if (options?.version) action.version = options.version;
  ask(turn, action, input);
  return addTask(turn, action, options);
}

/** SEMANTICS section 8: durabletask names children after the generation, dapr after the instance. */
function childInstanceId(turn: Orchestration, id: number): string {
  const isByGeneration = turn.dialect === 'durabletask' && turn.executionId !== '';
  const prefix = isByGeneration ? turn.executionId : turn.instanceId;
  return `${prefix}:${id.toString(16).padStart(4, '0')}`;
}

function addTask(
  turn: Orchestration,
  action: RetriedAction,
  options: TaskOptions | undefined,
): Task {
  const retry = options?.retry;
  const isRetried = retry instanceof RetryPolicy || typeof retry === 'function';
  const task = isRetried
    ? new RetryTask(action, retry as RetryPolicy | RetryHandler, turn.now.getTime())
    : new CompletableTask(turn.dialect, action.id);
  turn.pendingTasks.set(action.id, task);
  return task;
}

/** Timers: a number is seconds from the context's clock. */
export function createTimer(turn: Orchestration, fireAt: unknown): Task {
  const id = turn.nextId();
  const due = turn.dialect === 'durabletask' ? checkedDue(turn, fireAt) : dueTime(turn, fireAt);
  ask(turn, { type: 'CreateTimer', id, fireAtMs: toMs(due) });
  if (turn.dialect === 'dapr') {
    const timer = new CompletableTask(turn.dialect, id);
    turn.pendingTasks.set(id, timer);
    return timer;
  }
  const timer = new TimerTask(turn.dialect, id);
  timer.setCancelHandler(() => {
    turn.pendingActions.delete(id);
    turn.pendingTasks.delete(id);
  });
  turn.pendingTasks.set(id, timer);
  return timer;
}

function checkedDue(turn: Orchestration, fireAt: unknown): Date {
  const isSeconds = typeof fireAt === 'number' && Number.isFinite(fireAt);
  if (!isSeconds && !(fireAt instanceof Date)) {
    throw new Error(
      `createTimer requires a finite number (seconds) or a valid Date, but received ${String(fireAt)}`,
    );
  }
  const due = dueTime(turn, fireAt);
  if (Number.isNaN(due.getTime())) {
    throw new Error('createTimer received or produced an invalid Date (NaN timestamp)');
  }
  return due;
}

function dueTime(turn: Orchestration, fireAt: unknown): Date {
  if (fireAt instanceof Date) return fireAt;
  return new Date(turn.now.getTime() + (fireAt as number) * 1000);
}

function toMs(due: Date): number {
  const ms = due.getTime();
  return Number.isNaN(ms) ? NO_DATE_MS : ms;
}

/** Takes no id and leaves nothing in the history (SEMANTICS section 7). */
export function waitForExternalEvent(turn: Orchestration, name: string): Task {
  if (turn.dialect === 'durabletask' && !name) {
    throw new Error("waitForExternalEvent: 'name' is required and cannot be empty.");
  }
  const folded = name.toLowerCase();
  const task = new CompletableTask(turn.dialect);
  turn.observer?.listened(name);
  const buffered = turn.receivedEvents[folded];
  const event = buffered?.take();
  if (buffered && event) {
    if (buffered.length === 0) delete turn.receivedEvents[folded];
    Task.noteEvent(task, event.eventNumber);
    task.complete(event.value);
    return task;
  }
  const waiters = (turn.pendingEvents[folded] ??= new Fifo());
  waiters.put(task);
  turn.spelling[folded] = name;
  return task;
}

export function sendEvent(
  turn: Orchestration,
  instanceId: string,
  name: string,
  data: unknown,
): void {
  if (!instanceId) throw new Error("sendEvent: 'instanceId' is required and cannot be empty.");
  if (!name) throw new Error("sendEvent: 'eventName' is required and cannot be empty.");
  const action: Action = { type: 'SendEvent', id: turn.nextId(), instanceId, name };
  const encoded = turn.encodeInput(data);
  if (encoded) action.input = encoded;
  ask(turn, action);
}

export function setCustomStatus(turn: Orchestration, status: unknown): void {
  if (turn.dialect === 'dapr') {
    turn.customStatus = status;
    return;
  }
  if (status === undefined || status === null) {
    turn.customStatus = undefined;
    return;
  }
  try {
    turn.customStatus = JSON.stringify(status);
  } catch (error) {
    throw new Error(
      `Custom status value is not JSON-serializable: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** The same answer at every replay, because what was answered with true is recorded. Takes no id. */
export function isPatched(turn: Orchestration, name: string): boolean {
  turn.wasReplayAsked = true;
  const decision = turn.patches.decide(name, turn.hasMoreEvents);
  turn.observer?.patched(name, decision.isPatched, decision.reason);
  return decision.isPatched;
}

/** The same at every replay: made of the instance, the context's clock and a count. */
export function newGuid(turn: Orchestration): string {
  return deterministicGuid(`${turn.instanceId}_${turn.now.toISOString()}_${turn.guidCount++}`);
}

/** Between two attempts: a timer that takes an id of its own. */
export function createRetryTimer(turn: Orchestration, task: RetryTask, delayMs: number): void {
  const id = turn.nextId();
  ask(turn, {
    type: 'CreateTimer',
    id,
    fireAtMs: toMs(new Date(turn.now.getTime() + delayMs)),
  });
  turn.pendingTasks.set(id, new RetryTimerTask(id, task));
}

/** The next attempt: the same action under a new id. A child workflow keeps its instance id. */
export function askAgain(turn: Orchestration, task: RetryTask): void {
  const action = { ...task.action, id: turn.nextId() };
  task.tryAgainWith(action);
  turn.pendingTasks.set(action.id, task);
  ask(turn, action);
}
