import type { HistoryEvent, Status } from '../engine/history.ts';
import type { Divergence } from '../engine/turn.ts';
import type { StackFrame } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { CodeVerdict } from '../trace/verdict.ts';
import type { LedgerEntry, WaitingFor, WorldRequest, WorldResponse } from '../trace/step.ts';
import type { StairMark } from './stair-mark.ts';

/**
 * Everything the screen shows at one cursor. A pure function of (trace, cursor): stepping back is as exact as stepping forward.
 * `again`: an answer or line that an earlier wake-up had already been given (drawn hatched). `live`: new work (drawn solid).
 */
export type Mode = 'again' | 'live';

/** A short note behind a line of code. */
export interface Chip {
  line: number;
  /** `answer from event 5`, `done`, `next`, `waiting`, `0.27 now` … */
  text: string;
  tone: 'again' | 'live' | 'waiting' | 'read' | 'disagree' | 'failed' | 'caller';
  /** The event that the chip speaks of. */
  event?: number;
  /** The answer that the line was given, in short. */
  value?: string;
  /** What was asked for, whose answer it is: the text alone is the same behind many lines. */
  of?: string;
  /** That answer is an error. */
  isError?: true;
}

/** How often lines have run, by their numbers. */
export interface LineRuns {
  /** What was counted. */
  within: 'app run' | 'wake-up';
  lines: ReadonlyMap<number, number>;
}

/** What comes of a line that is not the same in every replay, and why. */
export interface LineVerdict {
  line: number;
  verdict: CodeVerdict;
  why: string;
}

/** One listing in the Process zone. */
export interface CodePane {
  kind: 'workflow' | 'plain';
  /** Name of the function that is shown. */
  name: string;
  /** The line that is running or about to run; absent when none is (nothing woken, or the app is dead). */
  line?: number;
  mode: Mode;
  /** Functions outside of this one that it has called: their lines are shown, too. Absent: none. */
  helpers?: { name: string; line: number; endLine: number }[];
  chips: Chip[];
  /** At most one for a line. */
  verdicts: LineVerdict[];
  /** Variables as of the last line. After the pass they are shown dimmed (`isStale`); after a crash there are none. */
  stack: StackFrame[];
  isStale: boolean;
  /** Whose values are not computed before they are looked at: a late wake-up of a long run, or a late line of a long wake-up. */
  unknown?: 'wake-up' | 'line';
  /** Names of variables that just changed. */
  changed: string[];
  /** The same variables before the last line; absent when nothing runs. */
  stackBefore?: StackFrame[];
  runs?: LineRuns;
  log: { text: string; mode: Mode }[];
  /** An activity that is running for this code just now. */
  activity?: { name: string; task: number; line: number };
  /** How it ended. */
  outcome?: { status: Status | 'LOST'; text: string };
}

/** One row in the History zone. */
export interface HistoryRow {
  /** Position from 1. For inbox rows: the number it will have. */
  number: number;
  event: HistoryEvent;
  /** Plain words: `chargeCard answered`. */
  title: string;
  /** The payload in short. */
  detail: string;
  /** What the current pass has to do with it. */
  state: 'kept' | 'read-again' | 'reading' | 'ahead' | 'disagrees' | 'never-reached';
  /** `line 3 asked`, `answer to line 3`. */
  note?: string;
  /** App run that was alive when it was written. */
  process: number;
  /** Sequence id that ties request and answer. */
  task?: number;
}

/** One effect, and who caused it when. */
export type LedgerRow = LedgerEntry & {
  process: number;
  /** Sequence id of the activity that did it, or the number of the wake-up whose own code did. Plain code: neither. */
  task?: number;
  turn?: number;
  /** An earlier run of the same activity had done something already, and its answer was not kept. */
  isRunAgain?: true;
  step: number;
  owner: 'plain' | 'workflow';
};

/** One kind of thing in the world: card charged ×1. */
export interface Counter {
  /** Whose work it is, where plain code and a workflow stand side by side. */
  owner?: 'plain' | 'workflow';
  subject: string;
  label: string;
  detail: string;
  entries: LedgerRow[];
  /** Requests for it that had the key of an earlier one, so that the service changed nothing; and the key. */
  repeats?: number;
  key?: string;
}

/** How often an activity ran whose effects no ledger counts. */
export interface ActivityCount {
  name: string;
  /** `ran once`, `ran twice`. */
  times: string;
  detail: string;
  isAgain: boolean;
}

export interface RequestRow {
  step: number;
  request: WorldRequest;
  response: WorldResponse;
  process: number;
  /** Sequence id of the activity that made it. */
  task?: number;
  /** Who made it: `task 3`, `wake-up 2` or `plain code`. */
  by: string;
}

/** A moment of the run that a press leads to. */
export interface Spot {
  step: number;
  beat: number;
  /** `wake-up 1`, or `this replay`. */
  label: string;
}

/** One link of the chain of cause. */
export interface CauseLink {
  text: string;
  line?: number;
  /** `likely`: nothing else was seen that could be it. `unknown`: the link says what is not known. Absent: it is a fact. */
  certainty?: 'likely' | 'unknown';
  /** Its line read the value on which the difference rests, as far as trials or the code itself tell. */
  isCause?: true;
  /** Where it can be seen: at the wake-up that wrote the event, and now. */
  spots?: Spot[];
  /** Lines of the code that changed between the two, in the order of the text. */
  changed?: { kind: 'gone' | 'new'; line: number; text: string }[];
}

