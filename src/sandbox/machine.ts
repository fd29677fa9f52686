import type { Dialect, Facade, WorkItem } from '../engine/turn.ts';
import type {
  Breakdown,
  CallProgress,
  Identity,
  Machine,
  Probes,
  ProcessIdentity,
  StartOutcome,
  EndedTurn,
  TurnOutcome,
  WhatIf,
} from '../sim/machine.ts';
import type { Compiled } from '../source/compile.ts';
import type { WorldResponse } from '../trace/step.ts';
import { whatIf, type OpenWork, type Twin } from './again.ts';
import { breakdownOf, broke, tampered, withoutMemoryError } from './breakdown.ts';
import { budget, noCost } from './budget.ts';
import type { FromGuest, Kept, ToGuest } from './guest/messages.ts';
import { LONGEST_PAYLOAD } from './guest/work.ts';
import type { Isolate } from './isolate.ts';
import { KeptWorkflows } from './kept-workflows.ts';
import { Lives } from './lives.ts';
import { packEvents, packWhole } from './packed-events.ts';
import { loaded } from './load.ts';
import { isCallProgress, isTurnOutcome } from './outcome.ts';
import type { Handle } from './quickjs.ts';

export interface MachineOptions {
  dialect: Dialect;
  /** Part of every work item too; activities see both SDKs' ways in either case. */
  facade: Facade;
  /** For registered sources: JSON of the outside world that they share. It outlives every process of this machine. */
  state?: string;
}

/** A machine of registered sources (src/source/registered.ts). */
export interface RegisteredMachine extends Machine {
  /** JSON of the outside world that the sources share, as it is now. */
  state(): string;
  /** How many history events its turns have read, in all processes. A workflow that is kept reads only what is new. */
  readonly eventsRead: number;
  /** As `Machine.reset`; with `state`, the outside world is another one from now on. */
  reset(identity: ProcessIdentity, state?: string): StartOutcome;
}

/** While a process uses more than this beyond what it started with, it keeps no workflow between turns. */
const MOST_BYTES_KEPT = 4 * 1024 * 1024;
/**
 * An app process with a program loaded, in QuickJS. `wasm` is quickjs-wasi's binary. `facade` belongs to each work item;
 * the dialect decides how activities fail and what the SDK's functions do.
 */
export async function createMachine(
  wasm: WebAssembly.Module | BufferSource,
  compiled: Compiled,
  options: MachineOptions,
): Promise<Machine> {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return new GuestMachine(module, compiled, options);
}

/** The same, at once. Throws `Stopped` when the machine can not read the program. */
export function createMachineNow(
  module: WebAssembly.Module,
  compiled: Compiled,
  options: MachineOptions,
): Machine {
  return new GuestMachine(module, compiled, options);
}

/** The same, at once, for sources that are registered one by one. Throws `Stopped` when the machine can not read them. */
export function registeredMachine(
  module: WebAssembly.Module,
  compiled: Compiled,
  options: MachineOptions,
): RegisteredMachine {
  return new GuestMachine(module, compiled, options);
}

const NOT_STARTED: Breakdown = { reason: 'trap', message: 'The app process has not started.' };

class GuestMachine implements RegisteredMachine, Twin {
  readonly isStateless: boolean;
  readonly memoryNames: readonly string[];
  readonly #isolate: Isolate;
  readonly #guest: Handle;
  /** The program registers its workflows itself. */
  readonly #isHost: boolean;
  /** How the contexts look to each registered workflow of a host program. */
  #facades: Readonly<Record<string, Facade>> = {};
  /** The outside world, as of the end of the last process. */
  #state: string | undefined;
  readonly #kept: KeptWorkflows;
  #eventsRead = 0;
  /** Bytes in use when the process had started. */
  #usedAtStart = 0;
  /** Open calls. */
  readonly #calls = new Map<number, OpenWork>();
  /** The turn that was begun last. */
  #turn: OpenWork = { allowed: 0, cost: noCost() };
  readonly #lives = new Lives();
  /** Lives a process of this machine again, up to a wake-up that then goes another way. Made when it is first asked for. */
  #twin: GuestMachine | undefined = undefined;
  readonly #parts: [WebAssembly.Module, Compiled, MachineOptions];
  /** Set when the code has broken the machine; until the next reset nothing runs. */
  #breakdown: Breakdown | undefined = NOT_STARTED;

