import type { Dialect } from './turn.ts';
import type { Failure } from './history.ts';

// `static readonly name` keeps the class names that reach users (failure types of the dapr dialect are
// class names) when the engine is bundled and minified.

/** Code and history disagree. Raised by the engine, never thrown into the workflow. */
export class NonDeterminismError extends Error {
  static override readonly name: string = 'NonDeterminismError';

  constructor(message: string) {
    super(message);
    this.name = 'NonDeterminismError';
  }
}

/** The work item itself makes no sense. `execute` rejects with it. */
export class OrchestrationStateError extends Error {
  static override readonly name: string = 'OrchestrationStateError';

  /** Only the durabletask dialect sets `error.name`. */
  constructor(message: string, dialect: Dialect) {
    super(message);
    if (dialect === 'durabletask') this.name = 'OrchestrationStateError';
  }
}

/** The program has no workflow of the name that the history starts. */
export class OrchestratorNotRegisteredError extends Error {
  static override readonly name: string = 'OrchestratorNotRegisteredError';

  constructor(name: string) {
    super(`Orchestrator '${name}' does not exist.`);
    this.name = 'OrchestratorNotRegisteredError';
  }
}

/** What a workflow can read of a failed activity or child workflow. */
export class FailureDetails {
  private _message: string;
  private _errorType: string;
  private _stackTrace: string | undefined;

  constructor(message: string, errorType: string, stackTrace?: string) {
    this._message = message;
    this._errorType = errorType;
    this._stackTrace = stackTrace;
  }

  get message(): string {
    return this._message;
  }

  get errorType(): string {
    return this._errorType;
  }

  get stackTrace(): string | undefined {
    return this._stackTrace;
  }
}

/** Thrown into the workflow when a task that it yielded has failed. */
export class TaskFailedError extends Error {
  static override readonly name: string = 'TaskFailedError';
  private _details: FailureDetails;

  /** Only the durabletask dialect sets `error.name`; in the dapr dialect it stays `Error`. */
  constructor(message: string, failure: Failure | undefined, dialect: Dialect) {
    super(message);
    this._details = new FailureDetails(failure?.message ?? '', failure?.type ?? '', failure?.stack);
    if (dialect === 'durabletask') this.name = 'TaskFailedError';
  }

  get details(): FailureDetails {
    return this._details;
  }
}
