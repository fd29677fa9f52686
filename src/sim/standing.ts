import type { HistoryEvent, Status } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import type { Slot } from './app-process.ts';

/** How parties and workflows stand at a cursor, as far as acts are concerned. */
export interface Standing {
  /** The step at the cursor. */
  step: Step;
  /** For each slot that has had an app process: is it alive. */
  apps: Map<Slot, boolean>;
  isSidecarAlive: boolean;
  /** Of every instance that has been started. */
  statuses: Map<string, Status>;
}

/** Undefined: there is no such moment in this run. */
export function standingAt(trace: Trace, cursor: Cursor): Standing | undefined {
  const step = trace.steps[cursor.step];
  if (!step) return undefined;
  const apps = new Map<Slot, boolean>();
  const statuses = new Map<string, Status>();
  let isSidecarAlive = true;
  for (const each of trace.steps.slice(0, cursor.step + 1)) {
    if (each.kind === 'app-started') apps.set(each.slot ?? 1, each.failure === undefined);
    if (each.kind === 'app-crashed') apps.set(each.slot ?? 1, false);
    if (each.kind === 'sidecar-crashed') isSidecarAlive = false;
    if (each.kind === 'sidecar-started') isSidecarAlive = true;
    if (each.kind === 'scheduled') statuses.set(each.instance, 'PENDING');
    if (each.kind === 'rewound') statuses.set(each.instance, 'RUNNING');
    if (each.kind === 'stalled') statuses.set(each.instance, 'STALLED');
    if (each.kind === 'turn-saved') statuses.set(each.instance, statusAfter(each.status));
  }
  return { step, apps, isSidecarAlive, statuses };
}

const statusAfter = (status: Status): Status =>
  status === 'CONTINUED_AS_NEW' ? 'RUNNING' : status;

/** An activity is running in the app at this step, and has not answered. */
export const isInActivity = (step: Step): boolean =>
  step.place.subject === 'task' &&
  (step.kind === 'task-sent' ||
    step.kind === 'effect' ||
    (step.kind === 'pass' && !step.pass.isTorn));

/** A message that can get lost or come twice is on its way at this step: an answer, or what somebody sends. */
export function isMessage(step: Step): boolean {
  if (step.kind === 'task-returned') return true;
  return step.kind === 'recorded' && isSentAlone(step.event);
}

/** An activity's answer is on its way when the app has given it; a fired timer is no message. */
const isSentAlone = ({ type }: HistoryEvent): boolean =>
  type !== 'TaskCompleted' && type !== 'TaskFailed' && type !== 'TimerFired';

/** The store saves something after this step, in the run as it is. */
export const isSavedAfter = (trace: Trace, index: number): boolean =>
  trace.steps
    .slice(index + 1)
    .some(
      (step) =>
        step.kind === 'turn-saved' ||
        (step.kind === 'recorded' && step.event.type !== 'TimerFired'),
    );

/** Nothing can happen at once at this step: the run stands still, or somebody is down and the others have done what they can. */
export function isAtRest(trace: Trace, index: number): boolean {
  const step = trace.steps[index];
  if (step?.kind === 'idle') return true;
  if (step?.kind === 'over')
    return step.reason !== 'finished' && step.reason !== 'limit' && step.reason !== 'stopped';
  const isCrash = step?.kind === 'app-crashed' || step?.kind === 'sidecar-crashed';
  const next = trace.steps[index + 1];
  return (
    isCrash &&
    (next?.kind === 'over' || next?.kind === 'app-started' || next?.kind === 'sidecar-started')
  );
}