  constructor(module: WebAssembly.Module, compiled: Compiled, options: MachineOptions) {
    const { dialect, state } = options;
    this.#parts = [module, compiled, options];
    const { isolate, guest } = loaded(module, compiled, dialect);
    this.#isolate = isolate;
    this.#guest = guest;
    this.#isHost = compiled.host !== undefined;
    this.#state = compiled.isRegisteredByRole ? (state ?? '{}') : undefined;
    this.#kept = new KeptWorkflows(compiled.isStateless === true);
    this.memoryNames = compiled.memory ?? [];
    this.isStateless = compiled.isStateless === true && this.#state === undefined;
  }

  state(): string {
    if (this.#state === undefined || this.#breakdown) return this.#state ?? '{}';
    this.#isolate.allow(budget(0, false));
    const reply = this.#ask({ do: 'state' });
    if (reply.kind === 'state' && typeof reply.state === 'string') this.#state = reply.state;
    return this.#state;
  }

  get eventsRead(): number {
    return this.#eventsRead;
  }

  reset(identity: ProcessIdentity, newState?: string): StartOutcome {
    try {
      const state = this.#state === undefined ? {} : { state: newState ?? this.state() };
      this.#isolate.reset();
      this.#isolate.allow(budget(0, false));
      this.#breakdown = undefined;
      this.#calls.clear();
      this.#kept.clear();
      this.#lives.begin(identity, this.isStateless);
      this.#isolate.rejections.isWatching = this.#isHost;
      let reply = this.#ask({ do: 'start', role: 'app', identity, ...state });
      this.#isolate.settle();
      while (reply.kind === 'more') {
        reply = this.#ask({ do: 'started' });
        if (reply.kind === 'more') this.#isolate.settle();
      }
      this.#isolate.rejections.isWatching = false;
      this.#usedAtStart = this.#isolate.usedBytes ?? 0;
      return this.#started(reply);
    } catch (error) {
      this.#breakdown = breakdownOf(error);
      return { failure: this.#breakdown.message };
    }
  }

  #started(reply: FromGuest): StartOutcome {
    // In Node a failed promise that nobody takes care of ends the process.
    const unhandled = this.#isHost ? this.#isolate.rejections.last : undefined;
    if (reply.kind === 'failed-start') return { failure: unhandled ?? reply.failure };
    if (unhandled !== undefined) return { failure: unhandled };
    if (reply.kind !== 'registered') return {};
    this.#facades = reply.workflows;
    return {
      registered: { workflows: Object.keys(reply.workflows), activities: reply.activities },
    };
  }

  /** A workflow of a host program sees the context of the worker that registered it. */
  facadeFor({ facade, oldEvents, newEvents }: WorkItem): Facade {
    if (!this.#isHost) return facade;
    const started = [...oldEvents.slice(0, 2), ...newEvents].find(
      (event) => event.type === 'ExecutionStarted',
    );
    const name = started?.name ?? '';
    return (Object.hasOwn(this.#facades, name) && this.#facades[name]) || facade;
  }

  turn(given: WorkItem, identity: Identity, probes: Probes): TurnOutcome {
    const item = { ...given, facade: this.facadeFor(given) };
    const { dialect, facade, instanceId, oldEvents, newEvents } = item;
    const { life, seen, spent, forget } = this.#kept.plan(item, probes !== false);
    const isRewound = newEvents.some((event) => event.type === 'ExecutionRewound');
    const message: ToGuest = {
      do: 'turn',
      item: { dialect, facade, instanceId },
      oldEvents: isRewound ? packWhole(oldEvents.slice(seen)) : packEvents(oldEvents, seen),
      newEvents: isRewound ? packWhole(newEvents) : packEvents(newEvents),
      identity,
      probes,
      life,
      forget,
    };
    this.#eventsRead += oldEvents.length - seen + newEvents.length;
    const allowed = budget(oldEvents.length + newEvents.length, probes !== false);
    this.#turn = { allowed, cost: { ...spent } };
    const outcome = this.run(message, this.#turn);
    if (outcome.kind === 'broke') return outcome;
    if (!isTurnOutcome(outcome)) return this.#tampered();
    const { kept, ...plain } = outcome;
    if (kept) this.#noteKept(item, kept, outcome.reads.length);
    return plain;
  }

  answerTurn(requestId: number, response: WorldResponse, nowMs: number): TurnOutcome {
    const outcome = this.run({ do: 'answer-turn', requestId, response, nowMs }, this.#turn);
    if (outcome.kind === 'broke') return outcome;
    return isTurnOutcome(outcome) ? outcome : this.#tampered();
  }

  #noteKept(item: WorkItem, kept: Kept, reads: number): void {
    const isolate = this.#isolate;
    this.#kept.note(item, kept, this.#turn.cost, reads);
    if (this.#isRoomLeft()) return;
    isolate.collectGarbage();
    if (!this.#isRoomLeft()) this.#kept.dropAll();
  }

  /** What is kept must not take the memory from other work, which would have it if every turn were replayed. */
  #isRoomLeft(): boolean {
    const used = this.#isolate.usedBytes;
    return used !== undefined && used - this.#usedAtStart <= MOST_BYTES_KEPT;
  }

  call(
    callId: number,
    name: string,
    input: string | undefined,
    identity: Identity,
    probes: Probes,
  ): CallProgress {
    if (input !== undefined && input.length > LONGEST_PAYLOAD) {
      const message = `The input of ${name} is larger than 1 MB. Keep large data in a store and pass its name.`;
      return {
        kind: 'failed',
        failure: { type: 'Error', message },
        reads: [],
        ...(probes && { beats: [] }),
      };
    }
    this.#calls.set(callId, { allowed: budget(0, probes !== false), cost: noCost() });
    return this.#progress(callId, { do: 'call', callId, name, input, identity, probes });
  }

  answer(callId: number, requestId: number, response: WorldResponse, nowMs: number): CallProgress {
    return this.#progress(callId, { do: 'answer', callId, requestId, response, nowMs });
  }

  #progress(callId: number, message: ToGuest): CallProgress {
    const open = this.#calls.get(callId) ?? { allowed: budget(0, false), cost: noCost() };
    const outcome = this.run(message, open);
    if (outcome.kind !== 'requests') this.#calls.delete(callId);
    if (outcome.kind === 'broke') return outcome;
    return isCallProgress(outcome) ? outcome : this.#tampered();
  }

  whatIf(question: WhatIf): EndedTurn | undefined {
    if (this.#state !== undefined) return undefined;
    return whatIf(question, this.#lives, () => (this.#twin ??= new GuestMachine(...this.#parts)));
  }

  /** What the variables of the module hold; `put` is put into some of them first. */
  memory(put?: Record<string, string>): Record<string, string> | undefined {
    if (this.#breakdown) return undefined;
    this.#isolate.allow(budget(0, false));
    const reply = this.#ask({ do: 'memory', ...(put && { put }) });
    return reply.kind === 'memory' ? reply.texts : undefined;
  }

  /** Does one piece of work as far as it can go. */
  run(message: ToGuest, { allowed, cost }: OpenWork): FromGuest {
    if (this.#breakdown) return broke(this.#breakdown);
    this.#lives.note(message, allowed);
    const isolate = this.#isolate;
    isolate.allow(allowed - cost.interrupts);
    try {
      const begun = this.#ask(message);
      if (begun.kind === 'failed-start') throw new Error(begun.failure);
      for (;;) {
        cost.jobs += isolate.settle(cost.jobs);
        const outcome = withoutMemoryError(this.#ask({ do: 'collect' }));
        if (outcome.kind === 'more') continue;
        if (outcome.kind === 'broke') this.#breakdown = outcome.breakdown;
        cost.interrupts += isolate.interrupts;
        return outcome;
      }
    } catch (error) {
      this.#breakdown = breakdownOf(error);
      return broke(this.#breakdown);
    }
  }

  #ask(message: ToGuest): FromGuest {
    const question = message.do === 'collect' ? '' : JSON.stringify(message);
    const text = this.#isolate.call(this.#guest, [question]);
    const reply: unknown = JSON.parse(text);
    if (typeof reply !== 'object' || reply === null || !('kind' in reply)) throw tampered();
    return reply as FromGuest;
  }

  #tampered(): { kind: 'broke'; breakdown: Breakdown; reads: [] } {
    this.#breakdown = breakdownOf(tampered());
    return broke(this.#breakdown);
  }
}
