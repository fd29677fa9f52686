import type { Action } from './action.ts';
import type { HistoryEvent, TurnVersion } from './history.ts';
import type { PatchReason } from './patches.ts';
import type { QuietDifference } from './quiet.ts';

/** Which real engine's behaviour and texts are followed. */
export type Dialect = 'durabletask' | 'dapr';
/** What the context looks like to the workflow: properties (durabletask) or methods (dapr). */
export type Facade = 'durabletask' | 'dapr';

/** What a sidecar sends for one turn. Pure data. */
export interface WorkItem {
  dialect: Dialect;
  facade: Facade;
  instanceId: string;
  /** Committed history, oldest first. */
  oldEvents: readonly HistoryEvent[];
  /** What woke the workflow: an OrchestratorStarted, then the inbox. Never empty. */
  newEvents: readonly HistoryEvent[];
}

/** The first event of the history that the code did not ask for in the same way. */
export interface Divergence {
  /** Position in the history, from 1, `OrchestratorStarted` included. */
  eventNumber: number;
  /** Sequence id of the recorded action. */
  id: number;
  check: 'missing-action' | 'other-kind' | 'other-name' | 'other-target';
  /** The recorded side, e.g. `{ method: 'callActivity', name: 'pathB' }`. */
  recorded: { method: string; name?: string };
  /** What this replay asked for under the same id, if anything. */
  asked?: { method: string; name?: string };
  /** The real engine's message, word for word. */
  message: string;
}

/**
 * Why a wait can never end. Each is what the real executor does, too (SEMANTICS sections 3 and 5):
 * `not-a-task`, `done-before`: dapr looks neither at what kind of thing is yielded first nor whether it is complete.
 * `empty`: dapr's whenAll or whenAny of nothing. `done-children`: dapr's whenAll does not count what was complete before.
 * `nested`: in dapr a composite tells the one above it nothing. `shared`: a task tells only the last composite it was put into.
 * `cancelled`: a cancelled timer does not fire.
 */
export type HangReason =
  'not-a-task' | 'done-before' | 'empty' | 'done-children' | 'nested' | 'shared' | 'cancelled';

/** A wait that can never end. `api`: which call made the task, where that matters. */
export interface Hang {
  reason: HangReason;
  api?: 'whenAll' | 'whenAny';
}

/**
 * Where ours goes on and a real executor would not (SEMANTICS section 10). `suspended-twice`: dapr's walks a list that it
 * fills, and never returns. `suspended-while-asking`: both ask again, at every wake-up, for work that they asked for in the
 * batch of the suspension.
 */
export type Oddity = 'suspended-twice' | 'suspended-while-asking';

export interface TurnResult {
  /** In id order. */
  actions: Action[];
  /** JSON text (durabletask) or the raw string (dapr). Absent: none set. */
  customStatus?: string;
  /** dapr only: the workflow set something else than a string, and `customStatus` is its JSON text. */
  isCustomStatusJson?: boolean;
  divergence?: Divergence;
  /** Every patch that this turn took, in order, and the named version that it ran. Absent: neither. */
  version?: TurnVersion;
  /** The workflow waits for something that can never come. For display. */
  hang?: Hang;
  /** Where a real executor would not have come this far. For display. */
  oddities?: Oddity[];
  /** The first few. Absent: none. */
  quietDifferences?: QuietDifference[];
  /** Names of external events that the workflow waits for after this turn, as its code spells them. For display. */
  waitsFor?: string[];
}

/** How one processed history event bore on the code. */
export type EventOutcome =
  'started' | 'matched' | 'completed' | 'buffered' | 'ignored' | 'clock' | 'ended' | 'diverged';

/**
 * Hears what the engine does while it does it. Observation never changes the outcome of a turn.
 * Event numbers are positions in old + new events, from 1.
 */
export interface Observer {
  /** The engine takes up one event, before anything is done with it. */
  eventTaken(eventNumber: number, event: HistoryEvent, isReplaying: boolean): void;
  /** The engine has dealt with the event; what the code does with it comes after this. For `matched` and `completed`, `id` is the task's. */
  eventDone(eventNumber: number, outcome: EventOutcome, id?: number): void;
  /** Workflow code called something that took a sequence id. `method` e.g. `callActivity`. `dropped`: an input that the SDK does not send. */
  asked(
    id: number,
    method: string,
    name: string | undefined,
    input: string | undefined,
    dropped: string | undefined,
  ): void;
  /** Workflow code waits for an external event (takes no id in JavaScript). */
  listened(name: string): void;
  /** Workflow code asked whether a patch holds. */
  patched(name: string, isPatched: boolean, reason: PatchReason): void;
  /** The generator goes on: the yielded task was completed by these events (several for whenAll). */
  answered(eventNumbers: number[], value: unknown, isError: boolean): void;
  /** All events are processed and the generator still waits: this turn ends here. At most once a turn. `hang`: it waits for ever. */
  blocked(hang: Hang | undefined): void;
  diverged(divergence: Divergence): void;
  /** The workflow returned, threw or was ended. */
  finished(status: string, result: string | undefined): void;
}
