import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Generation } from './kept-history.ts';

/** One run of an activity, by the steps of the trace. Absent: this run never came so far. */
export interface ActivityRun {
  name: string;
  sent: number;
  /** The last thing that it did in the world. */
  effect?: number;
  /** Its code is at its end, or threw. */
  end?: number;
  returned?: number;
  recorded?: number;
}

/** One attempt of a wake-up. */
export interface WakeUpRun {
  sent: number;
  end?: number;
  returned?: number;
  dispatched?: number;
  saved?: number;
}

/** What lies behind a thing, and can fail. */
export type Target =
  | { is: 'activity'; name: string; run: ActivityRun | undefined }
  /** `idle`: where everything waits for it; `recorded`: it has fired. */
  | { is: 'timer'; idle?: number; recorded?: number }
  /** Something that somebody sends: an event from outside, or a child's answer. */
  | { is: 'message'; name: string; recorded?: number }
  | { is: 'wake-up'; number: number; run: WakeUpRun }
  | { is: 'moment'; step: number; beat: number; line?: number };

/** The steps of each run of an activity, in the order in which they were sent. */
function runsOf(
  trace: Trace,
  instance: string,
  task: number,
  { from, to }: Generation,
): ActivityRun[] {
  const runs = new Map<number, ActivityRun>();
  // What belongs to a run may come late: after a slow run, or in the next history.
  trace.steps.forEach((step, index) => {
    const { place } = step;
    if (place.subject !== 'task' || place.number !== task || instanceOf(step) !== instance) return;
    const { attempt } = place;
    if (step.kind === 'task-sent') {
      if (index >= from && index < to) runs.set(attempt, { name: step.name, sent: index });
      return;
    }
    const run = runs.get(attempt);
    if (!run) return;
    if (step.kind === 'effect' && step.entry) run.effect = index;
    if (step.kind === 'pass' && step.pass.isLast && !step.pass.isTorn) run.end = index;
    if (step.kind === 'task-returned') run.returned = index;
    if (step.kind === 'recorded') run.recorded = index;
  });
  return [...runs.values()];
}

export const instanceOf = (step: Step): string | undefined =>
  step.kind === 'pass' ? step.pass.instance : 'instance' in step ? step.instance : undefined;

/** With `at`, the run that goes on there; without, the one whose answer was kept, or the last. */
export function activityTarget(
  trace: Trace,
  instance: string,
  task: number,
  generation: Generation | undefined,
  at?: number,
): Target {
  const runs = generation ? runsOf(trace, instance, task, generation) : [];
  const begun = at === undefined ? runs : runs.filter(({ sent }) => sent <= at);
  const kept =
    at === undefined ? runs.findLast(({ recorded }) => recorded !== undefined) : undefined;
  const run = kept ?? begun.at(-1) ?? runs[0];
  const asked = generation?.events.find(
    ({ event }) => event.type === 'TaskScheduled' && event.id === task,
  )?.event;
  const name = run?.name ?? (asked?.type === 'TaskScheduled' ? asked.name : `task ${task}`);
  return { is: 'activity', name, run };
}

export function timerTarget(
  trace: Trace,
  instance: string,
  id: number,
  fireAtMs: number,
  { from, to }: Generation,
): Target {
  const target: Target = { is: 'timer' };
  for (let index = from; index < Math.min(to, trace.steps.length); index += 1) {
    const step = trace.steps[index];
    const isWaiting =
      step?.kind === 'idle' &&
      step.waitingFor.some(
        (each) => each.kind === 'timer' && each.id === id && each.fireAtMs === fireAtMs,
      );
    if (isWaiting) target.idle ??= index;
    if (step?.kind !== 'recorded' || step.instance !== instance) continue;
    if (step.event.type === 'TimerFired' && step.event.timerId === id) target.recorded ??= index;
  }
  return target;
}

export function childTarget(
  trace: Trace,
  instance: string,
  id: number,
  name: string,
  { from, to }: Generation,
): Target {
  const recorded = trace.steps.findIndex(
    (step, index) =>
      index >= from &&
      index < to &&
      step.kind === 'recorded' &&
      step.instance === instance &&
      (step.event.type === 'SubOrchestrationInstanceCompleted' ||
        step.event.type === 'SubOrchestrationInstanceFailed') &&
      step.event.taskScheduledId === id,
  );
  return { is: 'message', name, ...(recorded >= 0 && { recorded }) };
}

/** The attempt of a wake-up that a step belongs to. */
export function wakeUpAt(trace: Trace, index: number): Target[] {
  const at = trace.steps[index];
  if (!at || at.place.subject !== 'turn') return [];
  const { number, attempt } = at.place;
  const instance = instanceOf(at);
  const run: Partial<WakeUpRun> = {};
  trace.steps.forEach((step, each) => {
    const { place } = step;
    if (place.subject !== 'turn' || place.number !== number || place.attempt !== attempt) return;
    if (instanceOf(step) !== instance) return;
    if (step.kind === 'turn-sent') run.sent = each;
    if (step.kind === 'pass' && step.pass.isLast && !step.pass.isTorn) run.end = each;
    if (step.kind === 'turn-returned') run.returned = each;
    if (step.kind === 'dispatched') run.dispatched = each;
    if (step.kind === 'turn-saved') run.saved = each;
  });
  const { sent } = run;
  return sent === undefined ? [] : [{ is: 'wake-up', number, run: { ...run, sent } }];
}