/** When code and history disagree. */
export interface Disagreement {
  divergence: Divergence;
  /** Rows of the two columns, in order, up to the first mismatch and beyond. */
  rows: {
    number: number;
    recorded: string;
    asked?: string;
    verdict: 'same' | 'different' | 'never-reached';
  }[];
  /** The chain of cause, one plain sentence a link, most distant first. */
  why: CauseLink[];
  /** Reads at every wake-up: the numbers drawn. */
  draws: {
    wakeUp: string;
    process: number;
    line: number;
    api: string;
    value: string;
    isNow: boolean;
  }[];
}

/** A replay was not the same, and no engine says so. */
export interface SilentDisagreement extends Pick<Disagreement, 'rows' | 'why' | 'draws'> {
  kind: 'input' | 'due' | 'instance' | 'extra' | 'ended' | 'wait' | 'result' | 'status';
  /** True at the moment itself, and when the run is over. Otherwise the run has gone on. */
  isNow: boolean;
  /** The moment itself, and its wake-up. */
  spot: Spot;
  since: string;
  /** What it does, in a sentence or two. */
  effect: string;
}

export interface StairColumn {
  /** Event number. */
  number: number;
  label: string;
  /** The history starts again here: by continue-as-new, or for another workflow with the same id. */
  begins?: 'continued' | 'same-id';
  /** Several events in one column of a long run. */
  fold?: {
    columns: number;
    events: number; // With the wake-ups' own, which have no column.
    /** How many times the same follows: chargeCard ×298. 1: nothing is repeated. */
    times: number;
    /** Number of the last event; absent where the history began anew within the fold. */
    to?: number;
    /** [from, to) in the columns of the whole run. */
    span: readonly [number, number];
    /** In the words of a sentence: `chargeCard, answer`. */
    words: string;
  };
}

export interface StairRow {
  /** `App run 2`, `woken by answer 3`. */
  label: string;
  /** A folded row: what woke each of the wake-ups in it. */
  wakeUps?: string[];
  process: number;
  /** Columns are counted as positions in `Staircase.columns`; spans are [from, to) in columns. */
  again: [number, number];
  live: [number, number];
  end: 'saved' | 'torn' | 'disagrees' | 'running' | 'waiting' | 'lost';
  /** The part that lies after the cursor is drawn faint. */
  isAhead: boolean;
  /** First step of the row: a press on the row moves the cursor there. */
  step: number;
  /** Position of every step and beat of this row: for the scrubber. Those in a cell of `resent` stand apart. */
  stops: { column: number; step: number; beat: number; isApart?: true }[];
  /** Work that the engine sent without the workflow: cells of their own, which the row's way over the history does not touch. */
  resent?: { column: number; label: string }[];
  marks: StairMark[];
  /** Wake-ups that are drawn as this one row of a long run: [from, to) in the rows of the whole run. */
  fold?: readonly [number, number];
  asked?: { column: number; recorded: string; asked: string };
}

export interface Staircase {
  columns: StairColumn[];
  rows: StairRow[];
  /** `reached`: set while it stands in a cell of `resent`; how far the row's own way has come. */
  playhead: { row: number; column: number; reached?: number };
  /** Columns in which something happened that a person looks for: a long run never folds them away. */
  apart?: readonly number[];
  /** Of a long run a part is drawn, which begins at this column of the whole. */
  first?: number;
  /** A crash has just cut the run: room for as much as it had, so that nothing moves. */
  held?: HeldRoom;
}

/** How long a run was before a crash cut it. `moments`: positions of the slider. */
export interface HeldRoom extends Pick<Staircase, 'columns' | 'apart'> {
  rows: number;
  moments: number;
}

/** One workflow instance of the run: the screen shows one, and lets a person choose. */
export interface InstanceRow {
  id: string;
  /** Its workflow. */
  name: string;
  /** Absent: it is not started yet. */
  status?: Status;
  isShown: boolean;
  /** What happens at this moment is its own. */
  isAtWork: boolean;
}

export interface Frame {
  /** Position among all positions of the trace, and how many there are. */
  index: number;
  count: number;
  atMs: number;
  place: Place;
  sentence: { lead: string; text: string };
  app: {
    /** 0 before the first start. */
    run: number;
    status: 'running' | 'idle' | 'dead';
    /** Set when it runs version 2 of the code. */
    version?: 'v2';
    /** Its own code has brought it down: a restart runs into the same. */
    isBroken?: true;
    /** What the code is doing at this moment. */
    mode: Mode | 'none';
  };
  panes: CodePane[];
  history: HistoryRow[];
  inbox: HistoryRow[];
  /** One entry a kind of effect that the sample can have, in order, also those that have not happened. */
  world: Counter[];
  /** Absent where the ledger counts what is done to the world. */
  activities?: ActivityCount[];
  requests: RequestRow[];
  status: Status;
  /** Set when nothing can happen at once: what would wake the workflow. */
  /** What a person should know of the code although it runs, by line. */
  remarks: readonly { line: number; text: string }[];
  /** The client half of a program with host code: the last lines that it has printed. */
  client?: { lines: { text: string; line: number }[]; isOver: boolean };
  waitingFor: WaitingFor[];
  /** True after a restart when nothing has woken the workflow yet. */
  isUnwoken: boolean;
  disagreement?: Disagreement;
  /** The engine has crashed and was not started again: nothing is sent, kept or woken. */
  isEngineDown: boolean;
  /** The app runs that are alive: two, when a second app was started beside the first. */
  aliveRuns: readonly number[];
  /** Never set together with `disagreement`, which weighs more. */
  silent?: SilentDisagreement;
  /** The run's end has been reached. */
  isOver: boolean;
  /** The run is over because it is too long to show: work is left. */
  isCutShort?: boolean;
  /** Every instance of the whole run; a choice where there is more than one. */
  instances: InstanceRow[];
}
