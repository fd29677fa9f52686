import { VERDICTS } from '../trace/verdict.ts';
import type { Disagreement, Frame, SilentDisagreement } from '../view/frame.ts';

/** The disagreement that this moment is about, loud or silent. */
export const apartOf = ({
  disagreement,
  silent,
}: Frame): Disagreement | SilentDisagreement | undefined =>
  disagreement ?? (silent?.isNow === true ? silent : undefined);

/** What the moment is about, as one word that colours the sentence and the head of the Process zone. */
export type Mood = 'live' | 'again' | 'waiting' | 'crash' | 'apart' | 'silent' | 'rest';

/** Told until the next sentence: as long, it has the colour of harm (view/sentence-call.ts). */
const isTellingHarm = ({ sentence }: Frame): boolean => /^(Twice|\d+ times)\./.test(sentence.lead);

export function moodOf(frame: Frame): Mood {
  if (frame.app.status === 'dead' || frame.isEngineDown || isTellingHarm(frame)) return 'crash';
  if (frame.disagreement) return 'apart';
  if (frame.silent?.isNow) return 'silent';
  if (frame.app.mode === 'again') return 'again';
  const isWaiting = frame.waitingFor.length > 0 || (frame.isOver && frame.status === 'SUSPENDED');
  if (frame.isUnwoken || (isWaiting && frame.app.mode === 'none')) return 'waiting';
  return frame.app.mode === 'live' ? 'live' : 'rest';
}

/** The first view of a newcomer: nothing was pressed yet. */
export function isOpeningScene(frame: Frame, isFirstMinute: boolean): boolean {
  return isBeforeFirstReplay(frame, isFirstMinute) && frame.app.status !== 'dead';
}

/**
 * The opening scene, and the crash that follows. That earlier wake-ups replayed, too, is the second lesson:
 * until the first restart the screen says `done` and `kept`, and nothing of reading again.
 */
export function isBeforeFirstReplay(frame: Frame, isFirstMinute: boolean): boolean {
  return isFirstMinute && frame.app.run <= 1;
}

function runningText({ place }: Frame, activity: { name: string; task: number }): string {
  const isAgain = place.subject === 'task' && place.number === activity.task && place.attempt > 1;
  return `Running ${activity.name}${isAgain ? ' again' : ''}`;
}

/** What the app is doing, in the words of the Process zone's head. */
export function doingText(frame: Frame): string {
  if (frame.app.status === 'dead') return 'Crashed';
  if (frame.isEngineDown) return 'The engine is down';
  if (frame.disagreement) return 'Code and history disagree';
  if (frame.silent?.isNow) return VERDICTS['silently-different'].word;
  if (frame.app.mode === 'again') return 'Reading the history again';
  if (frame.app.run === 0) return 'Not started yet';
  if (frame.isUnwoken) return 'Not woken yet';
  const activity = frame.panes.find((pane) => pane.activity)?.activity;
  if (activity) return runningText(frame, activity);
  if (frame.app.mode === 'live') return 'New work';
  if (frame.status === 'SUSPENDED') return 'Paused';
  if (frame.isCutShort) return 'Stopped here';
  if (frame.isOver && frame.waitingFor.length === 0) return 'Nothing left to do';
  if (frame.waitingFor.length > 0) return 'Waiting';
  return frame.panes.every((pane) => pane.kind === 'plain') ? 'Running' : 'Between two wake-ups';
}
