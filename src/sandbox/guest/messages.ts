import type { Dialect, WorkItem } from '../../engine/turn.ts';
import type { LongCall } from '../../source/long-calls.ts';
import type { Probe } from '../../source/probes.ts';
import type { CallProgress, Identity, ProcessIdentity, TurnOutcome } from '../../sim/machine.ts';
import type { WorldResponse } from '../../trace/step.ts';

/** What the machine asks of the guest. Crosses as JSON text. */
export type ToGuest =
  | {
      do: 'load';
      names: readonly string[];
      probes: readonly Probe[];
      calls: readonly LongCall[];
      dialect: Dialect;
      isRegisteredByRole: boolean;
    }
  /** `state` is JSON: the outside world that registered sources share. */
  | { do: 'start'; identity: ProcessIdentity; state?: string }
  | { do: 'turn'; item: WorkItem; identity: Identity; probes: boolean }
  | {
      do: 'call';
      callId: number;
      name: string;
      input: string | undefined;
      identity: Identity;
      probes: boolean;
    }
  | { do: 'answer'; callId: number; requestId: number; response: WorldResponse; nowMs: number }
  /** How far the last `turn`, `call` or `answer` came, asked when no promise is left to settle. */
  | { do: 'collect' }
  /** Asks for the outside world of registered sources. */
  | { do: 'state' };

/** `more`: a timer has fired, so there are promises to settle again. */
export type FromGuest =
  | { kind: 'ok' }
  | { kind: 'failed-start'; failure: string }
  | { kind: 'more' }
  | { kind: 'state'; state: string }
  | TurnOutcome
  | CallProgress;
