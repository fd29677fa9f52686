import { LiveOrchestration } from '../../engine/live.ts';
import {
  asAsyncGenerator,
  type OrchestratorFunction,
  type OrchestratorRegistry,
} from '../../engine/program.ts';
import type { TurnResult } from '../../engine/turn.ts';
import type { WorldResponse } from '../../trace/step.ts';
import { unpackEvents } from '../packed-events.ts';
import { bare, builtins, whenSettled } from './builtins.ts';
import type { FromGuest, Kept, ToGuest } from './messages.ts';
import { MOST_REQUESTS, type Pass } from './pass.ts';
import { currentHost, type ProgramValue } from './host.ts';
import { versionsOf } from './versions.ts';
import {
  LONGEST_PAYLOAD,
  registeredIn,
  requestsOf,
  seenBy,
  type LoadedProgram,
  type Work,
} from './work.ts';

/** Workflows that wait between two turns, by instance. They go with the process's memory. */
const keptWorkflows = bare<LiveOrchestration | undefined>();

/** One turn of a workflow: the engine runs here, beside the code. */
export class TurnWork implements Work {
  readonly pass: Pass;
  readonly #live: LiveOrchestration;
  readonly #keptAs: string | undefined;
  #result: TurnResult | undefined = undefined;
  #error: unknown = undefined;
  #isBroken = false;

  constructor(pass: Pass, message: Extract<ToGuest, { do: 'turn' }>, program: LoadedProgram) {
    this.pass = pass;
    const wrap = (own: ProgramValue): OrchestratorFunction => this.#wrap(program, own);
    const registry: OrchestratorRegistry = {
      get: (name) => {
        const own = registeredIn(program, 'orchestrator', name);
        return own && wrap(own);
      },
      versionsOf: (name) =>
        versionsOf(program.isHost ? currentHost().versions : program.versions, name, wrap),
    };
    const { item, life, forget } = message;
    const id = item.instanceId;
    for (let at = 0; at < forget.length; at += 1) delete keptWorkflows[forget[at] ?? ''];
    const kept = keptWorkflows[id];
    delete keptWorkflows[id];
    this.#keptAs = life === 'once' ? undefined : id;
    if (life === 'continue' && !kept) throw new builtins.Error('There is no such workflow.');
    this.#live =
      life === 'continue' && kept ? kept : new LiveOrchestration(item, registry, pass.recorder);
    whenSettled(
      this.#live.turn(unpackEvents(message.oldEvents), unpackEvents(message.newEvents)),
      (result) => {
        this.#result = result as TurnResult;
      },
      (error) => {
        this.#error = error;
        this.#isBroken = true;
      },
    );
  }

  /** Puts the workflow by for its next turn, where it can have one. */
  #keep(): Kept | undefined {
    const live = this.#live;
    // A timer of its own would fire in a replay, and a request be sent again; both are gone with this pass.
    const { hasTimers, hasRequests } = this.pass;
    if (this.#keptAs === undefined || !live.canGoOn || hasTimers || hasRequests) return undefined;
    keptWorkflows[this.#keptAs] = live;
    return { turns: live.turns, steps: live.steps, waits: live.waits };
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

  answer(requestId: number, response: WorldResponse, nowMs: number): boolean {
    this.pass.moveClock(nowMs);
    return this.pass.answer(requestId, response);
  }

  collect(): FromGuest {
    const { pass } = this;
    const { exitText } = currentHost();
    if (exitText !== undefined) return this.#broke('trap', exitText);
    if (this.#isBroken)
      return this.#broke('trap', `The engine could not run this turn: ${textOf(this.#error)}`);
    if (pass.hasTooManyRequests)
      return this.#broke(
        'memory',
        `The workflow made more than ${MOST_REQUESTS} requests in one wake-up.`,
      );
    // Also one that nobody awaits is sent, and at every wake-up again.
    if (pass.pending.length > 0) return requestsOf(pass);
    const result = this.#result;
    if (result) {
      if (!isSmall(result))
        return this.#broke(
          'memory',
          'The workflow gave more than 1 MB to an activity or as its result. Keep large data in a store and pass its name.',
        );
      const reads = pass.takeReads();
      const beats = pass.recorder?.take();
      return { kind: 'done', result, reads, beats, kept: this.#keep() };
    }
    if (pass.fireTimer()) return { kind: 'more' };
    return this.#broke(
      'stuck',
      'The workflow waits for a promise that nothing will settle. Inside a workflow, yield what ctx gives, and do not await anything else.',
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
