import {
  failAt,
  joinAt,
  loseAt,
  raiseAt,
  refuseAt,
  repeatAt,
  resumeAt,
  rewindAt,
  skipAt,
  slowAt,
  suspendAt,
  tearAt,
  terminateAt,
  type Act,
} from '../sim/fork.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import type { Landing } from './compute.ts';

export type Edit = (scenario: Scenario, trace: Trace, cursor: Cursor) => Act;

/** Acts on activities, messages, the store, the clock and workflows. */
export function fineActs(atCursor: (edit: Edit, next: Landing['next']) => void) {
  const pausing = (edit: Edit) => atCursor(edit, 'pause');
  const playing = (edit: Edit) => atCursor(edit, 'play');
  return {
    fail: (times: number | 'always', message?: string) =>
      playing((s, trace, at) => failAt(s, trace, at, times, message)),
    slow: (byMs: number) => playing((s, trace, at) => slowAt(s, trace, at, byMs)),
    lose: () => pausing(loseAt),
    repeat: () => pausing(repeatAt),
    refuse: () => pausing(refuseAt),
    tear: () => pausing(tearAt),
    join: () => pausing(joinAt),
    suspend: (instance?: string) => playing((s, trace, at) => suspendAt(s, trace, at, instance)),
    resume: (instance?: string) => playing((s, trace, at) => resumeAt(s, trace, at, instance)),
    rewind: (instance?: string) => playing((s, trace, at) => rewindAt(s, trace, at, instance)),
    terminate: (output?: unknown, instance?: string) =>
      playing((s, trace, at) => terminateAt(s, trace, at, output, instance)),
    raiseTo: (instance: string, name: string, data: unknown) =>
      playing((s, trace, at) => raiseAt(s, trace, at, name, data, instance)),
    /** Without a duration to the next timer. */
    skip: (byMs?: number) => playing((s, trace, at) => skipAt(s, trace, at, byMs)),
  };
}
