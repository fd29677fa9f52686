import type { Machines } from '../sim/machine.ts';
import type { CodeVersion } from '../sim/scenario.ts';
import { HistoryIds } from './history-ids.ts';
import type { CallRecord, TurnRecord } from './machine-records.ts';
import { RememberedMachine } from './remembered-machine.ts';

/** All machines of a program, none of which does anything twice. */
export class RememberedMachines {
  readonly #real: Machines;
  readonly #isSharing: boolean;
  readonly #histories = new HistoryIds();
  readonly #made = new Map<string, RememberedMachine>();

  constructor(real: Machines, isSharing: boolean) {
    this.#real = real;
    this.#isSharing = isSharing;
  }

  readonly machines: Machines = (code, slot) => this.#machine(code, slot);

  /** The machine of the first app process. */
  of(code: CodeVersion): RememberedMachine {
    const machine = this.#machine(code, 1);
    if (!machine) throw new Error('This program has no version 2.');
    return machine;
  }

  begin(): void {
    for (const each of this.#made.values()) each.begin();
  }

  /** Of this run; in order, but for two processes beside each other. */
  get calls(): readonly CallRecord[] {
    return this.#all.flatMap((each) => each.calls);
  }

  get turns(): readonly TurnRecord[] {
    return this.#all.flatMap((each) => each.turns);
  }

  get rewritten(): ReadonlySet<string> {
    return new Set(this.#all.flatMap((each) => [...each.rewritten]));
  }

  /** How often a real machine was asked, and how often it was not necessary. */
  get counts(): { asked: number; spared: number } {
    const sum = (of: (each: RememberedMachine) => number): number =>
      this.#all.reduce((total, each) => total + of(each), 0);
    return { asked: sum((each) => each.asked), spared: sum((each) => each.spared) };
  }

  alone(record: CallRecord, state?: string): ReturnType<RememberedMachine['alone']> {
    const owner = this.#all.find((each) => each.hasRun(record));
    return (owner ?? this.of('v1')).alone(record, state);
  }

  get #all(): RememberedMachine[] {
    return [...this.#made.values()];
  }

  #machine(code: CodeVersion, slot: 1 | 2): RememberedMachine | undefined {
    const key = `${code} ${slot}`;
    const known = this.#made.get(key);
    if (known) return known;
    const real = this.#real(code, slot);
    if (!real) return undefined;
    const made = new RememberedMachine(real, this.#histories, this.#isSharing);
    this.#made.set(key, made);
    return made;
  }
}
