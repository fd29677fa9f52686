import type { HistoryEvent, Status } from '../engine/history.ts';
import type { Divergence, Hang } from '../engine/turn.ts';
import type { Action } from '../engine/action.ts';
import type { LedgerEntry, Pass, WaitingFor } from '../trace/step.ts';
import type { LedgerRow, RequestRow } from './frame.ts';

/** One event that the state store keeps. */
export interface KeptEvent {
  event: HistoryEvent;
  /** App run that was alive when it was written. */
  process: number;
  /** The wake-up that wrote it into the history; 0 while it is in the inbox. */
  turn: number;
}

export interface PassAt {
  pass: Pass;
  step: number;
  /** Where a wake-up that waited for the world was told bit by bit: the step of each stretch, and its first beat. */
  stretches?: readonly { step: number; from: number }[];
}

/** The step at which a beat of a pass is told. */
export const stepOfBeat = ({ step, stretches = [] }: PassAt, beat: number): number =>
  stretches.findLast(({ from }) => from <= beat)?.step ?? step;

/**
 * What a replay did in another way than before, where no engine looks (SEMANTICS section 4.4): another input, due time or id; a
 * request that was not made there; an end or a wait that was not there; a result with a value that was another one.
 */
export interface SilentFinding {
  kind: 'input' | 'due' | 'instance' | 'extra' | 'ended' | 'wait' | 'result' | 'status';
  at: PassAt;
  /** Index of the beat at which it shows. */
  beat: number;
  /** The earlier pass that it is compared with. */
  recorded: PassAt;
  /** Sequence id, for requests. */
  id?: number;
  eventNumber?: number;
  name?: string;
  /** What it was, and what it is now, as text. */
  was: string;
  is: string;
}

/** A wake-up that was sent to the app and is not saved yet. */
export interface Flight {
  turn: number;
  attempt: number;
  process: number;
  oldCount: number;
  newEvents: readonly HistoryEvent[];
  /** Set when the app has answered. */
  actions?: readonly Action[];
}

/** What is told of each workflow instance, shown or not. */
export interface InstanceState {
  name: string;
  status: Status;
  parent?: string;
}

/** An activity that was handed to the app and whose answer is not kept yet. */
export interface RunningTask {
  instance: string;
  id: number;
  name: string;
  attempt: number;
  process: number;
  /** Its last stretch of code. */
  pass?: PassAt;
  /** Effects on the world in this attempt. */
  effects: number;
  hasAnswered: boolean;
}

/** The plain function that the app runs without an engine. */
export interface PlainRun {
  name: string;
  process: number;
  passes: PassAt[];
  effects: { entry?: LedgerEntry; afterPass: number }[];
  outcome?: { status: 'COMPLETED' | 'FAILED'; text: string };
  isLost: boolean;
}

/** What the steps so far amount to. Filled by `applyStep`, one step after the other. */
/** What the client has printed so far. */
export interface ClientRun {
  lines: { text: string; line: number }[];
  isOver: boolean;
}

export interface RunState {
  /** The instance to be shown, where it is not the first that is started. */
  focus?: string;
  /** The instance that is shown, once it was started; absent for plain code alone. */
  instance?: string;
  name?: string;
  /** How every instance stands, the shown one included, in the order in which they were started. */
  instances: Map<string, InstanceState>;
  run: number;
  /** Some app process is alive. */
  isAlive: boolean;
  /** Numbers of the app processes that are alive: two, when a second one runs beside the first. */
  aliveRuns: number[];
  /** Numbers of the app processes that run version 2 of the code, dead ones included. */
  versionTwoRuns: number[];
  isSidecarAlive: boolean;
  hasCrashed: boolean;
  /** For plain code alone: TERMINATED once a crash has taken it. */
  status: Status;
  kept: KeptEvent[];
  inbox: KeptEvent[];
  flight?: Flight;
  /** Passes of the shown instance's wake-ups so far. */
  passes: PassAt[];
  /** The last of them, if it happened in the app run that is alive. */
  lastPass?: PassAt;
  /** The pass in which the app died, while it is down: the history keeps the look of that moment. */
  tornPass?: PassAt;
  /** The last wake-up was not saved, and is to be sent again. */
  isUnsaved?: true;
  task?: RunningTask;
  /** Activities whose code has run, and whose answer comes when the clock gets there. */
  slowTasks: RunningTask[];
  plain?: PlainRun;
  /** The client half of a program that brings its own host code. */
  client?: ClientRun;
  divergence?: { divergence: Divergence; pass?: PassAt; isSaved: boolean };
  /** The first difference that no engine reports. */
  silent?: { finding: SilentFinding; isSaved: boolean };
  ledger: LedgerRow[];
  /** From here on the ledger is of this history: continue-as-new counts its tasks from 1 again. */
  ledgerBefore: number;
  requests: RequestRow[];
  /** Wake-ups that were sent to the app run that is alive. */
  turnsOfRun: number;
  waitingFor: WaitingFor[];
  /** What the last wake-up left waiting can never come. */
  hang?: Hang;
  customStatus?: string;
}

export const emptyState = (focus?: string): RunState => ({
  ...(focus !== undefined && { focus }),
  instances: new Map(),
  run: 0,
  isAlive: false,
  aliveRuns: [],
  versionTwoRuns: [],
  isSidecarAlive: true,
  hasCrashed: false,
  status: 'PENDING',
  kept: [],
  inbox: [],
  passes: [],
  slowTasks: [],
  ledger: [],
  ledgerBefore: 0,
  requests: [],
  turnsOfRun: 0,
  waitingFor: [],
});

/** Another state, to go on from: what the fold changes in place is its own. */
export const copyOfState = (state: RunState): RunState => ({
  ...state,
  instances: new Map(Array.from(state.instances, ([id, each]) => [id, { ...each }])),
  kept: [...state.kept],
  inbox: [...state.inbox],
  passes: [...state.passes],
  ledger: [...state.ledger],
  requests: [...state.requests],
  ...(state.plain && {
    plain: {
      ...state.plain,
      passes: [...state.plain.passes],
      effects: [...state.plain.effects],
    },
  }),
  ...(state.client && { client: { ...state.client, lines: [...state.client.lines] } }),
});
