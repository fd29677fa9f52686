import { failureOf } from '../../engine/failure.ts';
import type { Failure } from '../../engine/history.ts';
import type { Dialect } from '../../engine/turn.ts';
import type { Identity } from '../../sim/machine.ts';
import type { WorldResponse } from '../../trace/step.ts';
import { builtins, whenSettled } from './builtins.ts';
import { currentHost } from './host.ts';
import type { FromGuest } from './messages.ts';
import { MOST_REQUESTS, type Pass } from './pass.ts';
import { programStack } from './stack-line.ts';
import {
  LONGEST_PAYLOAD,
  registeredIn,
  requestsOf,
  seenBy,
  type LoadedProgram,
  type Work,
} from './work.ts';

/** What an activity learns about itself; both SDKs' ways to ask (AUTHORING-API section 2). */
class ActivityContext {
  static readonly name: string = 'ActivityContext';
  readonly #instance: string;
  readonly #task: number;

  constructor(instance: string, task: number) {
    this.#instance = instance;
    this.#task = task;
  }

  get orchestrationId(): string {
    return this.#instance;
  }

  get taskId(): number {
    return this.#task;
  }

  getWorkflowInstanceId(): string {
    return this.#instance;
  }

  getWorkflowActivityId(): number {
    return this.#task;
  }
}

type Ending = { kind: 'returned'; result?: string } | { kind: 'failed'; failure: Failure };

/** An activity, or a plain function of the same app. */
export class CallWork implements Work {
  readonly pass: Pass;
  readonly #name: string;
  readonly #dialect: Dialect;
  readonly #isDaprActivity: boolean;
  #ending: Ending | undefined = undefined;

  constructor(
    pass: Pass,
    name: string,
    input: string | undefined,
    identity: Identity,
    program: LoadedProgram,
  ) {
    this.pass = pass;
    this.#name = name;
    this.#dialect = program.dialect;
    this.#isDaprActivity = program.dialect === 'dapr' && identity.of === 'task';
    whenSettled(
      this.#run(input, identity, program),
      (value) => this.#return(value),
      (error) => this.#fail(error),
    );
  }

  async #run(
    input: string | undefined,
    identity: Identity,
    program: LoadedProgram,
  ): Promise<unknown> {
    const given: unknown = input ? builtins.parse(input) : undefined;
    if (identity.of === 'call') {
      const fn = program.functions[this.#name];
      if (!fn) throw new Error(`The program has no function ${this.#name}.`);
      return fn(given);
    }
    const fn = registeredIn(program, 'activity', this.#name);
    if (!fn) throw new ActivityNotRegisteredError(this.#name);
    const context = new ActivityContext(identity.instance, identity.number);
    if (this.pass.recorder) this.pass.recorder.context = context;
    return fn(context, given);
  }

  #return(value: unknown): void {
    try {
      // Dapr's activity executor takes null for no result.
      const isNone = value === undefined || (value === null && this.#isDaprActivity);
      const result = isNone ? undefined : builtins.stringify(value);
      if (result !== undefined && result.length > LONGEST_PAYLOAD) {
        const message = `The result of ${this.#name} is larger than 1 MB. Keep large data in a store and return its name.`;
        this.#ending = { kind: 'failed', failure: { type: 'Error', message } };
      } else {
        this.#ending = { kind: 'returned', result };
      }
      this.pass.recorder?.finished('returned', result);
    } catch (error) {
      // A circle or a BigInt is no JSON: a failure of the activity, as in the real SDKs.
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#ending = { kind: 'failed', failure: activityFailure(error, this.#dialect) };
    this.pass.recorder?.finished('failed', undefined);
  }

  answer(requestId: number, response: WorldResponse, nowMs: number): boolean {
    this.pass.moveClock(nowMs);
    return this.pass.answer(requestId, response);
  }

  collect(): FromGuest {
    const { pass } = this;
    const { exitText } = currentHost();
    if (exitText !== undefined) return this.#broke('trap', exitText);
    if (pass.hasTooManyRequests)
      return this.#broke(
        'memory',
        `The function ${this.#name} made more than ${MOST_REQUESTS} requests at once.`,
      );
    // A request that nobody awaits has still been sent.
    if (pass.pending.length > 0) return requestsOf(pass);
    if (this.#ending) {
      const ending = this.#ending;
      // Spelled out: spreads take longer here than the call itself.
      const sleptMs = pass.sleptMs > 0 ? pass.sleptMs : undefined;
      const reads = pass.takeReads();
      const beats = pass.recorder?.take();
      return ending.kind === 'returned'
        ? { kind: 'returned', result: ending.result, reads, beats, sleptMs }
        : { kind: 'failed', failure: ending.failure, reads, beats, sleptMs };
    }
    if (pass.fireTimer()) return { kind: 'more' };
    return this.#broke(
      'stuck',
      `The function ${this.#name} waits for a promise that nothing will settle.`,
    );
  }

  #broke(reason: 'memory' | 'stuck' | 'trap', message: string): FromGuest {
    return { kind: 'broke', breakdown: { reason, message }, ...seenBy(this.pass) };
  }
}

class ActivityNotRegisteredError extends Error {
  static override readonly name: string = 'ActivityNotRegisteredError';

  constructor(activity: string) {
    super(`Activity function '${activity}' is not registered.`);
    this.name = 'ActivityNotRegisteredError';
  }
}

/** SEMANTICS section 1; what is thrown without being an error is an `Error` of its text in durabletask. */
function activityFailure(thrown: unknown, dialect: Dialect): Failure {
  try {
    const isError = thrown instanceof builtins.Error;
    const failure = failureOf(
      isError || dialect === 'dapr' ? thrown : new builtins.Error(builtins.String(thrown)),
      dialect,
    );
    const stack = isError ? programStack(thrown.stack) : undefined;
    return stack === undefined ? failure : { ...failure, stack };
  } catch {
    // dapr can not describe a thrown null or undefined; neither can anyone a value that refuses to become text.
    return { type: 'Error', message: '' };
  }
}
