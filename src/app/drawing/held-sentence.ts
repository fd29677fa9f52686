import { isSweepEnd, type Stop, type Timeline } from '../../player/positions.ts';
import type { Pass, Step } from '../../trace/step.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Frame } from '../../view/frame.ts';
import type { ProgramView } from '../../view/program-view.ts';
import { sentenceAt } from '../../view/sentence.ts';

/**
 * One sentence for a whole replay, one for a wake-up until it is kept, and two for an activity (that its request is kept, what it
 * did to the world), while it plays: told moment by moment they would be gone too fast to be read. At rest, the replay after a
 * restart is told at its end, for who skips through the run. Undefined where the moment's own sentence stands.
 */
export function heldSentence(
  trace: Trace,
  timeline: Timeline,
  index: number,
  program: ProgramView,
  isPlaying = true,
): Frame['sentence'] | undefined {
  const { steps } = trace;
  const { stops } = timeline;
  if (!isPlaying && !isSweepEnd(stops, index)) return undefined;
  const stop = stops[index];
  if (!stop) return undefined;
  if (tellsNothing(steps, stop) && index > 0) {
    const { step: before, beat } = stops[index - 1] as Stop;
    return (
      heldSentence(trace, timeline, index - 1, program) ??
      sentenceAt(trace, { step: before, beat, fraction: 0 }, program)
    );
  }
  const said = heldStep(steps, stop);
  if (said !== undefined) return sentenceAt(trace, { step: said, beat: 0, fraction: 0 }, program);
  if (hasParted(steps, stop)) return undefined;
  if (stop.isSwept) {
    const pass = passAfter(steps, stop.step);
    return pass && sweepSentence(pass, program);
  }
  const sent = wakeUpHeldAt(steps, timeline, index);
  return sent === undefined ? undefined : wakeUpSentence(trace, sent, program);
}

/** Code and history disagree here, or have before in this wake-up: that it reads again is no news any more. */
function hasParted(steps: readonly Step[], { step: index, beat }: Stop): boolean {
  const step = steps[index];
  const beats = step?.kind === 'pass' ? step.pass.beats?.slice(0, beat + 1) : undefined;
  return beats?.some(({ kind }) => kind === 'diverge') === true;
}

/** Stops of new work over which the sentence of a wake-up is held: about as long as that of a replay after a restart. */
const HELD_STOPS = 2;

/**
 * The step whose letter brought the wake-up that this stop belongs to, as far as its sentence is held: over the letter, over what
 * is read again, and over the first new stops. Those tell no more than that the code has its answer and asks on.
 */
function wakeUpHeldAt(
  steps: readonly Step[],
  { stops }: Timeline,
  index: number,
): number | undefined {
  const stop = stops[index];
  const step = stop && steps[stop.step];
  if (step?.kind === 'turn-sent') return stop?.step;
  if (!stop || step?.kind !== 'pass' || step.pass.of !== 'turn') return undefined;
  const sent = stop.step - 1;
  if (steps[sent]?.kind !== 'turn-sent') return undefined;
  if (stop.glideTo !== undefined) return sent;
  let first = index;
  while (stops[first - 1]?.step === stop.step && !stops[first - 1]?.isAgain) first -= 1;
  const isQuiet = stops.slice(first, index + 1).every(({ kind }) => QUIET.has(kind));
  const isAfterSweep = stops[first - 1]?.isSwept === true;
  return isQuiet && !isAfterSweep && index - first < HELD_STOPS ? sent : undefined;
}

const QUIET: ReadonlySet<string> = new Set(['event', 'answer', 'ask', 'line']);

/** The code waits for the one thing that it has asked for, and says so to the engine, which hands it out. */
function tellsNothing(steps: readonly Step[], { step: index, beat: at, kind }: Stop): boolean {
  const step = steps[index];
  const before = steps[index - 1]?.kind;
  if (step?.kind === 'dispatched') return before === 'turn-returned';
  if (step?.kind === 'turn-returned')
    return before === 'pass' && step.actions.length === 1 && !step.divergence && !step.oddities;
  if (step?.kind !== 'pass' || step.pass.of !== 'turn' || kind !== 'wait') return false;
  const beat = step.pass.beats?.[at];
  return beat?.kind === 'wait' && !beat.hang;
}

/**
 * The step whose sentence is held here: the last effect of an activity, or that its request is kept, else its start. Where
 * nothing comes after the last wake-up, that it is kept is told with the end.
 */
function heldStep(steps: readonly Step[], { step: index, kind: now }: Stop): number | undefined {
  const step = steps[index];
  const next = steps[index + 1];
  if (step?.kind === 'turn-saved' && next?.kind === 'over' && next.reason === 'finished')
    return index + 1;
  if (step?.place.subject !== 'task' || step.kind === 'recorded') return undefined;
  for (let at = index; at >= 0; at -= 1) {
    const kind = steps[at]?.kind;
    if (kind === 'effect') return at;
    if (kind !== 'task-sent') continue;
    if (steps[at - 1]?.kind !== 'turn-saved') return at;
    if (now === 'finish') return next?.kind === 'task-returned' ? index + 1 : undefined;
    return now === 'task-returned' ? undefined : at - 1;
  }
  return undefined;
}

/** The first wake-up of a new app run: from its start, from the letter that brings it, or in the middle of it. */
function passAfter(steps: readonly Step[], index: number): Pass | undefined {
  for (const step of steps.slice(index, index + 3)) {
    if (step.kind === 'pass') return step.pass.of === 'turn' ? step.pass : undefined;
    if (step.kind !== 'app-started' && step.kind !== 'turn-sent') return undefined;
  }
  return undefined;
}

function sweepSentence(pass: Pass, program: ProgramView): Frame['sentence'] {
  const count = answersReadAgain(pass);
  const run = `App run ${pass.process} starts at line ${program.workflow?.line ?? 1}`;
  if (count === 0) return { lead: 'Replay.', text: `${run} and reads the history from its start.` };
  const they = count === 1 ? 'This activity does' : 'These activities do';
  return {
    lead: 'Replay.',
    text: `${run} and reads ${answers(count)} from the history. ${they} not run again.`,
  };
}

function wakeUpSentence(trace: Trace, sent: number, program: ProgramView): Frame['sentence'] {
  const { lead, text } = sentenceAt(trace, { step: sent, beat: 0, fraction: 0 }, program);
  const pass = passAfter(trace.steps, sent);
  const count = pass && lead.startsWith('Wake-up') ? answersReadAgain(pass) : 0;
  return { lead, text: count === 0 ? text : `${text} It reads ${answers(count)} again.` };
}

const answers = (count: number): string => (count === 1 ? '1 answer' : `${count} answers`);

function answersReadAgain(pass: Pass): number {
  const events = (pass.beats ?? [])
    .filter((beat) => beat.kind === 'answer')
    .flatMap((beat) => beat.events)
    .filter((event) => event <= pass.knownCount);
  return new Set(events).size;
}
