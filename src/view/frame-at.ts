import type { Divergence } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';
import { placeOf } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import { panesAt, type Here } from './code-pane.ts';
import { namedVersionSpan, programOf, versionOfRun } from './code-version.ts';
import { countersAt } from './counters.ts';
import { disagreementChips, disagreementOf, partingAt } from './disagreement.ts';
import { instancesOf } from './focus.ts';
import type { Frame, InstanceRow, Mode } from './frame.ts';
import { helpersOf } from './called-functions.ts';
import { historyAt, type Reading } from './history-rows.ts';
import type { Outcome } from './line-verdicts.ts';
import { digestOf } from './pass-digest.ts';
import { ownActivities } from './own-activities.ts';
import type { ProgramView } from './program-view.ts';
import { stateAfter } from './state-after.ts';
import { divergenceIn } from './run-fold-parties.ts';
import type { ClientRun, RunState } from './run-state.ts';
import { breakdownText } from './sentence-broken.ts';
import type { Telling } from './sentence-input.ts';
import { sentenceFor } from './sentence.ts';
import { silentOf } from './silent.ts';
import { clampCursor, indexOf, stopIndex } from './trace-index.ts';

/** So many lines of the client are shown. */
const MOST_CLIENT_LINES = 6;

/** The run has more to it. */
const CUT_SHORT: ReadonlySet<Extract<Step, { kind: 'over' }>['reason']> = new Set([
  'limit',
  'stopped',
]);

const NOWHERE: Place = { subject: 'run', number: 1, attempt: 1, moment: 'scheduled' };

/** Everything the screen shows at a cursor. A pure function: no step before it leaves anything behind but what the trace says. */
export function frameAt(trace: Trace, cursor: Cursor, whole: ProgramView): Frame {
  const { step: stepIndex, beat } = clampCursor(trace, cursor);
  const step = trace.steps[stepIndex];
  const state = stateAfter(trace, stepIndex + 1, whole.focus);
  const ran = programOf(whole, versionOfRun(state, state.run));
  const span = namedVersionSpan(ran, state.passes.at(-1)?.pass);
  const program = span ? { ...ran, workflow: span } : ran;
  const here = hereAt(state, step, stepIndex, beat);
  const reading = readingAt(state, here);
  const parting = partingNow(state, here);
  const disagreement = parting && disagreementOf(state, parting, whole);
  const unheard = parting ? undefined : silentNow(state, here);
  const silent =
    unheard && silentOf(state, unheard.finding, whole, !unheard.isSaved || step?.kind === 'over');
  const outcome: Outcome | undefined = disagreement
    ? { verdict: 'stops', why: disagreement.why }
    : silent && { verdict: 'silently-different', why: silent.why };
  const own = ownActivities(trace, stepIndex, program);
  const { history, inbox } = historyAt(state, reading, parting?.divergence.eventNumber);
  return {
    index: stopIndex(trace, stepIndex, beat),
    count: indexOf(trace).positions.length,
    atMs: step?.atMs ?? 0,
    place: step ? placeOf(step, beat) : NOWHERE,
    sentence: step
      ? sentenceFor({ trace, state, step, stepIndex, beat, program })
      : { lead: 'Start.', text: 'Nothing has happened yet.' },
    app: {
      ...appAt(state, step, here),
      ...brokenAt({ trace, state, step, stepIndex, beat, program }),
    },
    panes: panesAt(
      state,
      here,
      program,
      helpersOf(trace, state.instance, versionOfRun(state, state.run), program),
      parting ? disagreementChips(state, parting, whole) : [],
      outcome,
    ),
    history,
    inbox,
    world: countersAt(state, program),
    ...(own.length > 0 && { activities: own }),
    requests: state.requests,
    status: state.status,
    ...(state.client && { client: clientAt(state.client) }),
    remarks: program.remarks ?? [],
    waitingFor: state.waitingFor,
    isUnwoken: isUnwoken(state, step),
    ...(disagreement && { disagreement }),
    isEngineDown: !state.isSidecarAlive,
    aliveRuns: state.aliveRuns,
    ...(silent && { silent }),
    isOver: step?.kind === 'over',
    ...(step?.kind === 'over' && CUT_SHORT.has(step.reason) && { isCutShort: true }),
    instances: instanceRowsAt(trace, state, step),
  };
}

const clientAt = ({ lines, isOver }: ClientRun): ClientRun => ({
  lines: lines.slice(-MOST_CLIENT_LINES),
  isOver,
});

