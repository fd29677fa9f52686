import type { Action } from '../engine/action.ts';
import type {
  ExecutionStalled,
  Failure,
  HistoryEvent,
  Status,
  TurnVersion,
} from '../engine/history.ts';
import type { QuietDifference } from '../engine/quiet.ts';
import type { Divergence, Hang, Oddity } from '../engine/turn.ts';
import type { Beat, Read } from './beat.ts';
import type { Place } from './place.ts';
import type { Tried } from './tried.ts';

/** One thing that was done to the outside world and cannot be undone. */
export interface LedgerEntry {
  /** Host name of the example service, e.g. `payments.example`. */
  service: string;
  /** What happened, in the words of the screen: `Card charged`. */
  label: string;
  /** The same for calls that mean the same thing, e.g. `charge:A-1042`: two entries of one subject are a duplicate. */
  subject: string;
  detail: string;
}

export interface WorldRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface WorldResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What the run waits for when nothing can happen at once. `instance`: whose workflow does; absent for an event of the script, which has no name for it. */
export type WaitingFor =
  /** The client's own clock: it sleeps, or a wait of it takes too long. */
  | { kind: 'client'; untilMs: number }
  | { kind: 'timer'; instance?: string; id: number; fireAtMs: number }
  | { kind: 'event'; instance?: string; name: string; arrivesAtMs?: number }
  /** An activity that is slow. */
  | { kind: 'task'; instance?: string; id: number; name: string; answersAtMs: number };

/** What the client half of a host program did, besides its messages: those are `scheduled` and `recorded` steps. */
export type ClientDid =
  | { what: 'started' }
  | { what: 'printed'; text: string }
  | { what: 'waits'; instance: string; until: 'started' | 'completed'; timeoutMs: number }
  /** The sidecar's word on an instance; without a status it knows of none. */
  | { what: 'got'; instance: string; status?: Status; output?: string; failure?: Failure }
  | { what: 'got'; states: number }
  | { what: 'got'; purged: number }
  | { what: 'got'; refused: string; instance?: string }
  | { what: 'called'; request: WorldRequest; response: WorldResponse }
  | { what: 'ended'; code?: number; failure?: string };

interface StepBase {
  place: Place;
  atMs: number;
}

/** One pass over the code in the app process: a turn's attempt, or a stretch of an activity or of plain code. */
export interface Pass {
  of: 'turn' | 'task' | 'call';
  number: number;
  attempt: number;
  process: number;
  instance: string;
  /** The function that runs: a workflow's, an activity's or a plain function's name. */
  name: string;
  /** For a turn: how many committed events it was sent. */
  oldCount: number;
  /** For a turn: how many new events it was sent. */
  newCount: number;
  /** For a turn: events up to this number had been sent in an earlier turn or attempt, so they are read again. */
  knownCount: number;
  /** Every read of chance, time, environment or identity. */
  reads: Read[];
  /** Absent until computed: the detail of a pass is the same pass run again with probes on. */
  beats?: Beat[];
  /**
   * A turn whose code makes requests has a pass up to each of them, which holds all of the turn so far: beats before this index
   * were told by the passes before. Absent: 0. An activity's stretches hold only what is new.
   */
  from?: number;
  /** For a turn that differs from earlier ones: why, found by running it again in other ways. */
  tried?: Tried[];
  /** False for a stretch that ends with a request: more is to come. */
  isLast: boolean;
  /** The crash cut the pass off after the last of its beats. */
  isTorn: boolean;
}

