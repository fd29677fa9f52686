import { gateIndexOf } from '../player/player-machine.ts';
import { indexOf, seekWhere } from '../player/positions.ts';
import { isAppAliveAt } from '../sim/fork.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { standingAt } from '../sim/standing.ts';
import { findPlace } from '../trace/positions.ts';
import { lessonAt } from './lesson/lesson-at.ts';
import { questionAfter, sampleOf } from './programs.ts';
import { isStopped, type Run } from './run.ts';
import type { Visit } from './visit.ts';

/** What a remote presses: the acts that a question may ask for. */
interface Hands {
  crash: () => void;
  restart: () => void;
  undo: () => void;
  nextQuestion: () => void;
}

const LAST = 'That was the last question.';

type Shown = NonNullable<Run['shown']>;

/** What the open question asks for: an act at this stop, and no stop behind it before it is done. */
interface Invited {
  act: 'crash' | 'restart';
  /** Index of the stop. */
  at: number;
}

/**
 * What the keys of a presenter's remote do, which has only two: forward through the whole lesson, and back. Where the question that
 * is open asks for a crash (samples/predictions), forward makes it and restarts; a program without such a question is only moved in.
 * In somebody else's page it ends with the run.
 */
export function remoteOf(visit: Visit, hands: Hands) {
  const made = (press: () => void) => {
    const before = visit.state.acts.done;
    press();
    const { done } = visit.state.acts;
    if (done > before) visit.byRemote.add(done);
  };
  const go = (index: number) => visit.move({ type: 'GO', index });
  const interesting = (direction: 1 | -1): number =>
    seekWhere(visit.player.timeline, visit.player.index, direction, (stop) => stop.isInteresting);

  return {
    forward: () => {
      const { player } = visit;
      const shown = shownNow(visit);
      const invited = shown && invitedIn(visit, shown);
      if (invited?.at === player.index) made(hands[invited.act]);
      else if (invited && invited.at > player.index) go(Math.min(invited.at, interesting(1)));
      else if (shown && isAtEnd(visit, shown)) atEnd(visit, shown, made, hands);
      else if (player.held !== undefined && player.index === gateIndexOf(player)) skip(visit);
      else go(interesting(1));
    },
    /** Also takes back what forward did, where that happened. */
    back: () => {
      const { index } = visit.player;
      const landed = visit.byRemote.has(visit.state.acts.done) ? landedAt(visit) : undefined;
      if (landed === undefined || index < landed) go(interesting(-1));
      else if (index === landed) hands.undo();
      else go(Math.max(landed, interesting(-1)));
    },
    /** The question that follows, where the screen offers it. */
    nextQuestion: () => {
      const { timeline, index } = visit.player;
      const disagrees = timeline.stops.find(({ kind }) => kind === 'diverge');
      const shown = shownNow(visit);
      const isSeen = disagrees !== undefined && index >= disagrees.index;
      const { scenario, question } = visit.state;
      if (isSeen || (shown && isAtEnd(visit, shown))) {
        hands.nextQuestion();
        if (sampleOf(scenario) && !questionAfter(scenario, question)) visit.toast(LAST);
      } else visit.toast('The next question comes at the end of this run.');
    },
  };
}

/** The run on the screen, when it is that of what was done last. */
function shownNow(visit: Visit): Shown | undefined {
  const { shown } = visit.around.run.getState();
  return shown?.scenario === visit.state.scenario ? shown : undefined;
}

const isAtEnd = ({ player }: Visit, shown: Shown): boolean =>
  shown.isComplete && !isStopped(shown) && player.index === player.timeline.stops.length - 1;

function invitedIn(visit: Visit, shown: Shown): Invited | undefined {
  const { scenario, question } = visit.state;
  const { timeline, index } = visit.player;
  const { trace } = shown;
  const sample = sampleOf(scenario);
  const lesson = sample && lessonAt({ sample, question, ...shown });
  if (!sample || lesson?.prediction.foresees !== 'crash' || lesson.besides) return undefined;
  if (lesson.stage === 'before') {
    const opening = sample.questions[question]?.opening;
    const found = opening && findPlace(trace, opening, trace.mainInstance ?? MAIN_INSTANCE);
    return found?.isExact
      ? { act: 'crash', at: indexOf(timeline, found.step, found.beat) }
      : undefined;
  }
  const crashed = trace.performedAt.at(-1);
  if (lesson.stage !== 'crashed' || crashed === undefined) return undefined;
  // What the others still do after a crash waits for nobody: wherever the app is down it may come back.
  return { act: 'restart', at: Math.max(index, indexOf(timeline, crashed, 0)) };
}

function atEnd(visit: Visit, shown: Shown, made: (press: () => void) => void, hands: Hands): void {
  const { scenario, question } = visit.state;
  const isDown =
    !isAppAliveAt(shown.trace, visit.cursor) ||
    standingAt(shown.trace, visit.cursor)?.isSidecarAlive === false;
  const hasMore = visit.around.isGuest !== true && sampleOf(scenario) !== undefined;
  if (isDown) visit.toast('This run ends here: something is down. Restart it to go on.');
  // Code of one's own is no lesson, also where it began as a sample.
  else if (hasMore && questionAfter(scenario, question)) made(hands.nextQuestion);
  else visit.toast(hasMore ? LAST : 'This is the end of the run.');
}

/** A question holds the outcome back, and there is no key on a remote that could answer it: the second press skips it. */
function skip(visit: Visit): void {
  const { scenario, question } = visit.state;
  const sample = sampleOf(scenario);
  if (sample) visit.set({ predicted: { sample: sample.id, question, answer: 'skipped' } });
}

/** The stop at which the last act put the cursor. */
function landedAt(visit: Visit): number | undefined {
  const shown = shownNow(visit);
  const sample = sampleOf(visit.state.scenario);
  if (!shown || !sample) return undefined;
  const { trace } = shown;
  const own = sample.scenario.interventions.length;
  const performed =
    shown.scenario.interventions.length > own ? trace.performedAt.at(-1) : undefined;
  const opening = sample.questions[visit.state.question]?.opening;
  const found = opening && findPlace(trace, opening, trace.mainInstance ?? MAIN_INSTANCE);
  const at = performed === undefined ? found : { step: performed, beat: 0 };
  return at && indexOf(visit.player.timeline, at.step, at.beat);
}
