import type { PatchReason } from '../engine/patches.ts';
import type { Divergence, EventOutcome, Hang } from '../engine/turn.ts';

/** One variable as text: `value` is compact JSON or a short description, bounded in length. */
export interface Variable {
  name: string;
  value: string;
}

/** One function on the stack of workflow or activity code, innermost last. */
export interface StackFrame {
  fn: string;
  variables: Variable[];
  /** Where it waits for the function that it has called. Absent: it is the innermost, and the beat has its line. */
  line?: number;
}

interface BeatBase {
  /** Unique within its pass, named by what happened (see Place.moment): `l5`, `l5.2`, `a4`, `e11`, `y1`, `r1`, `p1`, `v1`, `wait`, `end`, `d`. */
  key: string;
  /** Line of the program's source that is running, from 1; 0 before any line ran. */
  line: number;
  /** The event being processed when this happened (position from 1); 0 before any. */
  event: number;
  /** The engine's own flag at this moment. */
  isReplaying: boolean;
}

/** The smallest thing that happens inside a pass of the code. */
export type Beat = BeatBase &
  (
    | { kind: 'line'; visit: number; stack?: StackFrame[] }
    | { kind: 'event'; outcome: EventOutcome; id?: number }
    /** `dropped`: an input that the SDK does not send, as text: `0`. */
    | { kind: 'ask'; id: number; method: string; name?: string; input?: string; dropped?: string }
    | { kind: 'listen'; name: string }
    | { kind: 'answer'; events: number[]; value: string; isError: boolean }
    /** The pass ends here. `hang`: what it waits for can never come. */
    | { kind: 'wait'; hang?: Hang }
    | { kind: 'patch'; name: string; isPatched: boolean; reason: PatchReason }
    | { kind: 'read'; api: string; occurrence: number; value: string }
    | { kind: 'log'; text: string }
    | { kind: 'finish'; status: string; result?: string }
    | { kind: 'diverge'; divergence: Divergence }
  );

/** A read of chance, time, environment or identity by workflow code. Recorded even when beats are not. */
export interface Read {
  api: string;
  line: number;
  /** Count of this api's reads in this pass, from 1. */
  occurrence: number;
  value: string;
}
