import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Action } from '../engine/action.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { Dialect } from '../engine/turn.ts';
import type { CallProgress, EndedTurn, Identity, Machine } from '../sim/machine.ts';
import { wholeTurn } from '../sim/turn-code.ts';
import { World } from '../sim/world.ts';
import { compile } from '../source/compile.ts';
import type { Beat } from '../trace/beat.ts';
import { createMachine } from './machine.ts';

export const NOW_MS = Date.UTC(2026, 0, 1, 9);

const bytes = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
export const wasm = await WebAssembly.compile(bytes);

/** A machine with the program loaded, before its first process. */
export async function loaded(source: string, dialect: Dialect = 'dapr'): Promise<Machine> {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return createMachine(wasm, compiled, { dialect, facade: dialect });
}

export function startProcess(
  machine: Machine,
  process = 1,
  seed = 1,
  variables: Record<string, string> = {},
): void {
  const { failure } = machine.reset({ seed, process, nowMs: NOW_MS, variables });
  if (failure !== undefined) throw new Error(failure);
}

/** A machine with the program in its first process. */
export async function started(source: string, dialect: Dialect = 'dapr'): Promise<Machine> {
  const machine = await loaded(source, dialect);
  startProcess(machine);
  return machine;
}

export function identity(of: Identity['of'], rest: Partial<Identity> = {}): Identity {
  return {
    seed: 1,
    process: 1,
    instance: 'order-1',
    of,
    number: 1,
    attempt: 1,
    nowMs: NOW_MS,
    ...rest,
  };
}

/** Runs an activity up to its first request, or to its end. */
export function runTask(
  machine: Machine,
  name: string,
  input?: unknown,
  probes = false,
): CallProgress {
  return machine.call(1, name, JSON.stringify(input), identity('task'), probes);
}

export const keysOf = (beats: readonly Beat[] | undefined): string[] =>
  (beats ?? []).map((beat) => beat.key);

/** A sidecar for one instance: it keeps the history and sends turns. The example world answers what the workflow itself asks. */
export class OneInstance {
  readonly history: HistoryEvent[] = [];
  turns = 0;
  readonly world = new World([]);
  readonly #machine: Machine;
  readonly #dialect: Dialect;
  readonly #workflow: string;

  constructor(machine: Machine, workflow: string, dialect: Dialect = 'dapr') {
    this.#machine = machine;
    this.#workflow = workflow;
    this.#dialect = dialect;
  }

  start(input: unknown, probes = false): EndedTurn {
    return this.wake(
      {
        type: 'ExecutionStarted',
        id: -1,
        timestampMs: NOW_MS,
        name: this.#workflow,
        instanceId: 'order-1',
        input: JSON.stringify(input),
      },
      probes,
    );
  }

  complete(taskScheduledId: number, result: unknown, probes = false): EndedTurn {
    return this.wake(
      {
        type: 'TaskCompleted',
        id: -1,
        timestampMs: NOW_MS,
        taskScheduledId,
        result: JSON.stringify(result),
      },
      probes,
    );
  }

  /** One turn; it is saved when it came to an end. */
  wake(event: HistoryEvent, probes = false, rest: Partial<Identity> = {}): EndedTurn {
    const newEvents = news(event);
    const outcome = this.#turn(newEvents, probes, rest);
    if (outcome.kind !== 'done') return outcome;
    this.turns += 1;
    this.history.push(...newEvents, ...outcome.result.actions.flatMap(confirmation));
    return outcome;
  }

  /** One turn that is not saved. */
  look(event: HistoryEvent, probes = false, rest: Partial<Identity> = {}): EndedTurn {
    return this.#turn(news(event), probes, rest);
  }

  #turn(newEvents: HistoryEvent[], probes: boolean, rest: Partial<Identity>): EndedTurn {
    const item = {
      dialect: this.#dialect,
      facade: this.#dialect,
      instanceId: 'order-1',
      oldEvents: this.history,
      newEvents,
    };
    const who = identity('turn', { number: this.turns + 1, ...rest });
    return wholeTurn(
      this.#machine,
      [item, who, probes],
      (request) => this.world.handle(request, who.nowMs).response,
    );
  }
}

const news = (event: HistoryEvent): HistoryEvent[] => [
  { type: 'OrchestratorStarted', id: -1, timestampMs: NOW_MS },
  event,
];

function confirmation(action: Action): HistoryEvent[] {
  const base = { id: action.id, timestampMs: NOW_MS };
  switch (action.type) {
    case 'ScheduleTask':
      return [{ ...base, type: 'TaskScheduled', name: action.name, input: action.input }];
    case 'CreateTimer':
      return [{ ...base, type: 'TimerCreated', fireAtMs: action.fireAtMs }];
    case 'CompleteOrchestration':
      return [
        { ...base, type: 'ExecutionCompleted', status: action.status, result: action.result },
      ];
    case 'CreateSubOrchestration':
    case 'SendEvent':
    case 'RewindOrchestration':
    case 'WorkflowVersionNotAvailable':
      throw new Error(`No test sends a ${action.type}.`);
  }
}
