import type { Pass, Step } from '../trace/step.ts';
import { wakeUpName } from './read-draws.ts';
import type { PassAt, RunState } from './run-state.ts';
import { noteSilent } from './silent-find.ts';

export function runPass(state: RunState, pass: Pass, index: number): void {
  const at: PassAt = { pass, step: index };
  switch (pass.of) {
    case 'turn':
      if (pass.instance !== state.instance) return;
      noteSilent(state, at);
      takePass(state, at);
      return;
    case 'task':
      if (state.task) state.task = { ...state.task, pass: at };
      return;
    case 'call':
      state.plain?.passes.push(at);
      return;
  }
}

/** A wake-up that has waited for the world goes on: this pass holds all of it so far, and takes the place of the one before. */
function takePass(state: RunState, at: PassAt): void {
  const before = state.passes.at(-1);
  const isMore = before !== undefined && isSameTurn(before, at);
  if (isMore) state.passes.pop();
  const stretches = isMore && [...(before.stretches ?? [stretchOf(before)]), stretchOf(at)];
  state.lastPass = stretches ? { ...at, stretches } : at;
  state.passes.push(state.lastPass);
}

const stretchOf = ({ pass, step }: PassAt): { step: number; from: number } => ({
  step,
  from: pass.from ?? 0,
});

const isSameTurn = ({ pass: one }: PassAt, { pass: other }: PassAt): boolean =>
  !one.isLast &&
  one.number === other.number &&
  one.attempt === other.attempt &&
  one.process === other.process;

/** A request to the world, and what it did there. */
export function noteEffect(
  state: RunState,
  step: Extract<Step, { kind: 'effect' }>,
  index: number,
): void {
  const { request, response, process, entry } = step;
  const { subject, number } = step.place;
  const task = step.task === undefined ? {} : { task: step.task };
  const turn = subject === 'turn' ? { turn: number } : {};
  const by = askerOf(step);
  state.requests.push({ step: index, request, response, process, ...task, by });
  const owner = subject === 'call' ? 'plain' : 'workflow';
  if (entry) {
    const earlier = state.ledger.slice(state.ledgerBefore);
    const isRunAgain =
      state.task !== undefined &&
      state.task.attempt > 1 &&
      earlier.some((each) => each.task === step.task && each.owner === owner);
    const again = isRunAgain && { isRunAgain };
    state.ledger.push({ ...entry, process, ...task, ...turn, ...again, step: index, owner });
  }
  // What the workflow's own code asks for is part of its wake-up.
  if (subject === 'turn') return;
  if (subject === 'call') {
    if (!state.plain) return;
    const effect = { afterPass: state.plain.passes.length, ...(entry && { entry }) };
    state.plain.effects.push(effect);
  } else if (state.task) {
    state.task = { ...state.task, effects: state.task.effects + (entry ? 1 : 0) };
  }
}

function askerOf({ place, task }: Extract<Step, { kind: 'effect' }>): string {
  if (place.subject === 'turn') return wakeUpName(place);
  return task === undefined ? 'plain code' : `task ${task}`;
}
