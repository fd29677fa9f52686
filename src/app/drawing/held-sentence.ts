import type { Timeline } from '../../player/positions.ts';
import type { Pass, Step } from '../../trace/step.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Frame } from '../../view/frame.ts';
import type { ProgramView } from '../../view/program-view.ts';
import { sentenceAt } from '../../view/sentence.ts';

/**
 * One sentence for a whole replay, and two for an activity (that it starts, what it did to the world), while it plays:
 * told moment by moment they would be gone too fast to be read. Undefined where the moment's own sentence stands.
 */
export function heldSentence(
  trace: Trace,
  timeline: Timeline,
  index: number,
  program: ProgramView,
): Frame['sentence'] | undefined {
  const stop = timeline.stops[index];
  const step = stop && trace.steps[stop.step];
  if (!stop || !step) return undefined;
  const said = heldStep(trace.steps, stop.step);
  if (said !== undefined) return sentenceAt(trace, { step: said, beat: 0, fraction: 0 }, program);
  if (stop.isSwept) {
    const pass = passAfter(trace.steps, stop.step);
    return pass && sweepSentence(pass);
  }
  if (stop.glideTo === undefined || step.kind !== 'pass') return undefined;
  return glideSentence(step.pass, wakingEvent(trace.steps[stop.step - 1]));
}

/** The step whose sentence is held here: the last effect of an activity, else its start; what a wake-up asked for. */
function heldStep(steps: readonly Step[], index: number): number | undefined {
  const step = steps[index];
  if (step?.kind === 'dispatched')
    return steps[index - 1]?.kind === 'turn-returned' ? index - 1 : undefined;
  if (step?.place.subject !== 'task' || step.kind === 'recorded') return undefined;
  for (let at = index; at >= 0; at -= 1) {
    const kind = steps[at]?.kind;
    if (kind === 'effect' || kind === 'task-sent') return at;
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

function sweepSentence(pass: Pass): Frame['sentence'] {
  const count = answersReadAgain(pass);
  const run = `App run ${pass.process} starts at line 1`;
  if (count === 0) return { lead: 'Replay.', text: `${run} and reads the history from its start.` };
  const they = count === 1 ? 'This activity does' : 'These activities do';
  return {
    lead: 'Replay.',
    text: `${run} and reads ${answers(count)} from the history. ${they} not run again.`,
  };
}

function glideSentence(pass: Pass, waking: number | undefined): Frame['sentence'] {
  const by = waking === undefined ? 'Woken' : `Woken by event ${waking}`;
  const count = answersReadAgain(pass);
  const then = count === 0 ? '' : `, reads ${answers(count)} again`;
  return { lead: 'Wake-up.', text: `${by}. The code starts at line 1${then} and goes on.` };
}

const answers = (count: number): string => (count === 1 ? '1 answer' : `${count} answers`);

function answersReadAgain(pass: Pass): number {
  const events = (pass.beats ?? [])
    .filter((beat) => beat.kind === 'answer')
    .flatMap((beat) => beat.events)
    .filter((event) => event <= pass.knownCount);
  return new Set(events).size;
}

/** Number of the last event in the letter that brought a wake-up: the one that woke it. */
function wakingEvent(step: Step | undefined): number | undefined {
  return step?.kind === 'turn-sent' ? step.oldCount + step.newEvents.length : undefined;
}
