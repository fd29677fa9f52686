import { whenAllIn, whenAnyIn } from './composite.ts';
import { FailureDetails, TaskFailedError } from './errors.ts';
import { getName } from './names.ts';
import {
  NoOpLogger,
  ReplaySafeLogger,
  type Logger,
  type ReplayContext,
} from './replay-safe-logger.ts';
import { RetryPolicy } from './retry-policy.ts';
import { Task, TimerTask } from './task.ts';
import type { Dialect } from './turn.ts';
import { compareVersions } from './version.ts';

/** The runtime status numbers of both SDKs (SEMANTICS section 1). */
export const RUNTIME_STATUS = {
  RUNNING: 0,
  COMPLETED: 1,
  CONTINUED_AS_NEW: 2,
  FAILED: 3,
  CANCELED: 4,
  TERMINATED: 5,
  PENDING: 6,
  SUSPENDED: 7,
} as const;

/** An enum's object: names to numbers, and numbers to names. */
export function bothWays(names: Readonly<Record<string, number>>): Record<string, string | number> {
  const all: Record<string, string | number> = { ...names };
  for (const [name, number] of Object.entries(names)) all[number] = name;
  return all;
}

/** What workflow and activity code can import from an SDK of that dialect, by exported name. */
export interface Sdk {
  whenAll: (tasks: Task[]) => Task<unknown[]>;
  whenAny: (tasks: Task[]) => Task<Task>;
  getName: typeof getName;
  Task: typeof Task;
  TimerTask: typeof TimerTask;
  RetryPolicy: typeof RetryPolicy;
  TaskFailedError: typeof TaskFailedError;
  FailureDetails: typeof FailureDetails;
  ReplaySafeLogger: typeof ReplaySafeLogger;
  NoOpLogger: typeof NoOpLogger;
  createReplaySafeLogger: (context: ReplayContext, logger: Logger) => ReplaySafeLogger;
  compareVersions: typeof compareVersions;
  isRetryPolicy: (retry: unknown) => boolean;
  isRetryHandler: (retry: unknown) => boolean;
  OrchestrationStatus: Record<string, string | number>;
  WorkflowRuntimeStatus: Record<string, string | number>;
}

/** The exports for one dialect; `whenAll` and `whenAny` behave differently in the two. */
export function sdkFor(dialect: Dialect): Sdk {
  return {
    whenAll: (tasks) => whenAllIn(dialect, tasks),
    whenAny: (tasks) => whenAnyIn(dialect, tasks),
    getName,
    Task,
    TimerTask,
    RetryPolicy,
    TaskFailedError,
    FailureDetails,
    ReplaySafeLogger,
    NoOpLogger,
    createReplaySafeLogger: (context, logger) => new ReplaySafeLogger(context, logger),
    compareVersions,
    isRetryPolicy: (retry) => retry instanceof RetryPolicy,
    isRetryHandler: (retry) => typeof retry === 'function',
    OrchestrationStatus: bothWays(RUNTIME_STATUS),
    WorkflowRuntimeStatus: bothWays(RUNTIME_STATUS),
  };
}
