import type { Divergence } from '../engine/turn.ts';
import type { Pass, Step } from '../trace/step.ts';
import type { RunState } from './run-state.ts';

export function startApp(
  state: RunState,
  { process, slot, failure, code }: Extract<Step, { kind: 'app-started' }>,
): void {
  state.run = process;
  if (code === 'v2') state.versionTwoRuns = [...state.versionTwoRuns, process];
  if (failure === undefined) state.aliveRuns = [...state.aliveRuns, process];
  state.isAlive = true;
  if (slot === 2 && state.aliveRuns.length > 1) return;
  state.turnsOfRun = 0;
  forgetPass(state);
}

/** What was sent and never saved counts for nothing, also when it ended in a disagreement. */
function forgetPass(state: RunState): void {
  delete state.tornPass;
  delete state.lastPass;
  if (state.divergence && !state.divergence.isSaved) delete state.divergence;
  if (state.silent && !state.silent.isSaved) delete state.silent;
}

export function crashApp(
  state: RunState,
  { process }: Extract<Step, { kind: 'app-crashed' }>,
  index: number,
): void {
  state.aliveRuns = state.aliveRuns.filter((each) => each !== process);
  state.isAlive = state.aliveRuns.length > 0;
  state.hasCrashed = true;
  tearPass(state, index);
  // A wake-up or an activity that the app has answered is in the engine's hands: it goes on without the app.
  if (state.flight?.process === process && !state.flight.actions) delete state.flight;
  if (state.task?.process === process && !state.task.hasAnswered) delete state.task;
  state.slowTasks = state.slowTasks.filter((task) => task.process !== process);
  if (state.plain?.process === process) {
    if (!state.plain.outcome) state.plain = { ...state.plain, isLost: true };
    if (state.instance === undefined && !state.plain.outcome) state.status = 'TERMINATED';
  }
}

/** The app lives on, but a wake-up in flight has nobody to answer to. */
export function crashSidecar(state: RunState, index: number): void {
  state.isSidecarAlive = false;
  const { lastPass } = state;
  tearPass(state, index);
  if (state.isAlive && lastPass) state.lastPass = lastPass;
  if (state.flight) state.isUnsaved = true;
  delete state.flight;
}

/** The pass that was cut off just before, or that waited for the world. */
function tearPass(state: RunState, index: number): void {
  const last = state.lastPass;
  const torn = last && (last.step === index - 1 || !last.pass.isLast) ? last : undefined;
  if (torn) {
    state.tornPass = torn;
    const divergence = divergenceIn(torn.pass, Infinity);
    if (divergence) state.divergence = { divergence, pass: torn, isSaved: false };
  }
  delete state.lastPass;
}

export function startSidecar(state: RunState): void {
  state.isSidecarAlive = true;
  const { lastPass } = state;
  forgetPass(state);
  // The app has kept what it had in memory.
  if (state.isAlive && lastPass) state.lastPass = lastPass;
}

/** The disagreement that a pass came to by one of its beats. */
export function divergenceIn(pass: Pass, upTo: number): Divergence | undefined {
  const beats = pass.beats ?? [];
  for (let index = Math.min(upTo, beats.length - 1); index >= 0; index -= 1) {
    const beat = beats[index];
    if (beat?.kind === 'diverge') return beat.divergence;
  }
  return undefined;
}
