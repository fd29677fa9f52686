import type { Divergence } from '../engine/turn.ts';
import type { Beat, Read, StackFrame } from '../trace/beat.ts';
import { againFlags, stopsOf } from '../trace/positions.ts';
import type { Pass } from '../trace/step.ts';

/** What is looked up again and again about one pass. Computed once per pass object: a pass never changes. */
export interface PassDigest {
  beats: readonly Beat[];
  again: readonly boolean[];
  stops: readonly number[];
  /** Index of the first live beat, or the number of beats. */
  firstLive: number;
  /** What was asked for, and at which line, by sequence id. */
  asks: ReadonlyMap<number, Ask>;
  /** Line that was given an answer, by the number of the event that held it. */
  answerLines: ReadonlyMap<number, number>;
  /** Line at which the workflow returned or threw. */
  finishLine?: number;
  /** The first one. Undefined: code and history agree. */
  divergence: Divergence | undefined;
  /** What the code printed, and at which beat. */
  logs: readonly { beat: number; line: number; text: string; mode: 'again' | 'live' }[];
  /** What the code read, when the whole pass has run. */
  reads: readonly Read[];
}

type Ask = Pick<Extract<Beat, { kind: 'ask' }>, 'id' | 'name' | 'line'>;

/** A request is the same one only if both its sequence id and its name are. */
export const isSameAsk = (
  a: Pick<Ask, 'id' | 'name'> | undefined,
  id: number,
  name: string | undefined,
): boolean => a?.id === id && (a.name ?? '') === (name ?? '');

/** The line that asked for it, as far as these beats or this pass know. */
export function askLineOf(
  asks: ReadonlyMap<number, Ask>,
  id: number,
  name: string | undefined,
): number | undefined {
  const ask = asks.get(id);
  return ask && isSameAsk(ask, id, name) ? ask.line : undefined;
}

const digests = new WeakMap<Pass, PassDigest>();

export function digestOf(pass: Pass): PassDigest {
  const known = digests.get(pass);
  if (known) return known;
  const made = makeDigest(pass);
  digests.set(pass, made);
  return made;
}

function makeDigest(pass: Pass): PassDigest {
  const beats = pass.beats ?? [];
  const again = againOf(pass, beats);
  let finishLine: number | undefined;
  let divergence: Divergence | undefined;
  for (const beat of beats) {
    if (beat.kind === 'finish') finishLine = beat.line;
    else if (beat.kind === 'diverge') divergence ??= beat.divergence;
  }
  const live = again.indexOf(false);
  return {
    beats,
    again,
    stops: stopsOf(pass),
    firstLive: live < 0 ? beats.length : live,
    ...linesIn(beats),
    ...(finishLine !== undefined && { finishLine }),
    divergence,
    reads: readsIn(beats),
    logs: beats.flatMap((beat, index) =>
      beat.kind === 'log'
        ? [
            {
              beat: index,
              line: beat.line,
              text: beat.text,
              mode: again[index] ? ('again' as const) : ('live' as const),
            },
          ]
        : [],
    ),
  };
}

/** Which line asked for what, and which one was given the answer of which event. */
export function linesIn(beats: readonly Beat[]): Pick<PassDigest, 'asks' | 'answerLines'> {
  const asks = new Map<number, Ask>();
  const answerLines = new Map<number, number>();
  for (const beat of beats) {
    if (beat.kind === 'ask') asks.set(beat.id, beat);
    else if (beat.kind === 'answer')
      for (const event of beat.events) answerLines.set(event, beat.line);
  }
  return { asks, answerLines };
}

/**
 * A pass that a crash cut off before it came to the last known event has read again from its first beat to its last: what
 * stands at its end is no new work.
 */
function againOf(pass: Pass, beats: readonly Beat[]): readonly boolean[] {
  const isCutEarly = pass.isTorn && !beats.some((beat) => beat.event >= pass.knownCount);
  return pass.of === 'turn' && isCutEarly ? beats.map(() => true) : againFlags(pass);
}

/** The beats of a pass as far as `upTo` (an index; the beat itself has happened). */
export function beatsUpTo(pass: Pass, upTo: number): readonly Beat[] {
  const beats = pass.beats ?? [];
  return upTo >= beats.length - 1 ? beats : beats.slice(0, upTo + 1);
}

/**
 * The reads of a pass that have happened by a beat. A torn pass lists the reads of the whole pass, so its beats are asked first;
 * only a pass without beats is taken at its word.
 */
export function readsUpTo(pass: Pass, upTo: number): readonly Read[] {
  if (!pass.beats) return pass.reads;
  return upTo >= pass.beats.length - 1 ? digestOf(pass).reads : readsIn(beatsUpTo(pass, upTo));
}

const readsIn = (beats: readonly Beat[]): Read[] =>
  beats.flatMap((beat) =>
    beat.kind === 'read'
      ? [{ api: beat.api, line: beat.line, occurrence: beat.occurrence, value: beat.value }]
      : [],
  );

/** The variables as of the last line, and as of the one before it. `isKnown`: they were taken there, or no line has run yet. */
export function stacksOf(beats: readonly Beat[]): {
  last: StackFrame[];
  before: StackFrame[];
  isKnown: boolean;
} {
  const found: (StackFrame[] | undefined)[] = [];
  for (let index = beats.length - 1; index >= 0 && found.length < 2; index -= 1) {
    const beat = beats[index];
    if (beat?.kind === 'line') found.push(beat.stack);
  }
  const [last, before] = found;
  return {
    last: last ?? [],
    before: before ?? [],
    isKnown: found.length === 0 || last !== undefined,
  };
}
