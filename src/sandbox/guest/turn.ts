import { execute } from '../../engine/execute.ts';
import {
  asAsyncGenerator,
  type OrchestratorFunction,
  type OrchestratorRegistry,
} from '../../engine/program.ts';
import type { TurnResult, WorkItem } from '../../engine/turn.ts';
import { builtins, whenSettled } from './builtins.ts';
import type { FromGuest } from './messages.ts';
import type { Pass } from './pass.ts';
import type { ProgramValue } from './host.ts';
import { versionsOf } from './versions.ts';
import { LONGEST_PAYLOAD, registeredIn, seenBy, type LoadedProgram, type Work } from './work.ts';

/** One turn of a workflow: the engine runs here, beside the code. */
export class TurnWork implements Work {
  readonly pass: Pass;
  #result: TurnResult | undefined = undefined;
  #error: unknown = undefined;
  #isBroken = false;

  constructor(pass: Pass, item: WorkItem, program: LoadedProgram) {
    this.pass = pass;
    const wrap = (own: ProgramValue): OrchestratorFunction => this.#wrap(program, own);
    const registry: OrchestratorRegistry = {
      get: (name) => {
        const own = registeredIn(program, 'orchestrator', name);
        return own && wrap(own);
      },
      versionsOf: (name) => versionsOf(program.versions, name, wrap),
    };
    whenSettled(
      execute(item, registry, pass.recorder),
      (result) => {
        this.#result = result as TurnResult;
      },
      (error) => {
        this.#error = error;
        this.#isBroken = true;
      },
    );
  }

  #wrap(program: LoadedProgram, own: ProgramValue): OrchestratorFunction {
    const workflow = (program.isRegisteredByRole ? own : asAsyncGenerator(own)) as (
      ctx: unknown,
      input: unknown,
    ) => unknown;
    const { recorder } = this.pass;
    if (!recorder) return workflow;
    return (ctx: unknown, input: unknown) => {
      recorder.context = ctx;
      return workflow(ctx, input);
    };
  }

  collect(): FromGuest {
    const { pass } = this;
    if (this.#isBroken)
      return this.#broke('trap', `The engine could not run this turn: ${textOf(this.#error)}`);
    const result = this.#result;
    if (result) {
      if (!isSmall(result))
        return this.#broke(
          'memory',
          'The workflow gave more than 1 MB to an activity or as its result. Keep large data in a store and pass its name.',
        );
      return { kind: 'done', result, ...seenBy(pass) };
    }
    if (pass.pending.length === 0 && pass.fireTimer()) return { kind: 'more' };
    const [request] = pass.pending;
    return this.#broke(
      'stuck',
      request
        ? `The workflow itself waits for ${request.request.method} ${request.request.url}. A workflow's own fetch gets no answer here. Put the call into an activity.`
        : 'The workflow waits for a promise that nothing will settle. Inside a workflow, yield what ctx gives, and do not await anything else.',
    );
  }

  #broke(reason: 'trap' | 'memory' | 'stuck', message: string): FromGuest {
    return { kind: 'broke', breakdown: { reason, message }, ...seenBy(this.pass) };
  }
}

function isSmall(result: TurnResult): boolean {
  for (let at = 0; at < result.actions.length; at += 1) {
    const action = result.actions[at];
    if (!action) continue;
    const text = 'input' in action ? action.input : 'result' in action ? action.result : undefined;
    if (typeof text === 'string' && text.length > LONGEST_PAYLOAD) return false;
  }
  return true;
}

function textOf(error: unknown): string {
  return error instanceof builtins.Error ? error.message : builtins.String(error);
}
