import type { HistoryEvent } from '../engine/history.ts';
import type { Pass } from '../trace/step.ts';
import { isRequest, taskOf } from './event-words.ts';
import { digestOf } from './pass-digest.ts';
import { eventAt, nameOfTask, say, type Sentence, type Telling } from './sentence-input.ts';

/** From the beat on at which a wake-up reads that it is paused, the SDK puts aside what comes (SEMANTICS section 10). */
export function isPausedAt(
  pass: Pass,
  upTo: number,
  eventAt: (number: number) => HistoryEvent | undefined,
): boolean {
  const { beats } = digestOf(pass);
  for (let index = Math.min(upTo, beats.length - 1); index >= 0; index -= 1) {
    const beat = beats[index];
    if (beat?.kind !== 'event' || beat.outcome === 'buffered') continue;
    const type = eventAt(beat.event)?.type;
    if (type === 'ExecutionSuspended') return true;
    if (type === 'ExecutionResumed') return false;
  }
  return false;
}

export const isPausedHere = (telling: Telling, pass: Pass): boolean =>
  isPausedAt(pass, telling.beat, (number) => eventAt(telling, number));

/** What comes of a pause and of its end; undefined for all other events. */
export function pauseText(telling: Telling, number: number): string | undefined {
  const type = eventAt(telling, number)?.type;
  if (type === 'ExecutionSuspended') return 'What comes after it is put aside.';
  if (type === 'ExecutionResumed') return 'What was put aside is given to the code now.';
  return undefined;
}

/** Of a workflow that is paused, when a wake-up of it was saved and when nothing goes on. */
export function pausedSentence(telling: Telling): Sentence {
  const down = telling.state.isAlive ? '' : ' The app is down.';
  return say(
    'Paused.',
    `${heldText(telling)}, but the code gets nothing until the workflow is resumed.${down}`,
  );
}

/** What came since it was paused, and is put aside. */
function heldText(telling: Telling): string {
  const events = telling.state.kept.map((each) => each.event);
  const since = events.findLastIndex(({ type }) => type === 'ExecutionSuspended');
  const held = events.slice(since).filter(isMessage);
  const [first] = held;
  if (!first) return 'What comes now is kept';
  const task = taskOf(first);
  return held.length === 1 && task !== undefined && first.type !== 'TimerFired'
    ? `The answer of ${nameOfTask(telling, task)} is kept`
    : `What came (${held.length}) is kept`;
}

const isMessage = (event: HistoryEvent): boolean =>
  event.type === 'EventRaised' || (taskOf(event) !== undefined && !isRequest(event));
