import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { applyStep } from './run-fold.ts';
import { copyOfState, emptyState, type RunState } from './run-state.ts';

/** Steps between two states that are kept. */
const STRIDE = 64;
/** More of them than this, and every second one is dropped. */
const MOST_MARKS = 160;
/** Instances in focus for which states are kept. */
const MOST_FOCUSES = 4;

/** States on the way through a run, so that none has to be folded from its start again. */
interface Marks {
  steps: readonly Step[];
  stride: number;
  /** The state after `stride * (index + 1)` steps. */
  states: RunState[];
  last?: { count: number; state: RunState };
}

/** By the first step of a run: a trace that is extended, or in which a pass got its lines, is another object with the same steps. */
const known = new WeakMap<Step, Map<string | undefined, Marks>>();

/**
 * The state after the first `count` steps, with this instance in focus. Nobody may change it. It is the same as `stateFromStart`;
 * only the way there is short.
 */
export function stateAfter({ steps }: Trace, count: number, focus?: string): RunState {
  const end = Math.min(count, steps.length);
  const marks = marksOf(steps, focus);
  if (!marks || end <= 0) return emptyState(focus);
  if (marks.last?.count === end) return marks.last.state;
  const begun = nearest(marks, end);
  const state = begun ? copyOfState(begun.state) : emptyState(focus);
  for (let index = begun?.count ?? 0; index < end; index += 1) {
    const step = steps[index];
    if (step) applyStep(state, step, index);
    keep(marks, index + 1, state);
  }
  marks.last = { count: end, state };
  return state;
}

/** The same without anything remembered: what the short way has to come to. */
export function stateFromStart({ steps }: Trace, count: number, focus?: string): RunState {
  const state = emptyState(focus);
  steps.slice(0, count).forEach((step, index) => applyStep(state, step, index));
  return state;
}

function marksOf(steps: readonly Step[], focus: string | undefined): Marks | undefined {
  const [first] = steps;
  if (!first) return undefined;
  const byFocus = known.get(first) ?? new Map<string | undefined, Marks>();
  known.set(first, byFocus);
  const found = byFocus.get(focus);
  if (found) return matched(found, steps);
  const made: Marks = { steps, stride: STRIDE, states: [] };
  byFocus.set(focus, made);
  const [oldest] = byFocus.keys();
  if (byFocus.size > MOST_FOCUSES) byFocus.delete(oldest);
  return made;
}

/** What is still true when the steps are other ones from some step on. */
function matched(marks: Marks, steps: readonly Step[]): Marks {
  if (marks.steps === steps) return marks;
  const length = Math.min(marks.steps.length, steps.length);
  let same = 0;
  while (same < length && marks.steps[same] === steps[same]) same += 1;
  marks.steps = steps;
  marks.states.length = Math.min(marks.states.length, Math.floor(same / marks.stride));
  if (marks.last && marks.last.count > same) delete marks.last;
  return marks;
}

/** The last state that is known at or before a count of steps. */
function nearest(marks: Marks, count: number): { count: number; state: RunState } | undefined {
  const { states, stride, last } = marks;
  const index = Math.min(states.length, Math.floor(count / stride)) - 1;
  const state = states[index];
  const mark = state && { count: stride * (index + 1), state };
  if (last && last.count <= count && last.count > (mark?.count ?? 0)) return last;
  return mark;
}

function keep(marks: Marks, count: number, state: RunState): void {
  if (count !== marks.stride * (marks.states.length + 1)) return;
  marks.states.push(copyOfState(state));
  if (marks.states.length <= MOST_MARKS) return;
  marks.states = marks.states.filter((_, index) => index % 2 === 1);
  marks.stride *= 2;
}
