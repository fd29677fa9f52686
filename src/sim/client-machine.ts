import type { Failure, Status } from '../engine/history.ts';
import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import type { Breakdown, ProcessIdentity } from './machine.ts';

/**
 * What a client asks of the sidecar. Payloads are JSON text. An id that the program leaves out was drawn before it gets here.
 */
export type ClientRequest =
  | {
      do: 'schedule';
      instance: string;
      name: string;
      input?: string;
      version?: string;
      tags?: Record<string, string>;
      /** Not before this moment. */
      startAtMs?: number;
    }
  | { do: 'state'; instance: string }
  | { do: 'wait'; instance: string; until: 'started' | 'completed'; timeoutMs: number }
  | { do: 'raise'; instance: string; name: string; input: string }
  | { do: 'terminate'; instance: string; output: string; isRecursive: boolean }
  | { do: 'suspend' | 'resume'; instance: string }
  | { do: 'purge'; instance: string }
  | { do: 'rewind'; instance: string; reason?: string }
  /** `newInstance`: the id of the new run, when it is to have one of its own. */
  | { do: 'restart'; instance: string; newInstance?: string }
  | { do: 'list'; filter: InstanceFilter }
  | { do: 'purge-all'; filter: InstanceFilter };

export interface InstanceFilter {
  statuses?: readonly Status[];
  idPrefix?: string;
  createdFromMs?: number;
  createdToMs?: number;
}

/** What the sidecar tells of an instance. */
export interface InstanceState {
  instance: string;
  name: string;
  status: Status;
  createdAtMs: number;
  updatedAtMs: number;
  input?: string;
  output?: string;
  customStatus?: string;
  failure?: Failure;
  tags?: Record<string, string>;
}

/** The sidecar's answer; `timed-out` is what the client's own clock says. */
export type ClientAnswer =
  | { kind: 'done' }
  | { kind: 'scheduled'; instance: string }
  | { kind: 'state'; state?: InstanceState }
  | { kind: 'states'; states: InstanceState[] }
  | { kind: 'purged'; count: number }
  | { kind: 'timed-out' }
  | { kind: 'refused'; problem: Refusal };

export type Refusal =
  | 'no-such-instance'
  | 'already-exists'
  | 'not-failed'
  | 'still-running'
  /** No sidecar listens. */
  | 'unavailable';

/** Something that the client program did, in its order. Lines count from 1; 0 is unknown. */
export type ClientDeed =
  | { kind: 'printed'; text: string; line: number }
  | { kind: 'asked'; id: number; line: number; request: ClientRequest }
  | { kind: 'called'; id: number; request: WorldRequest };

/** How far the client program came: until it waits for answers or its own timers, or to its end. */
export type ClientProgress = { deeds: ClientDeed[] } & (
  | { kind: 'waiting'; wakeAtMs?: number }
  | { kind: 'ended'; code?: number; failure?: string }
  | { kind: 'broke'; breakdown: Breakdown }
);

/**
 * The same program text once more, as the client: in a process of its own, which crashes of the app do not touch. Workers that
 * it starts do nothing; what it asks of its clients is told in its progress.
 */
export interface ClientMachine {
  start(identity: ProcessIdentity): ClientProgress;
  answer(id: number, answer: ClientAnswer, nowMs: number): ClientProgress;
  /** The world's answer to a `called`. */
  respond(id: number, response: WorldResponse, nowMs: number): ClientProgress;
  /** The time has come for its own timers. */
  wake(nowMs: number): ClientProgress;
}
