import type {
  CallProgress,
  Machine,
  ProcessIdentity,
  StartOutcome,
  TurnOutcome,
} from '../sim/machine.ts';
import { HistoryIds } from './history-ids.ts';
import type { CallRecord, StatefulMachine, TurnRecord } from './machine-records.ts';
import { RememberedMachine } from './remembered-machine.ts';

/** An app whose code is exchanged in the course of a run, and of which nothing is done twice. */
export class StagedMachine implements Machine {
  readonly #make: readonly (() => StatefulMachine)[];
  readonly #isSharing: boolean;
  readonly #histories = new HistoryIds();
  readonly #stages: (RememberedMachine | undefined)[] = [];
  /** How many events the turns of this run were sent. */
  eventsSent = 0;
  readonly #calls = new Set<CallRecord>();
  readonly #turns = new Set<TurnRecord>();
  #rewritten = new Set<string>();
  #now: RememberedMachine;

  constructor(make: readonly (() => StatefulMachine)[], isSharing: boolean) {
    this.#make = make;
    this.#isSharing = isSharing;
    this.#now = this.stage(0);
  }

  get calls(): readonly CallRecord[] {
    this.#collect();
    return [...this.#calls];
  }

  get turns(): readonly TurnRecord[] {
    this.#collect();
    return [...this.#turns];
  }

  get rewritten(): ReadonlySet<string> {
    this.#collect();
    return this.#rewritten;
  }

  begin(state: string): void {
    this.eventsSent = 0;
    this.#now = this.stage(0);
    this.#now.begin(state);
    this.#calls.clear();
    this.#rewritten = new Set();
    this.#turns.clear();
  }

  deploy(stage: number): void {
    this.#collect();
    const { state } = this.#now;
    this.#now = this.stage(stage);
    this.#now.begin(state);
  }

  alone(record: CallRecord, state?: string): ReturnType<RememberedMachine['alone']> {
    return this.#stages.find((each) => each?.hasRun(record))?.alone(record, state);
  }

  reset(identity: ProcessIdentity): StartOutcome {
    return this.#now.reset(identity);
  }

  turn(...given: Parameters<Machine['turn']>): TurnOutcome {
    const [{ oldEvents, newEvents }] = given;
    this.eventsSent += oldEvents.length + newEvents.length;
    return this.#now.turn(...given);
  }

  answerTurn(...given: Parameters<Machine['answerTurn']>): TurnOutcome {
    return this.#now.answerTurn(...given);
  }

  call(...given: Parameters<Machine['call']>): CallProgress {
    return this.#now.call(...given);
  }

  answer(...given: Parameters<Machine['answer']>): CallProgress {
    return this.#now.answer(...given);
  }

  stage(index: number): RememberedMachine {
    const known = this.#stages[index];
    if (known) return known;
    const make = this.#make[index];
    if (!make) throw new Error(`There is no stage ${index}.`);
    const made = new RememberedMachine(make(), this.#histories, this.#isSharing);
    this.#stages[index] = made;
    return made;
  }

  /** Takes over what the present stage has noted. */
  #collect(): void {
    const { calls, turns, rewritten } = this.#now;
    for (const each of calls) this.#calls.add(each);
    for (const each of turns) this.#turns.add(each);
    for (const each of rewritten) this.#rewritten.add(each);
  }
}
