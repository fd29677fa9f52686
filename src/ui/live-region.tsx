import { VERDICTS } from '../trace/verdict.ts';
import { useEffect, useState, type ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';

/** Milliseconds between two messages. */
const PAUSE_MS = 1000;
/** While the run plays, sentences go by faster than they can be heard: only some are said … */
const PAUSE_PLAYING_MS = 3000;
/** … and only those that stay for a while. */
const HELD_MS = 1000;

/**
 * Decides when a sentence of the moving picture is said aloud. Only the sentence that is shown is ever said: one whose
 * moment has passed while it waited for its turn is dropped.
 */
export class Announcer {
  private shown: { text: string; isPlaying: boolean; sinceMs: number };
  private said: string;
  private saidAtMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `opening` is not said: it is there already. */
  constructor(
    private readonly say: (text: string) => void,
    opening: string,
  ) {
    this.shown = { text: opening, isPlaying: false, sinceMs: performance.now() };
    this.said = opening;
  }

  /** The sentence that is on the screen from now on. An empty one silences at once what was said before. */
  show(text: string, isPlaying: boolean): void {
    const nowMs = performance.now();
    const sinceMs = text === this.shown.text ? this.shown.sinceMs : nowMs;
    this.shown = { text, isPlaying, sinceMs };
    this.stop();
    if (text === this.said) return;
    if (text === '') {
      this.said = '';
      this.say('');
      return;
    }
    const earliestMs = isPlaying
      ? Math.max(sinceMs + HELD_MS, this.saidAtMs + PAUSE_PLAYING_MS)
      : this.saidAtMs + PAUSE_MS;
    if (earliestMs <= nowMs) this.speak();
    else this.timer = setTimeout(() => this.speak(), earliestMs - nowMs);
  }

  /** Drops the sentence that waits for its turn. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private speak(): void {
    this.timer = undefined;
    this.said = this.shown.text;
    this.saidAtMs = performance.now();
    this.say(this.said);
  }
}

interface Urgent {
  /** What is wrong, so that it is said once, and not again at each moment of it. */
  cause: string;
  text: string;
}

/** The sentence of a crash may begin with the crash itself. */
const withStart = (start: string, text: string): string =>
  text.startsWith(start) ? text : `${start} ${text}`;

function urgentOf({ app, disagreement, silent, sentence }: Frame): Urgent {
  if (app.status === 'dead')
    return {
      cause: `crash ${app.run}`,
      text: withStart(`App run ${app.run} crashed.`, sentence.text),
    };
  if (disagreement)
    return { cause: 'apart', text: withStart('Code and history disagree.', sentence.text) };
  if (silent?.isNow)
    return {
      cause: 'silent',
      text: `${VERDICTS['silently-different'].word}. No engine reports this. ${silent.effect}`,
    };
  return { cause: '', text: '' };
}

/**
 * What the polite region says: at most one message a second, and none of the moment that the page opens with, for a
 * reader meets that in the page itself.
 */
function useAnnounced(text: string, isPlaying: boolean): string {
  const [spoken, setSpoken] = useState('');
  const [announcer] = useState(() => new Announcer(setSpoken, text));
  useEffect(() => announcer.show(text, isPlaying), [announcer, text, isPlaying]);
  useEffect(() => () => announcer.stop(), [announcer]);
  return spoken;
}

/** Says the sentence to screen readers; at once, and before all else, a crash and a disagreement. */
export function LiveRegion({ frame, isPlaying }: { frame: Frame; isPlaying: boolean }): ReactNode {
  const now = urgentOf(frame);
  const [urgent, setUrgent] = useState(now);
  if (urgent.cause !== now.cause) setUrgent(now);
  const isSaidAlready = now.cause !== '' && now.text === urgent.text;
  const polite = useAnnounced(
    isSaidAlready ? '' : `${frame.sentence.lead} ${frame.sentence.text}`,
    isPlaying,
  );
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {isSaidAlready ? '' : polite}
      </p>
      <p className="visually-hidden" role="alert" aria-live="assertive">
        {urgent.text}
      </p>
    </>
  );
}
