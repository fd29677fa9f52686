import type { Dialect } from '../engine/turn.ts';
import type { ClientAnswer, ClientMachine, ClientProgress } from '../sim/client-machine.ts';
import type { ProcessIdentity } from '../sim/machine.ts';
import type { Compiled } from '../source/compile.ts';
import type { WorldResponse } from '../trace/step.ts';
import type { FromGuest, ToGuest } from './guest/messages.ts';
import type { Isolate } from './isolate.ts';
import type { Handle } from './quickjs.ts';
import { breakdownOf, tampered } from './breakdown.ts';
import { budget } from './budget.ts';
import { loaded } from './load.ts';
import { isClientProgress } from './outcome.ts';

/** A machine for the client half of a host program. Throws `Stopped` when it can not read the program. */
export function createClientMachine(
  module: WebAssembly.Module,
  compiled: Compiled,
  dialect: Dialect,
): ClientMachine {
  return new GuestClient(loaded(module, compiled, dialect));
}

class GuestClient implements ClientMachine {
  readonly #isolate: Isolate;
  readonly #guest: Handle;

  constructor({ isolate, guest }: { isolate: Isolate; guest: Handle }) {
    this.#isolate = isolate;
    this.#guest = guest;
    isolate.rejections.isWatching = true;
  }

  start(identity: ProcessIdentity): ClientProgress {
    this.#isolate.reset();
    return this.#run({ do: 'start', role: 'client', identity });
  }

  answer(id: number, answer: ClientAnswer, nowMs: number): ClientProgress {
    return this.#run({ do: 'client-answer', id, answer, nowMs });
  }

  respond(id: number, response: WorldResponse, nowMs: number): ClientProgress {
    return this.#run({ do: 'client-respond', id, response, nowMs });
  }

  wake(nowMs: number): ClientProgress {
    return this.#run({ do: 'client-wake', nowMs });
  }

  /** Goes on as far as the client can go by itself. */
  #run(message: ToGuest): ClientProgress {
    this.#isolate.allow(budget(0, false));
    try {
      this.#ask(message);
      for (;;) {
        this.#isolate.settle();
        const failure = this.#isolate.rejections.last;
        const progress = this.#ask({ do: 'client', ...(failure !== undefined && { failure }) });
        if (progress.kind === 'more') continue;
        if (isClientProgress(progress)) return progress;
        throw tampered();
      }
    } catch (error) {
      return { kind: 'broke', deeds: [], breakdown: breakdownOf(error) };
    }
  }

  #ask(message: ToGuest): FromGuest {
    const reply: unknown = JSON.parse(this.#isolate.call(this.#guest, [JSON.stringify(message)]));
    if (typeof reply !== 'object' || reply === null || !('kind' in reply)) throw tampered();
    return reply as FromGuest;
  }
}
