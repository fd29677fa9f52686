import type {
  CallProgress,
  Identity,
  Machine,
  ProcessIdentity,
  StartOutcome,
} from '../sim/machine.ts';
import type { WorldResponse } from '../trace/step.ts';

/** A machine whose program shares an outside world with others (src/sandbox/machine.ts has one). */
export interface StatefulMachine extends Machine {
  /** JSON of that world, as it is now. */
  state?(): string;
  reset(identity: ProcessIdentity, state?: string): StartOutcome;
}

/** One run of an activity (or of plain code), as it was asked for and answered. */
export interface CallRecord {
  /** The process that it ran in. */
  start: ProcessIdentity;
  name: string;
  input: string | undefined;
  identity: Identity;
  /** What the world answered, in order. */
  answers: { requestId: number; response: WorldResponse; nowMs: number }[];
  /** How far it came. */
  progress: CallProgress;
  /** The shared outside world before and after: JSON, for registered sources only. */
  before: string | undefined;
  after: string | undefined;
}

/** One turn that ran, and what it did to the shared outside world. */
export interface TurnRecord {
  instance: string;
  number: number;
  attempt: number;
  before: string | undefined;
  after: string | undefined;
}
