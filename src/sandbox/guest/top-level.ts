import { builtins, whenSettled } from './builtins.ts';
import type { Host } from './host.ts';
import type { FromGuest } from './messages.ts';
import type { Pass } from './pass.ts';
import { programStack } from './stack-line.ts';

/** The program's top level in the app: what a process does when it starts. */
export class TopLevel {
  /** It waits for something before its end. */
  isWaiting = false;
  failure: string | undefined = undefined;
  readonly #pass: Pass;
  readonly #host: Host;

  constructor(pass: Pass, host: Host, run: () => object, whenMade: (made: object) => void) {
    this.#pass = pass;
    this.#host = host;
    try {
      const made = run();
      if (!(made instanceof builtins.Promise)) {
        whenMade(made);
        return;
      }
      this.isWaiting = true;
      whenSettled(
        made,
        (value) => {
          this.isWaiting = false;
          whenMade(value as object);
        },
        (error) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.isWaiting = false;
    if (this.#host.exitCode === undefined) this.failure = failureText(error);
  }

  /** Host code has done its part as soon as a worker runs: what follows is the client's. */
  collect(isHost: boolean): FromGuest {
    const { failure } = this;
    const host = this.#host;
    if (failure !== undefined) return { kind: 'failed-start', failure };
    if (host.exitCode !== undefined)
      return failed(`The program ended itself with process.exit(${host.exitCode}).`);
    if (isHost && host.isStarted) return { kind: 'registered', ...host.registered() };
    if (!isHost && !this.isWaiting) return { kind: 'ok' };
    if (this.#pass.fireTimer()) return { kind: 'more' };
    const [request] = this.#pass.pending;
    if (request)
      return failed(
        `The top level waits for ${request.request.method} ${request.request.url}. It gets no answer here: put the call into an activity.`,
      );
    return failed(
      isHost
        ? 'No worker was started. Call start() of WorkflowRuntime or TaskHubGrpcWorker.'
        : 'The top level waits for a promise that nothing will settle.',
    );
  }
}

const failed = (failure: string): FromGuest => ({ kind: 'failed-start', failure });

function failureText(error: unknown): string {
  if (!(error instanceof builtins.Error)) return `The program threw ${builtins.String(error)}.`;
  const where = programStack(error.stack);
  return `${error.name}: ${error.message}${where === undefined ? '' : ` ${where}`}`;
}
