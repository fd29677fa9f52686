import type { Machine, Machines, StartOutcome, TurnOutcome, CallProgress } from './machine.ts';
import type { CodeVersion } from './scenario.ts';

interface Answers {
  reset: StartOutcome;
  turn: TurnOutcome;
  call: CallProgress;
}

/**
 * What the machines of a run answered, in the order in which they were asked. Without beats: they are many, and whoever wants them
 * has the work done again.
 */
export type Notes = { of: keyof Answers; outcome: Answers[keyof Answers] }[];

/** The run that is recalled is not the one that was noted, or something is asked that was never noted. */
export class NotRecalled extends Error {}

const byProcess = (make: (real: Machine) => Machine, machines: Machines): Machines => {
  const made = new Map<string, Machine>();
  return (code: CodeVersion, slot) => {
    const key = `${code} ${slot}`;
    const real = machines(code, slot);
    const machine = made.get(key) ?? (real && make(real));
    if (machine) made.set(key, machine);
    return machine;
  };
};

function bare<Outcome extends TurnOutcome | CallProgress>(outcome: Outcome): Outcome {
  if (!outcome.beats) return outcome;
  const { beats: _, ...rest } = outcome;
  return rest as Outcome;
}

/** The same machines; what they answer is noted. */
export function noting(machines: Machines): { machines: Machines; notes: Notes } {
  const notes: Notes = [];
  const turned = (outcome: TurnOutcome): TurnOutcome => {
    notes.push({ of: 'turn', outcome: bare(outcome) });
    return outcome;
  };
  const called = (outcome: CallProgress): CallProgress => {
    notes.push({ of: 'call', outcome: bare(outcome) });
    return outcome;
  };
  const make = (real: Machine): Machine => ({
    ...toldOf(real),
    ...(real.whatIf && { whatIf: (question) => real.whatIf?.(question) }),
    reset: (identity) => {
      const outcome = real.reset(identity);
      notes.push({ of: 'reset', outcome });
      return outcome;
    },
    turn: (...given) => turned(real.turn(...given)),
    answerTurn: (...given) => turned(real.answerTurn(...given)),
    call: (...given) => called(real.call(...given)),
    answer: (...given) => called(real.answer(...given)),
  });
  return { machines: byProcess(make, machines), notes };
}

const toldOf = ({
  isStateless,
  memoryNames,
}: Machine): Pick<Machine, 'isStateless' | 'memoryNames'> => ({
  ...(isStateless !== undefined && { isStateless }),
  ...(memoryNames && { memoryNames }),
});

/**
 * Machines for the same run once more: all work is answered from the notes, and only what is to be watched (probes are on) is
 * really done. A process is a function of its start and its work, so it is brought to where the watched work begins by doing again
 * what it did; where the program's code leaves nothing behind, by its start alone.
 */
export function recalling(machines: Machines, notes: Notes): Machines {
  let at = 0;
  const noted: Noted = (of) => {
    const note = notes[at];
    at += 1;
    if (note?.of !== of) throw new NotRecalled(`Answer ${at} is none to a ${of}.`);
    return note.outcome as Answers[typeof of];
  };
  return byProcess((real) => new RecallingMachine(real, noted), machines);
}

/** The next answer, which must be one to this. */
type Noted = <Of extends keyof Answers>(of: Of) => Answers[Of];

class RecallingMachine implements Machine {
  readonly isStateless: boolean;
  readonly memoryNames: readonly string[];
  readonly whatIf: NonNullable<Machine['whatIf']>;
  /** Brings the real machine from where it is to where the process is. */
  #again: (() => void)[] = [];
  /** Calls that the real machine is in the middle of. */
  readonly #open = new Set<number>();
  /** The last turn was really done; `requests`: and goes on. */
  #turn: TurnOutcome['kind'] | undefined;

  constructor(
    private readonly real: Machine,
    private readonly noted: Noted,
  ) {
    this.isStateless = real.isStateless === true;
    this.memoryNames = real.memoryNames ?? [];
    // What it tells is a part of the pass, and nobody sees another one than the watched one.
    this.whatIf = () => {
      if (this.#turn && real.whatIf) throw new NotRecalled('Another way is to be tried.');
      return undefined;
    };
  }

  reset(...given: Parameters<Machine['reset']>): StartOutcome {
    this.#open.clear();
    this.#turn = undefined;
    this.#again = [() => void this.real.reset(...given)];
    return this.noted('reset');
  }

  turn(...given: Parameters<Machine['turn']>): TurnOutcome {
    const [item, identity, probes] = given;
    const outcome = this.noted('turn');
    this.#turn = undefined;
    if (probes || this.#isInTheMiddle()) return this.#turned(() => this.real.turn(...given));
    // The history goes on growing in the store.
    const oldEvents = this.isStateless ? [] : [...item.oldEvents];
    this.#later(() => void this.real.turn({ ...item, oldEvents }, identity, false));
    return outcome;
  }

  answerTurn(...given: Parameters<Machine['answerTurn']>): TurnOutcome {
    const outcome = this.noted('turn');
    if (this.#turn || this.#isInTheMiddle())
      return this.#turned(() => this.real.answerTurn(...given));
    this.#later(() => void this.real.answerTurn(...given));
    return outcome;
  }

  call(...given: Parameters<Machine['call']>): CallProgress {
    const [callId, , , , probes] = given;
    const outcome = this.noted('call');
    if (probes || this.#isInTheMiddle())
      return this.#called(callId, () => this.real.call(...given));
    this.#later(() => void this.real.call(...given));
    return outcome;
  }

  answer(...given: Parameters<Machine['answer']>): CallProgress {
    const [callId] = given;
    const outcome = this.noted('call');
    if (this.#open.has(callId) || this.#isInTheMiddle())
      return this.#called(callId, () => this.real.answer(...given));
    this.#later(() => void this.real.answer(...given));
    return outcome;
  }

  /** Work that leaves something behind takes its turn among that which is watched. */
  #isInTheMiddle(): boolean {
    return !this.isStateless && (this.#open.size > 0 || this.#turn === 'requests');
  }

  #later(again: () => void): void {
    if (!this.isStateless) this.#again.push(again);
  }

  #catchUp(): void {
    for (const each of this.#again) each();
    this.#again = [];
  }

  #turned(really: () => TurnOutcome): TurnOutcome {
    this.#catchUp();
    const outcome = really();
    this.#turn = outcome.kind;
    return outcome;
  }

  #called(callId: number, really: () => CallProgress): CallProgress {
    this.#catchUp();
    const outcome = really();
    if (outcome.kind === 'requests') this.#open.add(callId);
    else this.#open.delete(callId);
    return outcome;
  }
}
