import type { Action } from './action.ts';
import type { HistoryEvent } from './history.ts';

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

export interface TurnResult {
  /** In id order. */
  actions: Action[];
  /** JSON text (durabletask) or the raw string (dapr). Absent: none set. */
  customStatus?: string;
  /** dapr only: the workflow set something else than a string, and `customStatus` is its JSON text. */
  isCustomStatusJson?: boolean;
  divergence?: Divergence;
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
  /** Workflow code called something that took a sequence id. `method` e.g. `callActivity`. */
  asked(id: number, method: string, name: string | undefined, input: string | undefined): void;
  /** Workflow code waits for an external event (takes no id in JavaScript). */
  listened(name: string): void;
  /** The generator goes on: the yielded task was completed by these events (several for whenAll). */
  answered(eventNumbers: number[], value: unknown, isError: boolean): void;
  /** All events are processed and the generator still waits: this turn ends here. At most once a turn. */
  blocked(): void;
  diverged(divergence: Divergence): void;
  /** The workflow returned, threw or was ended. */
  finished(status: string, result: string | undefined): void;
}