/** The committed spine of a run: messages, passes, saves, effects, crashes, in order. */
export type Step = StepBase &
  (
    | {
        kind: 'scheduled';
        instance: string;
        name: string;
        input?: string;
        /** The instance whose workflow asked for it; absent when a client did. */
        parent?: string;
      }
    | {
        kind: 'app-started';
        process: number;
        failure?: string;
        /** What the program's own host code has registered. */
        registered?: { workflows: string[]; activities: string[] };
        /** Set for the second app process beside the first. */
        slot?: 2;
        /** Set when it runs version 2 of the code. */
        code?: 'v2';
        /** Set when they are others than the scenario's. */
        variables?: Record<string, string>;
      }
    | {
        kind: 'app-crashed';
        process: number;
        /** Set when the code itself brought the app down: an endless loop, too much memory. */
        breakdown?: { reason: string; message: string };
        /** Set for the second app process beside the first. */
        slot?: 2;
      }
    | { kind: 'sidecar-crashed' | 'sidecar-started'; life: number }
    /** `line` of the program, from 1; 0: unknown. */
    | { kind: 'client'; did: ClientDid; line: number }
    | {
        kind: 'turn-sent';
        instance: string;
        process: number;
        oldCount: number;
        newEvents: HistoryEvent[];
      }
    | { kind: 'pass'; pass: Pass }
    | {
        kind: 'turn-returned';
        instance: string;
        process: number;
        actions: Action[];
        customStatus?: string;
        divergence?: Divergence;
        /** Patches that the turn took, and the named version that it ran. */
        version?: TurnVersion;
        /** The workflow waits for something that can never come. */
        hang?: Hang;
        /** Where a real executor would not have come this far. */
        oddities?: Oddity[];
        /** What the replay asked for in another way, unnoticed by the engine. */
        quietDifferences?: QuietDifference[];
      }
    | { kind: 'dispatched'; instance: string; tasks: number[]; timers: number[] }
    | {
        kind: 'turn-saved';
        instance: string;
        /** Everything this turn appended to the history: the events that woke it, then one per action. */
        events: HistoryEvent[];
        status: Status;
        customStatus?: string;
      }
    | {
        kind: 'stalled';
        instance: string;
        /** Why the turn was discarded and the instance is held. */
        event: ExecutionStalled;
        /** False when the last event of the history says the same already. */
        isAppended: boolean;
      }
    | {
        kind: 'event-refused';
        instance: string;
        name: string;
      }
    | { kind: 'task-sent'; instance: string; process: number; name: string; input?: string }
    | {
        kind: 'effect';
        instance: string;
        process: number;
        /** Sequence id of the activity that made the request; absent: the workflow's own code or plain code did. */
        task?: number;
        request: WorldRequest;
        response: WorldResponse;
        /** Absent when the call changed nothing. */
        entry?: LedgerEntry;
      }
    | {
        kind: 'task-returned';
        instance: string;
        process: number;
        result?: string;
        failure?: Failure;
      }
    | {
        /** An activity takes its time: its code has run, and its answer comes when the clock gets there. */
        kind: 'task-slow';
        instance: string;
        process: number;
        name: string;
        untilMs: number;
      }
    | { kind: 'recorded'; instance: string; event: HistoryEvent }
    | {
        /** A message that reaches nobody. `sidecar-down`: whoever sent it hears of an error. */
        kind: 'lost';
        instance: string;
        event: HistoryEvent;
        why: 'on-the-way' | 'sidecar-down';
      }
    /** The sidecar drops a message: it came before, or its workflow has ended. */
    | { kind: 'dropped'; instance: string; event: HistoryEvent; why: 'duplicate' | 'ended' }
    | {
        /** The store did not save: a turn's events, or the inbox row of a message. */
        kind: 'save-refused';
        instance: string;
        of: 'turn' | 'inbox';
        events: HistoryEvent[];
        /** Rows may be there, but `metadata` tells the old length: nobody will read them. */
        isTorn: boolean;
      }
    /** A failed instance goes on: its failures were taken out, and this is its history from now on. */
    | { kind: 'rewound'; instance: string; events: HistoryEvent[] }
    | { kind: 'call-started'; process: number; name: string; input?: string }
    | { kind: 'call-returned'; process: number; result?: string; failure?: Failure }
    | { kind: 'clock-moved'; fromMs: number; toMs: number }
    | { kind: 'idle'; waitingFor: WaitingFor[] }
    | {
        kind: 'over';
        /** `limit`: it took too many steps. `stopped`: somebody had it end there; the next time it may come further. */
        reason:
          'finished' | 'waiting' | 'app-down' | 'sidecar-down' | 'both-down' | 'limit' | 'stopped';
        waitingFor: WaitingFor[];
      }
  );