function hereAt(
  { lastPass }: RunState,
  step: Step | undefined,
  stepIndex: number,
  beat: number,
): Here | undefined {
  // While the world has the workflow's own request, the code stands where it sent it.
  const isWaiting = step?.kind === 'effect' && step.place.subject === 'turn';
  if (isWaiting && lastPass?.step === stepIndex - 1)
    return { at: lastPass, upTo: Math.max(0, (lastPass.pass.beats?.length ?? 1) - 1) };
  if (step?.kind !== 'pass') return undefined;
  const at = lastPass?.step === stepIndex ? lastPass : { pass: step.pass, step: stepIndex };
  return { at, upTo: beat };
}

/** The pass over the history that is going on, or that the crash has cut off. */
function readingAt(state: RunState, here: Here | undefined): Reading | undefined {
  const { lastPass, tornPass } = state;
  if (here && here.at.step === lastPass?.step) return here;
  if (!tornPass) return undefined;
  const beats = tornPass.pass.beats?.length ?? 1;
  return { at: tornPass, upTo: Math.max(0, beats - 1) };
}

/** The disagreement that stands at this moment: since its beat, and for good once the wake-up is saved. */
function partingNow(state: RunState, here: Here | undefined) {
  if (here && here.at.step === state.lastPass?.step) {
    const found: Divergence | undefined = divergenceIn(here.at.pass, here.upTo);
    return partingAt(state, found, here.at, here.upTo);
  }
  const known = state.divergence;
  return partingAt(state, known?.divergence, known?.pass, Infinity);
}

/** A difference that no engine reports: since its beat. */
function silentNow(state: RunState, here: Here | undefined): RunState['silent'] {
  const { silent } = state;
  if (!silent || here?.at.step !== silent.finding.at.step) return silent;
  return here.upTo >= silent.finding.beat ? silent : undefined;
}

function appAt(state: RunState, step: Step | undefined, here: Here | undefined): Frame['app'] {
  const run = state.run;
  const version = versionOfRun(state, run) === 'v2' ? { version: 'v2' as const } : {};
  if (!state.isAlive) return { run, status: run === 0 ? 'idle' : 'dead', ...version, mode: 'none' };
  const isPlainRunning =
    state.plain !== undefined && !state.plain.isLost && state.plain.outcome === undefined;
  const isBusy = here !== undefined || state.task !== undefined || isPlainRunning;
  const isAtWork = isBusy || state.flight !== undefined;
  const status = step?.kind !== 'over' && isAtWork ? 'running' : 'idle';
  return { run, status, ...version, mode: here ? modeAt(here) : 'none' };
}

function brokenAt({ step, ...rest }: Omit<Telling, 'step'> & { step: Step | undefined }) {
  const isBroken = step && !rest.state.isAlive && breakdownText({ ...rest, step }) !== undefined;
  return isBroken ? { isBroken: true as const } : {};
}

function modeAt(here: Here): Mode {
  return (digestOf(here.at.pass).again[here.upTo] ?? false) ? 'again' : 'live';
}

/** All instances of the run, those that are still to come included: the list does not grow while the cursor moves. */
function instanceRowsAt(trace: Trace, state: RunState, step: Step | undefined): InstanceRow[] {
  const shown = shownIn(trace, state);
  return instancesOf(trace).map(({ instance, name }) => {
    const known = state.instances.get(instance);
    return {
      id: instance,
      name,
      ...(known && { status: known.status }),
      isShown: instance === shown,
      isAtWork: step !== undefined && instanceAt(step) === instance,
    };
  });
}

/** Before it is started, the instance that will be shown is known all the same. */
const shownIn = (trace: Trace, state: RunState): string | undefined =>
  state.focus ?? state.instance ?? instancesOf(trace)[0]?.instance;

/** Whose wake-up or activity a step is part of. */
function instanceAt(step: Step): string | undefined {
  if (step.kind === 'pass') return step.pass.of === 'call' ? undefined : step.pass.instance;
  return 'instance' in step ? step.instance : undefined;
}

/** A new app run to which nothing has been sent, and nothing is going to be until something happens outside. */
function isUnwoken(state: RunState, step: Step | undefined): boolean {
  const isAtRest = step?.kind === 'idle' || (step?.kind === 'over' && step.reason === 'waiting');
  return isAtRest && state.isAlive && state.run > 1 && state.turnsOfRun === 0;
}
