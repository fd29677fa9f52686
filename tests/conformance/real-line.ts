import type { Dialect } from '../../src/engine/turn.ts';
import type { WireFailure } from '../../src/engine/wire-parts.ts';
import type { WireEvent } from '../../src/engine/wire.ts';

/** A line of the `run` verb, without faults. */
export interface RunLine {
  dialect: Dialect;
  facade?: Dialect;
  orchestrators: Record<string, string>;
  activities: Record<string, string>;
  input?: string;
  stimuli: readonly RealStimulus[];
}

export type RealStimulus =
  | { do: 'startWorker' | 'stopWorker' | 'idle' | 'observe' }
  | { do: 'sleep'; ms: number }
  | { do: 'raiseEvent'; name: string; data?: unknown; instance?: string }
  | { do: 'terminate'; output?: unknown; instance?: string }
  | { do: 'suspend' | 'resume' | 'rewind'; instance?: string }
  | { do: 'schedule'; name: string; instance?: string; input?: unknown }
  | {
      do: 'redeploy';
      with?: { workflow?: string | null; activities?: Record<string, string> };
    };

/** How an instance ended in the real backend, in the words of the command's answer. */
export interface RealLife {
  finalStatus: string;
  output: string | undefined;
  failureDetails: WireFailure | undefined;
  customStatus: string | undefined;
  history: WireEvent[];
  activityInvocations: { name: string; input: string | undefined; process: number }[];
}
