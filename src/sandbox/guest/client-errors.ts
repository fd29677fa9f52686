import type { Dialect } from '../../engine/turn.ts';
import type { ClientRequest, Refusal } from '../../sim/client-machine.ts';

/** A wait that took longer than the program allows. Dapr's package keeps the plain name and text. */
export class TimeoutError extends Error {
  static override readonly name: string = 'TimeoutError';

  constructor(dialect: Dialect, text: string) {
    super(dialect === 'dapr' ? 'TimeoutError' : text || 'The operation timed out.');
    if (dialect === 'durabletask') this.name = 'TimeoutError';
  }
}

/**
 * A refusal as the client's SDK throws it. Dapr's texts are those of its runtime (`orchestrator/create.go`, `api/errors.go`)
 * behind the code that gRPC puts before them; Durable Task's those of its in-memory backend and its client.
 */
export function refusalOf(dialect: Dialect, problem: Refusal, request: ClientRequest): Error {
  const id = 'instance' in request ? request.instance : '';
  const isDapr = dialect === 'dapr';
  switch (problem) {
    case 'no-such-instance':
      if (isDapr) return new Error('2 UNKNOWN: no such instance exists');
      return new Error(
        request.do === 'rewind' || request.do === 'restart'
          ? `An orchestration with the instanceId '${id}' was not found.`
          : `Orchestration instance '${id}' not found`,
      );
    case 'already-exists':
      return isDapr
        ? new Error(`6 ALREADY_EXISTS: an active workflow with ID '${id}' already exists`)
        : alreadyExists(`An orchestration with instance ID '${id}' already exists`);
    case 'not-failed':
      return new Error(`Orchestration instance '${id}' is not in a failed state`);
    case 'unavailable':
      return new Error('14 UNAVAILABLE: No connection established');
    case 'still-running':
      return new Error(`An orchestration with the instanceId '${id}' cannot be restarted.`);
  }
}

function alreadyExists(message: string): Error {
  const error = new Error(message);
  error.name = 'OrchestrationAlreadyExistsError';
  return error;
}
