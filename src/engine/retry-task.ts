import type { Action } from './action.ts';
import type { Failure } from './history.ts';
import type { RetryFailure, RetryPolicy } from './retry-policy.ts';
import { CompletableTask } from './task.ts';

/** What a retry handler is told. */
export interface RetryContext {
  readonly orchestrationContext: unknown;
  readonly lastAttemptNumber: number;
  readonly lastFailure: RetryFailure;
  readonly totalRetryTimeInMilliseconds: number;
}

/** True retries at once, a number after that many milliseconds, anything else stops. */
export type RetryHandler = (context: RetryContext) => unknown;

/** An action that is asked for again, under a new id each time. */
export type RetriedAction = Extract<Action, { type: 'ScheduleTask' | 'CreateSubOrchestration' }>;

/** An activity or child workflow that may be tried again (durabletask only). */
export class RetryTask extends CompletableTask {
  static override readonly name: string = 'RetryableTask';
  #action: RetriedAction;
  readonly #rule: RetryPolicy | RetryHandler;
  readonly #startedMs: number;
  #attempts = 1;

  constructor(action: RetriedAction, rule: RetryPolicy | RetryHandler, startedMs: number) {
    super('durabletask', action.id);
    this.#action = action;
    this.#rule = rule;
    this.#startedMs = startedMs;
  }

  get action(): RetriedAction {
    return this.#action;
  }

  tryAgainWith(action: RetriedAction): void {
    this.#action = action;
  }

  countAttempt(): void {
    this.#attempts++;
  }

  /**
   * The delay before the next attempt in milliseconds, 0 for at once, undefined for no more. A promise only when a
   * handler decides. A predicate or handler that throws means no more.
   */
  nextDelay(
    failure: Failure,
    nowMs: number,
    context: unknown,
  ): number | undefined | Promise<number | undefined> {
    if (failure.isNonRetriable) return undefined;
    const told: RetryFailure = {
      errorType: failure.type || 'Error',
      message: failure.message,
      stackTrace: failure.stack,
    };
    const spentMs = nowMs - this.#startedMs;
    const rule = this.#rule;
    if (typeof rule !== 'function') return delayByPolicy(rule, told, this.#attempts, spentMs);
    return delayByHandler(rule, {
      orchestrationContext: context,
      lastAttemptNumber: this.#attempts,
      lastFailure: told,
      totalRetryTimeInMilliseconds: spentMs,
    });
  }
}

/** The timer between two attempts. When it fires the action is asked for again; the workflow does not go on. */
export class RetryTimerTask extends CompletableTask {
  static override readonly name: string = 'RetryTimerTask';
  readonly #retried: RetryTask;

  constructor(id: number, retried: RetryTask) {
    super('durabletask', id);
    this.#retried = retried;
  }

  get retried(): RetryTask {
    return this.#retried;
  }
}

function delayByPolicy(
  policy: RetryPolicy,
  failure: RetryFailure,
  attempts: number,
  spentMs: number,
): number | undefined {
  try {
    if (!policy.shouldRetry(failure)) return undefined;
  } catch {
    return undefined;
  }
  if (attempts >= policy.maxNumberOfAttempts) return undefined;
  const grown =
    policy.firstRetryIntervalInMilliseconds * Math.pow(policy.backoffCoefficient, attempts - 1);
  const longest = policy.maxRetryIntervalInMilliseconds;
  const delay = longest === -1 ? grown : Math.min(grown, longest);
  const timeout = policy.retryTimeoutInMilliseconds;
  // A delay that would end after the timeout is not begun.
  if (timeout !== -1 && (spentMs >= timeout || delay > timeout - spentMs)) return undefined;
  return delay;
}

async function delayByHandler(
  handler: RetryHandler,
  context: RetryContext,
): Promise<number | undefined> {
  let answer: unknown;
  try {
    answer = await handler(context);
  } catch {
    return undefined;
  }
  if (answer === true) return 0;
  if (typeof answer === 'number' && Number.isFinite(answer)) return Math.max(0, answer);
  return undefined;
}
