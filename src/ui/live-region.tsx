import { VERDICTS } from '../trace/verdict.ts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';

/** Milliseconds between two messages. */
const PAUSE_MS = 1000;
/** While the run plays, sentences go by faster than they can be heard: only some are said … */
const PAUSE_PLAYING_MS = 3000;
/** … and only those that stay for a while. */
const HELD_MS = 1000;

/**
 * Decides when something is said aloud: one message a second. Of the moving picture only the sentence that is shown is ever
 * said: one whose moment has passed while it waited for its turn is dropped. Words about a press (`Link copied.`) are never
 * dropped; they wait for their turn, before the sentence.
 */
export class Announcer {
  private shown: { text: string; isPlaying: boolean; sinceMs: number; moment: number };
  private words: string[] = [];
  /** What has been opened, and was not said yet. */
  private opened: string | undefined;
  private said: string;
  /** The same sentence is to be said once more. */
  private isAgain = false;
  private saidAtMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `opening` is not said: it is there already. */
  constructor(
    private readonly say: (text: string) => void,
    opening: string,
    moment = 0,
  ) {
    this.shown = { text: opening, isPlaying: false, sinceMs: performance.now(), moment };
    this.said = opening;
  }

  /**
   * The sentence that is on the screen from now on. An empty one silences at once what was said before: the other region
   * speaks. `moment`: a step to another moment with the same sentence says it again.
   */
  show(text: string, isPlaying: boolean, moment = 0): void {
    const nowMs = performance.now();
    const sinceMs = text === this.shown.text ? this.shown.sinceMs : nowMs;
    const isStep = !isPlaying && moment !== this.shown.moment;
    this.shown = { text, isPlaying, sinceMs, moment };
    if (text === '' && this.said !== '') {
      this.saidAtMs = nowMs;
      this.say('');
    }
    if (text === '') this.said = '';
    this.isAgain = text !== '' && text === this.said && (isStep || this.isAgain);
    this.plan();
  }

  /** Something else that has to be heard: what a press did. */
  add(words: string): void {
    this.words.push(words);
    this.plan();
  }

  /** Something has been opened: said before all that waits, and not at all once something else is open. */
  open(name: string): void {
    this.opened = name;
    this.plan();
  }

  /** Drops what waits for its turn. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(): void {
    this.stop();
    const isWord = this.opened !== undefined || this.words.length > 0;
    if (!isWord && this.shown.text === this.said && !this.isAgain) return;
    const { isPlaying, sinceMs } = this.shown;
    const earliestMs =
      isPlaying && !isWord
        ? Math.max(sinceMs + HELD_MS, this.saidAtMs + PAUSE_PLAYING_MS)
        : this.saidAtMs + PAUSE_MS;
    const waitMs = earliestMs - performance.now();
    if (waitMs <= 0) this.speak();
    else this.timer = setTimeout(() => this.speak(), waitMs);
  }

  private speak(): void {
    this.saidAtMs = performance.now();
    const words = this.opened ?? this.words.shift();
    this.opened = undefined;
    if (words === undefined) {
      this.said = this.shown.text;
      this.isAgain = false;
    }
    this.say(words ?? this.said);
    this.plan();
  }
}

export interface Urgent {
  /** What is wrong, so that it is said once, and not again at each moment of it. */
  cause: string;
  text: string;
}

/** The sentence may begin with it already: that of a crash, and that of the end after a disagreement. */
const withStart = (start: string, text: string): string =>
  text.replace(' and the engine', '').startsWith(start.replace(/\.$/, ''))
    ? text
    : `${start} ${text}`;

function urgentOf({ app, disagreement, silent, sentence, isEngineDown }: Frame): Urgent {
  if (app.status === 'dead')
    return {
      cause: `crash ${app.run}`,
      text: withStart(`App run ${app.run} crashed.`, sentence.text),
    };
  if (isEngineDown)
    return { cause: 'engine', text: withStart('The engine crashed.', sentence.text) };
  if (disagreement)
    return { cause: 'apart', text: withStart('Code and history disagree.', sentence.text) };
  if (silent?.isNow)
    return {
      cause: 'silent',
      text: `${VERDICTS['silently-different'].word}. No engine reports this. ${silent.effect}`,
    };
  return { cause: '', text: '' };
}

/** What a frame has a screen reader say: the sentence politely, a crash and a disagreement at once. */
export function spokenOf(frame: Frame): { polite: string; urgent: Urgent } {
  return {
    polite: `${frame.sentence.lead} ${frame.sentence.text}`,
    urgent: urgentOf(frame),
  };
}

/** The words for a crash that a fast play has passed between two pictures; undefined where there was none, or it was seen. */
export function passedCrash(before: Frame['app'], now: Frame['app']): string | undefined {
  const isPassed = before.run > 0 && before.status !== 'dead' && now.run > before.run;
  return isPassed ? `App run ${before.run} crashed.` : undefined;
}

interface Spoken {
  text: string;
  /** Of the messages so far: the same words twice are two messages. */
  number: number;
}

interface LiveRegionProps {
  frame: Frame;
  isPlaying: boolean;
  /** What a press did, and the how manieth such message it is. */
  toast?: string | undefined;
  told?: number | undefined;
  /** Name and question of what is open. */
  headline?: string | undefined;
}

/**
 * What the polite region says. Nothing of the moment that the page opens with, for a reader meets that in the page itself.
 */
function useAnnounced(sentence: string, props: LiveRegionProps): Spoken {
  const { frame, isPlaying, toast, told, headline } = props;
  const [spoken, setSpoken] = useState<Spoken>({ text: '', number: 0 });
  const [announcer] = useState(
    () =>
      new Announcer(
        (text) => setSpoken(({ number }) => ({ text, number: number + 1 })),
        sentence,
        frame.index,
      ),
  );
  // Before its first sentence: whose eyes are not on the question must hear it.
  const opened = useRef(headline);
  useEffect(() => {
    if (opened.current === headline) return;
    opened.current = headline;
    if (headline !== undefined) announcer.open(headline);
  }, [announcer, headline]);
  useEffect(
    () => announcer.show(sentence, isPlaying, frame.index),
    [announcer, sentence, isPlaying, frame.index],
  );
  const seen = useRef(frame.app);
  useEffect(() => {
    const words = isPlaying ? passedCrash(seen.current, frame.app) : undefined;
    seen.current = frame.app;
    if (words !== undefined) announcer.add(words);
  }, [announcer, isPlaying, frame.app]);
  const heard = useRef(told);
  useEffect(() => {
    if (heard.current === told) return;
    heard.current = told;
    if (toast !== undefined) announcer.add(toast);
  }, [announcer, toast, told]);
  useEffect(() => () => announcer.stop(), [announcer]);
  return spoken;
}

/** Says to screen readers what is shown and what a press did; at once, and before all else, a crash and a disagreement. */
export function LiveRegion(props: LiveRegionProps): ReactNode {
  const { polite: sentence, urgent: now } = spokenOf(props.frame);
  const [urgent, setUrgent] = useState(now);
  if (urgent.cause !== now.cause) setUrgent(now);
  const isSaidAlready = now.cause !== '' && now.text === urgent.text;
  const { text, number } = useAnnounced(isSaidAlready ? '' : sentence, props);
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {text !== '' && <span key={number}>{text}</span>}
      </p>
      <p className="visually-hidden" role="alert" aria-live="assertive">
        {urgent.text}
      </p>
    </>
  );
}
