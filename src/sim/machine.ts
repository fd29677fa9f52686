import type { Failure } from '../engine/history.ts';
import type { TurnResult, WorkItem } from '../engine/turn.ts';
import type { Beat, Read } from '../trace/beat.ts';
import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import type { CodeVersion } from './scenario.ts';

/** Who is running: chance, ids and the clock are drawn from these numbers and the seed. */
export interface Identity {
  seed: number;
  process: number;
  instance: string;
  /** `turn 4`, `task 3` or `call 1`. */
  of: 'turn' | 'task' | 'call';
  number: number;
  attempt: number;
  nowMs: number;
}

/** One life of the app process. */
export interface ProcessIdentity {
  seed: number;
  process: number;
  nowMs: number;
  variables: Record<string, string>;
}

/** Lines of a pass in the order in which they ran, from 0; `to` is excluded. */
export interface LineWindow {
  from: number;
  to: number;
}

/**
 * What of a pass is recorded: nothing, or its beats with the variables of its first lines. Given a window: with the variables of those
 * lines, and of all that is new work.
 */
export type Probes = boolean | LineWindow;

/** What came of starting the app process. */
export interface StartOutcome {
  failure?: string;
  /** What the program's own host code has registered, by name. Absent: it has none. */
  registered?: { workflows: string[]; activities: string[] };
}

/** The code did not come to an end of its own: too long, too much memory, or it waits for something that never comes. */
export interface Breakdown {
  reason: 'steps' | 'memory' | 'stack' | 'stuck' | 'trap';
  message: string;
}

/** A request to the world that the code has made and that has no answer yet. */
export interface OpenRequest {
  id: number;
  request: WorldRequest;
}

/** What stopped a piece of work before its end: requests in the order in which they were made, or a breakdown. */
type Stop = { kind: 'requests'; requests: OpenRequest[] } | { kind: 'broke'; breakdown: Breakdown };

/** How far a turn came. After `requests`, reads and beats are those since the last outcome of the same turn. */
export type TurnOutcome = {
  reads: Read[];
  /** Present when probes were on. */
  beats?: Beat[];
} & ({ kind: 'done'; result: TurnResult } | Stop);

/** A turn that waits for nothing from the world any more. */
export type EndedTurn = Exclude<TurnOutcome, { kind: 'requests' }>;

/**
 * How far an activity or plain function came: to its end, or to requests to the world that it waits for. `sleptMs`: how long it
 * waited for its own timers.
 */
export type CallProgress = {
  reads: Read[];
  beats?: Beat[];
} & (
  | { kind: 'returned'; result?: string; sleptMs?: number }
  | { kind: 'failed'; failure: Failure; sleptMs?: number }
  | Stop
);

/** What the world answered to a request of the workflow's own code. */
export interface WorldAnswer {
  api: string;
  occurrence: number;
  response: WorldResponse;
}

/** A wake-up that has run, and what is to be another way when it runs again. */
export interface WhatIf {
  item: WorkItem;
  identity: Identity;
  /** Whose memory it finds: that which this piece of work found, or that of a process which has just started. */
  memory: { before: Identity } | { of: ProcessIdentity };
  /** Variables of the module that hold what they held before another piece of work. */
  variables?: { names: readonly string[]; before: Identity };
  /** What reads give in the place of their own values. */
  given: readonly Read[];
  /** What the world answers. It is not asked. */
  answers: readonly WorldAnswer[];
}

/**
 * The app process, as the simulation sees it. Everything is synchronous; only JSON crosses.
 * `reset` is a crash and a restart: memory is put back to before the module's top level ran, then the top level runs.
 */
export interface Machine {
  /** No code of the program leaves anything behind in the memory of its process. Absent: it may. */
  readonly isStateless?: boolean;
  reset(identity: ProcessIdentity): StartOutcome;
  /** One turn: replay, advance, actions, or as far as the requests that the workflow's own code makes. */
  turn(item: WorkItem, identity: Identity, probes: Probes): TurnOutcome;
  /** Answers one request of the turn that was begun last and lets it go on. */
  answerTurn(requestId: number, response: WorldResponse, nowMs: number): TurnOutcome;
  /** Starts an activity or a plain function. Several calls may be open at once; `callId` tells them apart. */
  call(
    callId: number,
    name: string,
    input: string | undefined,
    identity: Identity,
    probes: Probes,
  ): CallProgress;
  /** Answers one request of an open call and lets it go on. */
  answer(callId: number, requestId: number, response: WorldResponse, nowMs: number): CallProgress;
  /** Names of the module's variables that need not be the same in another process. */
  readonly memoryNames?: readonly string[];
  /** The same wake-up once more, in a process that nobody else sees. Undefined: it can't be told: that process did too
   * much, or a variable can't be given another value. */
  whatIf?(question: WhatIf): EndedTurn | undefined;
}

/**
 * The machine of an app process with a version of the code: slot 2 is the second process beside the first. Synchronous, and
 * the same machine for the same arguments. Undefined: the program has no such version.
 */
export type Machines = (code: CodeVersion, slot: 1 | 2) => Machine | undefined;
