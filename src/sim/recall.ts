import type {
  CallProgress,
  EndedTurn,
  Machine,
  Machines,
  StartOutcome,
  TurnOutcome,
  WhatIf,
} from './machine.ts';
import type { CodeVersion } from './scenario.ts';

interface Answers {
  reset: StartOutcome;
  turn: TurnOutcome;
  call: CallProgress;
}

/** What the machines of a run answered. */
export interface Notes {
  /** In the order in which they were asked. Without beats: they are many, and whoever wants them has the work done again. */
  answers: { of: keyof Answers; outcome: Answers[keyof Answers] }[];
  /** What came of wake-ups that went another way, by the question: with fewer probes fewer of them are asked. */
  ways: Map<string, EndedTurn | undefined>;
}

/** Of the wake-up, and of what is another way in it. Its history follows from who it is. */
const keyOf = (machine: string, question: WhatIf): string =>
  JSON.stringify([machine, { ...question, item: undefined }]);

/** The run that is recalled is not the one that was noted, or something is asked that was never noted. */
export class NotRecalled extends Error {}

const byProcess = (make: (real: Machine, key: string) => Machine, machines: Machines): Machines => {
  const made = new Map<string, Machine>();
  return (code: CodeVersion, slot) => {
    const key = `${code} ${slot}`;
    const real = machines(code, slot);
    const machine = made.get(key) ?? (real && make(real, key));
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
  const notes: Notes = { answers: [], ways: new Map() };
  const turned = (outcome: TurnOutcome): TurnOutcome => {
    notes.answers.push({ of: 'turn', outcome: bare(outcome) });
    return outcome;
  };
  const called = (outcome: CallProgress): CallProgress => {
    notes.answers.push({ of: 'call', outcome: bare(outcome) });
    return outcome;
  };
  const tried = (real: Machine, key: string, question: WhatIf): EndedTurn | undefined => {
    const outcome = real.whatIf?.(question);
    notes.ways.set(keyOf(key, question), outcome);
    return outcome;
  };
  const make = (real: Machine, key: string): Machine => ({
    ...toldOf(real),
    ...(real.whatIf && { whatIf: (question) => tried(real, key, question) }),
    reset: (identity) => {
      const outcome = real.reset(identity);
      notes.answers.push({ of: 'reset', outcome });
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
    const note = notes.answers[at];
    at += 1;
    if (note?.of !== of) throw new NotRecalled(`Answer ${at} is none to a ${of}.`);
    return note.outcome as Answers[typeof of];
  };
  const way = (key: string, question: WhatIf): EndedTurn | undefined => {
    const asked = keyOf(key, question);
    if (!notes.ways.has(asked)) throw new NotRecalled('This way was not tried.');
    return notes.ways.get(asked);
  };
  return byProcess((real, key) => {
    const whatIf = real.whatIf && ((question: WhatIf) => way(key, question));
    return new RecallingMachine(real, noted, whatIf);
  }, machines);
}

/** The next answer, which must be one to this. */
type Noted = <Of extends keyof Answers>(of: Of) => Answers[Of];

class RecallingMachine implements Machine {
  readonly isStateless: boolean;
  readonly memoryNames: readonly string[];
  /** Brings the real machine from where it is to where the process is. */
  #again: (() => void)[] = [];
  /** Calls that the real machine is in the middle of. */
  readonly #open = new Set<number>();
  /** The last turn was really done; `requests`: and goes on. */
  #turn: TurnOutcome['kind'] | undefined;

  constructor(
    private readonly real: Machine,
    private readonly noted: Noted,
    readonly whatIf: Machine['whatIf'],
  ) {
    this.isStateless = real.isStateless === true;
    this.memoryNames = real.memoryNames ?? [];
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
