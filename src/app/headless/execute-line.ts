import { NO_NEW_EVENTS } from '../../engine/live.ts';
import type { Dialect } from '../../engine/turn.ts';
import { clockOf, eventsFromWire, resultToWire, type WireResult } from '../../engine/wire.ts';
import type { RegisteredMachine } from '../../sandbox/machine.ts';
import type { RegisteredSources } from '../../source/registered.ts';
import { wholeTurn } from '../../sim/turn-code.ts';
import { World } from '../../sim/world.ts';
import { maybeText, maybeTexts, text, type Fields } from './fields.ts';
import { codeOf, LineError } from './line-error.ts';
import { machineOf, readManner, readVersions } from './sources.ts';
import { readEvents } from './wire-events.ts';

/** Machines that are kept for the next line: most often it asks the same workflow. */
const MOST_KEPT = 4;

/** Answers `execute` lines: one turn each. */
export class TurnExecutor {
  readonly #wasm: WebAssembly.Module;
  readonly #kept = new Map<string, RegisteredMachine>();

  constructor(wasm: WebAssembly.Module) {
    this.#wasm = wasm;
  }

  /** @throws LineError */
  answer(line: Fields): WireResult {
    const manner = readManner(line);
    const orchestrators = maybeTexts(line, 'orchestrators');
    const versions = readVersions(line);
    if (!orchestrators && !versions)
      throw new LineError('bad-request', '"orchestrators" must be an object.');
    const instanceId = text(line, 'instanceId');
    const name = maybeText(line, 'name');
    const oldEvents = eventsFromWire(readEvents(line, 'oldEvents', name));
    const newEvents = eventsFromWire(readEvents(line, 'newEvents', name), clockOf(oldEvents));
    const machine = this.#machine(manner.dialect, {
      orchestrators: orchestrators ?? {},
      activities: {},
      ...(versions && { versions }),
    });
    if (newEvents.length === 0) throw new LineError('executor-threw', NO_NEW_EVENTS);
    const clockMs = clockOf([...oldEvents, ...newEvents]);
    const process = { seed: 1, process: 1, nowMs: clockMs, variables: {} };
    const { failure } = machine.reset(process, '{}');
    if (failure !== undefined) throw new LineError('bad-source', failure);
    const about = { seed: 1, process: 1, instance: instanceId, number: 1, attempt: 1 };
    const identity = { ...about, of: 'turn', nowMs: clockMs } as const;
    const item = { ...manner, instanceId, oldEvents, newEvents };
    // A real turn would be answered by what is really there. Here each line has an example world of its own.
    const world = new World([]);
    const outcome = wholeTurn(
      machine,
      [item, identity, false],
      (request) => world.handle(request, clockMs).response,
    );
    if (outcome.kind === 'broke')
      throw new LineError(codeOf(outcome.breakdown.reason), outcome.breakdown.message);
    return resultToWire(outcome.result, clockMs);
  }

  #machine(dialect: Dialect, sources: RegisteredSources): RegisteredMachine {
    const key = JSON.stringify([dialect, sources]);
    const kept = this.#kept.get(key);
    // What is set last is thrown away last.
    this.#kept.delete(key);
    const machine = kept ?? machineOf(this.#wasm, sources, { dialect, facade: 'durabletask' });
    this.#kept.set(key, machine);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return machine;
  }
}
