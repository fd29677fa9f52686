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
const RUNTIME_STATUS = {
  RUNNING: 0,
  COMPLETED: 1,
  CONTINUED_AS_NEW: 2,
  FAILED: 3,
  CANCELED: 4,
  TERMINATED: 5,
  PENDING: 6,
  SUSPENDED: 7,
} as const;

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
  OrchestrationStatus: typeof RUNTIME_STATUS;
  WorkflowRuntimeStatus: typeof RUNTIME_STATUS;
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
    OrchestrationStatus: RUNTIME_STATUS,
    WorkflowRuntimeStatus: RUNTIME_STATUS,
  };
}
