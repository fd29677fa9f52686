import { askAgain, createRetryTimer } from './asks.ts';
import { Fifo } from './fifo.ts';
import type {
  EventRaised,
  Failure,
  SubOrchestrationInstanceCompleted,
  SubOrchestrationInstanceFailed,
  TaskCompleted,
  TaskFailed,
  TimerFired,
} from './history.ts';
import type { Orchestration } from './orchestration.ts';
import { RetryTask, RetryTimerTask } from './retry-task.ts';
import { type CompletableTask, Task } from './task.ts';

/** An empty text counts as no payload. */
export function isEmpty(text: string | undefined | null): boolean {
  return text === undefined || text === null || text === '';
}

/** @throws SyntaxError (dapr) or Error (durabletask) when the text is not JSON: the workflow then fails. */
export function parse(turn: Orchestration, text: string | undefined): unknown {
  if (isEmpty(text)) return undefined;
  try {
    return JSON.parse(text ?? '');
  } catch (error) {
    if (turn.dialect === 'dapr') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Failed to parse JSON from StringValue: ${reason}`, { cause: error });
  }
}

/** The task that waits for this id; it waits no more. */
function takeTask(turn: Orchestration, id: number): CompletableTask | undefined {
  // dapr takes id 0 for no id.
  if (turn.dialect === 'dapr' && !id) return undefined;
  const task = turn.pendingTasks.get(id);
  turn.pendingTasks.delete(id);
  return task;
}

/** A result that nobody waits for is dropped: a task before its request, a cancelled timer, a repeated answer. */
function ignored(turn: Orchestration): undefined {
  turn.observer?.eventDone(turn.eventNumber, 'ignored');
  return undefined;
}

/** Remembers which event this was. `id` is the attempt's own, which for a retried task is not its first one. */
function settle(turn: Orchestration, task: CompletableTask, id: number | undefined): void {
  Task.noteEvent(task, turn.eventNumber);
  turn.observer?.eventDone(turn.eventNumber, 'completed', id);
}

export function completeTask(
  turn: Orchestration,
  event: TaskCompleted | SubOrchestrationInstanceCompleted,
): Promise<void> | undefined {
  const task = takeTask(turn, event.taskScheduledId);
  if (!task) {
    ignored(turn);
    if (turn.dialect !== 'dapr' || event.type === 'TaskCompleted') return undefined;
    // dapr reads a child's result and goes on with the generator even then.
    parse(turn, event.result);
    return turn.resume();
  }
  settle(turn, task, event.taskScheduledId);
  task.complete(parse(turn, event.result));
  return turn.resume();
}

export function fireTimer(turn: Orchestration, event: TimerFired): Promise<void> | undefined {
  const task = takeTask(turn, event.timerId);
  if (!task) return ignored(turn);
  settle(turn, task, event.timerId);
  if (task instanceof RetryTimerTask) {
    // The next attempt is asked for; the workflow itself does not go on.
    askAgain(turn, task.retried);
    return undefined;
  }
  task.complete(undefined);
  return turn.resume();
}

export function failTask(
  turn: Orchestration,
  event: TaskFailed | SubOrchestrationInstanceFailed,
): Promise<void> | undefined {
  const task = takeTask(turn, event.taskScheduledId);
  if (!task) return ignored(turn);
  const failure: Failure | undefined = event.failure;
  const label = event.type === 'TaskFailed' ? 'Activity task' : 'Sub-orchestration task';
  const id = event.taskScheduledId;
  settle(turn, task, id);
  const message =
    turn.dialect === 'dapr'
      ? `${turn.instanceId}: ${label} #${id} failed: ${failure?.message}`
      : `${label} #${id} failed: ${failure?.message || 'Unknown error'}`;
  if (task instanceof RetryTask) return retryOrFail(turn, task, id, failure, message);
  task.fail(message, failure);
  return turn.resume();
}

function retryOrFail(
  turn: Orchestration,
  task: RetryTask,
  id: number,
  failure: Failure | undefined,
  message: string,
): Promise<void> | undefined {
  const told = failure ?? { type: '', message: '' };
  const decide = (delayMs: number | undefined): Promise<void> | undefined => {
    if (delayMs === undefined) {
      turn.pendingTasks.delete(id);
      task.fail(message, failure);
      return turn.resume();
    }
    task.countAttempt();
    if (delayMs > 0) createRetryTimer(turn, task, delayMs);
    else askAgain(turn, task);
    turn.pendingTasks.delete(id);
    return undefined;
  };
  // While a handler decides, the task still waits under its old id, as in the real executor.
  turn.pendingTasks.set(id, task);
  const delay = task.nextDelay(told, turn.now.getTime(), turn.context);
  return typeof delay === 'object' ? decideLater(delay, decide) : decide(delay);
}

async function decideLater(
  delay: Promise<number | undefined>,
  decide: (delayMs: number | undefined) => Promise<void> | undefined,
): Promise<void> {
  await decide(await delay);
}

/** Serves the oldest waiter of that name, or keeps the event until somebody waits. Names are case-insensitive. */
export function raiseEvent(turn: Orchestration, event: EventRaised): Promise<void> | undefined {
  const name = event.name.toLowerCase();
  const waiters = name ? turn.pendingEvents[name] : undefined;
  if (waiters) {
    const task = waiters.take();
    if (task) settle(turn, task, undefined);
    const value = parse(turn, event.input);
    task?.complete(value);
    if (waiters.length === 0) delete turn.pendingEvents[name];
    return turn.resume();
  }
  const value = parse(turn, event.input);
  // An event without a name can never be waited for.
  if (!name) return ignored(turn);
  const buffered = (turn.receivedEvents[name] ??= new Fifo());
  buffered.put({ value, eventNumber: turn.eventNumber });
  turn.observer?.eventDone(turn.eventNumber, 'buffered');
  return undefined;
}
