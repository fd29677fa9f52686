/**
 * A place names a moment of a run by what happened there, never by a raw step number, so that a
 * link still means the same when the trace gets more detailed.
 *
 * Text form: `[instance/]subject number [.attempt] : moment`, for example
 * `t4:a4` (turn 4, when it asked for task 4), `k3:effect1` (task 3, after its first effect),
 * `t4.2:saved` (turn 4, second attempt, after the save), `p2:started` (app process 2).
 */
export type Subject =
  | 'turn'
  | 'task'
  | 'call'
  | 'process'
  | 'sidecar'
  | 'client'
  | 'event'
  | 'timer'
  | 'clock'
  | 'idle'
  | 'run';

export interface Place {
  /** Absent: the scenario's main instance. */
  instance?: string;
  subject: Subject;
  /** From 1. A task's number is its sequence id. */
  number: number;
  /** Delivery count of this turn or task, from 1. */
  attempt: number;
  /**
   * What had just happened. Turn: `sent`, a beat key (`l5`, `a4`, `e11`, …), `effect1`… (the world answered the workflow's own request),
   * `end` (code ran, nothing returned), `returned`,
   * `dispatched`, `saved`. Task and call: `sent`, a beat key, `effect1`…, `end`, `returned`, `recorded`.
   * Process and sidecar: `started`, `crashed`. Event: `recorded`. Timer: `fired`. Clock: `moved`. Idle: `idle`. Client (its deeds are counted): `started`,
   * `printed`, `waits`, `got`, `called`, `ended`. Run: `scheduled`,
   * `over`. What went wrong on the way: a message or a save `lost`, `dropped` (a late duplicate), `refused` or `torn`; a task's
   * `slow`.
   */
  moment: string;
}

const OF_STEPS = /^(sent|end|returned|dispatched|saved|recorded|effect\d+)$/;

/** True when the moment is a step of its own, or the end of a pass: no line of the code has to be known for it. */
export const isOfStep = ({ moment }: Place): boolean => OF_STEPS.test(moment);

/** A place without the instance that goes without saying. */
export function withoutMain(place: Place, mainInstance: string | undefined): Place {
  const { instance, ...rest } = place;
  return instance === undefined || instance === mainInstance ? rest : place;
}
