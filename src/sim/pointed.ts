import type { HistoryEvent } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { generationAt } from './kept-history.ts';
import {
  activityTarget,
  childTarget,
  instanceOf,
  timerTarget,
  wakeUpAt,
  type Target,
} from './targets.ts';

/** What a person points at. `step`: the step of the trace at which they see it. */
export type Thing =
  /** Event `number` (from 1) of the history that is kept at that step, or that will be. */
  | { kind: 'event'; instance: string; number: number; step: number }
  /** A message that waits in the inbox at that step. */
  | { kind: 'message'; instance: string; event: HistoryEvent; step: number }
  /** The run of an activity that goes on at that step, or went on last. */
  | { kind: 'activity'; instance: string; task: number; step: number }
  /** What a line of the code (from 1) asked for last. */
  | { kind: 'line'; instance: string; line: number; step: number; beat: number }
  /** A gap in the staircase: a moment, and the event in whose column it lies. Without one: what goes on at that moment. */
  | { kind: 'moment'; instance: string; step: number; beat: number; number?: number };

/** What can fail at a thing, the nearest first. Empty: there is no such thing in this run. */
export function targetsOf(trace: Trace, thing: Thing): Target[] {
  const { instance, step } = thing;
  switch (thing.kind) {
    case 'event':
      return eventTargets(trace, instance, thing.number, step);
    case 'message':
      return messageTargets(trace, instance, thing.event, step);
    case 'activity': {
      const generation = generationAt(trace, instance, step);
      return [activityTarget(trace, instance, thing.task, generation, step)];
    }
    case 'line':
      return lineTargets(trace, thing);
    case 'moment': {
      const moment: Target = { is: 'moment', step, beat: thing.beat };
      const { number } = thing;
      if (number === undefined) return [...targetsNow(trace, instance, step), moment];
      return [moment, ...eventTargets(trace, instance, number, step)];
    }
  }
}

/** What goes on at a step. */
function targetsNow(trace: Trace, shown: string, index: number): Target[] {
  const step = trace.steps[index];
  if (!step) return [];
  const instance = instanceOf(step) ?? shown;
  const { place } = step;
  if (place.subject === 'turn') return wakeUpAt(trace, index);
  if (step.kind === 'recorded') return messageTargets(trace, instance, step.event, index);
  if (place.subject === 'task') {
    const generation = generationAt(trace, instance, index);
    return [activityTarget(trace, instance, place.number, generation, index)];
  }
  if (step.kind !== 'idle') return [];
  const generation = generationAt(trace, instance, index);
  return step.waitingFor.flatMap((each) =>
    generation && each.kind === 'timer'
      ? [timerTarget(trace, instance, each.id, each.fireAtMs, generation)]
      : [],
  );
}

function eventTargets(trace: Trace, instance: string, number: number, step: number): Target[] {
  const generation = generationAt(trace, instance, step);
  const saved = generation?.events[number - 1];
  if (!generation || !saved) return [];
  const { event, savedAt } = saved;
  const wakeUp = () => wakeUpAt(trace, savedAt);
  switch (event.type) {
    case 'TaskScheduled':
      return [activityTarget(trace, instance, event.id, generation)];
    case 'TaskCompleted':
    case 'TaskFailed':
      return [activityTarget(trace, instance, event.taskScheduledId, generation, savedAt)];
    case 'TimerCreated':
      return [timerTarget(trace, instance, event.id, event.fireAtMs, generation)];
    case 'TimerFired':
      return [timerTarget(trace, instance, event.timerId, event.fireAtMs, generation)];
    case 'SubOrchestrationInstanceCreated':
      return [childTarget(trace, instance, event.id, event.name, generation), ...wakeUp()];
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
    case 'EventRaised':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
      return messageTargets(trace, instance, event, savedAt);
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'EventSent':
      return wakeUp();
  }
}

/** The message as it came: what was saved last, at or before this step, and says the same. */
function messageTargets(
  trace: Trace,
  instance: string,
  event: HistoryEvent,
  before: number,
): Target[] {
  const text = JSON.stringify(event);
  const isIt = (step: Step | undefined): boolean =>
    step?.kind === 'recorded' && step.instance === instance && JSON.stringify(step.event) === text;
  for (let index = Math.min(before, trace.steps.length - 1); index >= 0; index -= 1) {
    const step = trace.steps[index];
    if (!step || !isIt(step)) continue;
    if (event.type === 'TaskCompleted' || event.type === 'TaskFailed') {
      const generation = generationAt(trace, instance, index);
      return [activityTarget(trace, instance, event.taskScheduledId, generation, index)];
    }
    if (event.type === 'TimerFired') {
      const generation = generationAt(trace, instance, index);
      if (!generation) return [];
      return [timerTarget(trace, instance, event.timerId, event.fireAtMs, generation)];
    }
    return [{ is: 'message', name: nameOf(event), recorded: index }];
  }
  return [];
}

function nameOf(event: HistoryEvent): string {
  if (event.type === 'EventRaised') return event.name;
  return event.type.startsWith('SubOrchestration') ? 'The child’s answer' : 'The message';
}

/** What a line asked for, or was answered with, when it ran last; and the line itself. */
function lineTargets(trace: Trace, thing: Extract<Thing, { kind: 'line' }>): Target[] {
  const { instance, line } = thing;
  for (let index = thing.step; index >= 0; index -= 1) {
    const step = trace.steps[index];
    if (step?.kind !== 'pass') continue;
    if (step.pass.of === 'turn' && step.pass.instance !== instance) continue;
    const beats = step.pass.beats ?? [];
    const most = index === thing.step ? thing.beat : beats.length;
    const seen = beats.slice(0, most + 1);
    const last = seen.findLastIndex((beat) => beat.line === line);
    if (last < 0) continue;
    const moment: Target = { is: 'moment', step: index, beat: last, line };
    if (step.pass.of !== 'turn') return [moment];
    const asked = seen.findLast((beat) => beat.line === line && beat.kind === 'ask');
    const answer = seen.findLast((beat) => beat.line === line && beat.kind === 'answer');
    const number =
      asked?.kind === 'ask'
        ? numberOfRequest(trace, instance, index, asked.id)
        : answer?.kind === 'answer'
          ? answer.events.at(-1)
          : undefined;
    const listens = seen.findLast((beat) => beat.line === line && beat.kind === 'listen');
    const behind =
      number !== undefined
        ? eventTargets(trace, instance, number, index)
        : listens?.kind === 'listen'
          ? [expectedTarget(trace, instance, listens.name, index)]
          : [];
    return [...behind, moment];
  }
  return [];
}

/** An event that is waited for: the next of its name, should one come in this run. */
function expectedTarget(trace: Trace, instance: string, name: string, after: number): Target {
  const recorded = trace.steps.findIndex(
    (step, index) =>
      index > after &&
      step.kind === 'recorded' &&
      step.instance === instance &&
      step.event.type === 'EventRaised' &&
      step.event.name === name,
  );
  return { is: 'message', name, ...(recorded >= 0 && { recorded }) };
}

function numberOfRequest(
  trace: Trace,
  instance: string,
  step: number,
  id: number,
): number | undefined {
  const at = generationAt(trace, instance, step)?.events.findIndex(
    ({ event }) => event.id === id && id >= 0,
  );
  return at === undefined || at < 0 ? undefined : at + 1;
}
