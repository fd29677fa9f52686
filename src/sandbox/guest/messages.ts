import type { Dialect, Facade, WorkItem } from '../../engine/turn.ts';
import type { LongCall } from '../../source/long-calls.ts';
import type { Probe } from '../../source/probes.ts';
import type {
  CallProgress,
  Identity,
  Probes,
  ProcessIdentity,
  TurnOutcome,
} from '../../sim/machine.ts';
import type { ClientAnswer, ClientProgress } from '../../sim/client-machine.ts';
import type { Read } from '../../trace/beat.ts';
import type { WorldResponse } from '../../trace/step.ts';
import type { PackedEvents } from '../packed-events.ts';

/** What the machine asks of the guest. Crosses as JSON text. */
export type ToGuest =
  | {
      do: 'load';
      names: readonly string[];
      probes: readonly Probe[];
      calls: readonly LongCall[];
      dialect: Dialect;
      isRegisteredByRole: boolean;
      isHost: boolean;
    }
  /** `state` is JSON: the outside world that registered sources share. */
  | { do: 'start'; role: 'app' | 'client'; identity: ProcessIdentity; state?: string }
  /** How far the top level of the app came, asked when no promise is left to settle. */
  | { do: 'started' }
  | {
      do: 'turn';
      item: Omit<WorkItem, 'oldEvents' | 'newEvents'>;
      oldEvents: PackedEvents;
      newEvents: PackedEvents;
      identity: Identity;
      probes: Probes;
      /** `begin`: keep the workflow after this turn. `continue`: go on with the one that was kept; `oldEvents` is what it has not seen. */
      life: 'once' | 'begin' | 'continue';
      /** Instances whose kept workflow is of no use any more. */
      forget: string[];
      /** What reads give in the place of their own values. */
      given?: readonly Read[];
    }
  | {
      do: 'call';
      callId: number;
      name: string;
      input: string | undefined;
      identity: Identity;
      probes: Probes;
    }
  | { do: 'answer'; callId: number; requestId: number; response: WorldResponse; nowMs: number }
  /** Answers a request of the last `turn`. */
  | { do: 'answer-turn'; requestId: number; response: WorldResponse; nowMs: number }
  /** How far the last `turn`, `call` or answer came, asked when no promise is left to settle. */
  | { do: 'collect' }
  /** How far the client came. `failure`: a promise of it failed, and nobody took care of it. */
  | { do: 'client'; failure?: string }
  | { do: 'client-answer'; id: number; answer: ClientAnswer; nowMs: number }
  | { do: 'client-respond'; id: number; response: WorldResponse; nowMs: number }
  | { do: 'client-wake'; nowMs: number }
  /** Asks for what the module's variables hold, or puts something into some of them. */
  | { do: 'memory'; put?: Record<string, string> }
  /** Asks for the outside world of registered sources. */
  | { do: 'state' };

/** A workflow that can be continued, as far as the guest knows. The numbers count from where it began. */
export interface Kept {
  turns: number;
  steps: number;
  waits: number;
}

/** `more`: a timer has fired, so there are promises to settle again. */
export type FromGuest =
  | { kind: 'ok' }
  | { kind: 'registered'; workflows: Record<string, Facade>; activities: string[] }
  | { kind: 'failed-start'; failure: string }
  | { kind: 'more' }
  | { kind: 'state'; state: string }
  /** Without texts: one of the variables can not be given another value. */
  | { kind: 'memory'; texts?: Record<string, string> }
  | (TurnOutcome & { kept?: Kept })
  | CallProgress
  | Exclude<ClientProgress, { kind: 'broke' }>;
