import type { Beat } from '../trace/beat.ts';
import type { Tried } from '../trace/tried.ts';
import { readLinks, replayLink } from './cause-links.ts';
import { changedLines, codeLink, type ChangedLine } from './code-version.ts';
import {
  differingAt,
  lineIndexes,
  spotsOf,
  textOfPass,
  type Compared,
  type DifferentRead,
} from './compared.ts';
import type { CauseLink } from './frame.ts';
import { beatsUpTo } from './pass-digest.ts';
import { wakeUpName } from './read-draws.ts';
import { memoryName } from './short-text.ts';
import { provenReads, provenVariables, proofLink } from './proof.ts';
import { sliceFrom, type LineText } from './slice.ts';

/** Where two passes took other ways. */
interface Fork {
  /** Index of the beat at which this pass took another line. */
  index: number;
  now: number;
  /** The line that the recorded pass took there; undefined: it had no further line. */
  before?: number;
  /** Index of that beat in the recorded pass. */
  beforeIndex?: number;
}

/** The chain of cause up to the place where the ways part: what is known, and what is not. */
export function causeChain(compared: Compared): CauseLink[] {
  const { state, recorded, now, program, tried } = compared;
  const changed = changedLines(state, recorded.pass, now.pass, program);
  const nowBeats = beatsUpTo(now.pass, compared.upTo);
  const before = recorded.pass.beats ?? [];
  const fork = forkOf(before, nowBeats, compared, changed);
  const proven = tried && provenReasons(compared, tried, before, nowBeats, fork);
  const found = proven ?? reasonsOf(compared, before, nowBeats, fork);
  const isCode = tried?.causes.some(({ what }) => what === 'code') === true;
  const links: CauseLink[] = [];
  if (changed && (isCode || (!proven && isFromChange(compared, changed, found, before, fork))))
    links.push(codeLink(state, recorded.pass, now.pass, changed));
  if (links.length === 0 || (found.reads.length > 0 && isCode)) {
    links.push(...knownReasons(compared, found));
    if (changed && !isCode)
      links.push({ text: 'The code changed, too, but not in a line that matters here.' });
  }
  if (tried && proven) links.push(proofLink(compared, tried));
  return [...links, ...forkLinks(compared, fork, before, nowBeats)];
}

function isFromChange(
  compared: Compared,
  changed: readonly ChangedLine[],
  found: Reasons,
  before: readonly Beat[],
  fork: Fork | undefined,
): boolean {
  const nowBeats = beatsUpTo(compared.now.pass, compared.upTo);
  if (found.reads.length + found.replayAsks.length === 0 || !found.isSeen) return true;
  return isChangedHere(compared, changed, fork, before, nowBeats);
}

function knownReasons(compared: Compared, found: Reasons): CauseLink[] {
  const replay = found.replayAsks.map((each) => replayLink(compared, each));
  if (found.reads.length === 0 && replay.length === 0) {
    const then = wakeUpName(compared.recorded.pass);
    const text = `The code is the same as at ${then}, and so is all that it read. What made the difference is not known: nothing that this page records.`;
    return [{ text, certainty: 'unknown' }];
  }
  const links = [...found.reads.flatMap((each) => readLinks(compared, each)), ...replay];
  if (found.isProven) return links;
  if (found.reads.length + replay.length > 1) {
    // No line is accused that may be innocent.
    for (const link of links) delete link.isCause;
    const text = found.isSeen
      ? 'One of these values made the difference, or several did.'
      : 'One of these values made the difference. Which one is not known.';
    links.push({ text, certainty: found.isSeen ? 'likely' : 'unknown' });
  } else if (!found.isSeen)
    links.push({ text: 'No other value differs, so it is likely the cause.', certainty: 'likely' });
  return links;
}

// --- what the difference rests on --------------------------------------------------------------------------------------

interface Reasons {
  reads: DifferentRead[];
  /** Lines of this pass that ask whether it is a replay, and were told something else: [then, now]. */
  replayAsks: [number, number][];
  /** The values were followed from where the ways part. False: these are only all that differ before it. */
  isSeen: boolean;
  /** The pass was run again without them, and did not differ. */
  isProven?: boolean;
}

/** What trials have shown. Of the variables that a process keeps, those on which the difference rests. */
function provenReasons(
  compared: Compared,
  tried: Tried,
  before: readonly Beat[],
  nowBeats: readonly Beat[],
  fork: Fork | undefined,
): Reasons | undefined {
  if (tried.causes.length === 0) return undefined;
  const { reads, isMemory } = provenReads(compared, tried);
  const isProven = { replayAsks: [], isSeen: true, isProven: true };
  if (!isMemory) return { reads, ...isProven };
  const near = reasonsOf(compared, before, nowBeats, fork).reads.filter(
    ({ now }) => memoryName(now.api) !== undefined,
  );
  // Trials know which variables, the values that were followed know where they were used last.
  const named = provenVariables(compared, tried).map(
    (first) => near.find(({ now }) => now.api === first.now.api) ?? first,
  );
  return { reads: [...(named.length > 0 ? named : near), ...reads], ...isProven };
}

function reasonsOf(
  compared: Compared,
  before: readonly Beat[],
  nowBeats: readonly Beat[],
  fork: Fork | undefined,
): Reasons {
  const end = fork ? Math.min(compared.upTo, fork.index) : compared.upTo;
  const differing = differingAt(before, nowBeats.slice(0, end + 1));
  const lines = lineIndexes(nowBeats);
  const thenLines = lineIndexes(before);
  const textOf = textOfPass(compared, compared.now);
  for (const start of startsOf(compared, nowBeats, fork, textOf)) {
    const slice = sliceFrom(nowBeats, start, textOf, compared.isAboutInput);
    const reads = slice.reads.flatMap((index) =>
      differing.filter(({ nowIndex }) => nowIndex === index),
    );
    const replayAsks = slice.replayAsks.flatMap((index): [number, number][] => {
      const other = thenLines[lines.indexOf(index)];
      const was = other === undefined ? undefined : before[other];
      return was && was.isReplaying !== nowBeats[index]?.isReplaying && other !== undefined
        ? [[other, index]]
        : [];
    });
    if (reads.length + replayAsks.length > 0)
      return { reads: onceEach(reads), replayAsks, isSeen: true };
  }
  return { reads: onceEach(differing), replayAsks: [], isSeen: false };
}

/** What keeps its value is told of once, the nearest first; every draw is one of its own. */
function onceEach(reads: readonly DifferentRead[]): DifferentRead[] {
  const told = new Set<string>();
  return reads.filter(({ now: { api } }) => {
    const isKept = memoryName(api) !== undefined || api.includes('process.env');
    const isNew = !isKept || !told.has(api);
    told.add(api);
    return isNew;
  });
}

/** Lines of this pass from which values are followed: the one that decided, then the loops and branches around it. */
function startsOf(
  { id, at }: Compared,
  beats: readonly Beat[],
  fork: Fork | undefined,
  textOf: LineText,
): number[] {
  const ask = id === undefined ? undefined : beats.findLastIndex((each) => isAskFor(each, id));
  const place = fork
    ? fork.index - 1
    : at !== undefined
      ? at
      : ask !== undefined && ask >= 0
        ? ask
        : beats.length - 1;
  const first = lineBefore(beats, place);
  if (first === undefined) return [];
  const starts = [first];
  let line = beats[first]?.line ?? 0;
  for (let indent = indentOf(textOf(line)); line > 1 && indent > 0; line -= 1) {
    const text = textOf(line - 1);
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    const head = beats.findLastIndex(
      (each, index) => index <= first && each.kind === 'line' && each.line === line - 1,
    );
    if (head >= 0 && /^(\} )?(else )?(for|while|if|switch)\b/.test(text.trim())) starts.push(head);
  }
  return starts;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

const isAskFor = (beat: Beat, id: number): boolean => beat.kind === 'ask' && beat.id === id;

function lineBefore(beats: readonly Beat[], index: number): number | undefined {
  for (let at = Math.min(index, beats.length - 1); at >= 0; at -= 1)
    if (beats[at]?.kind === 'line') return at;
  return undefined;
}

// --- where the ways part -----------------------------------------------------------------------------------------------

/** The first line at which two passes part. Lines that only one of the texts has do not count, nor do their numbers. */
function forkOf(
  before: readonly Beat[],
  now: readonly Beat[],
  compared: Compared,
  changed: readonly ChangedLine[] | undefined,
): Fork | undefined {
  const then = lineIndexes(before).filter((each) => !isOf(changed, 'gone', before[each]?.line));
  const here = lineIndexes(now).filter((each) => !isOf(changed, 'new', now[each]?.line));
  if (then.length === 0) return undefined;
  const was = textOfPass(compared, compared.recorded);
  const is = textOfPass(compared, compared.now);
  const isSame = (one: number, other: number): boolean =>
    changed ? was(one).trim() === is(other).trim() : one === other;
  for (const [count, index] of here.entries()) {
    const line = now[index]?.line ?? 0;
    const beforeIndex = then[count];
    const other = beforeIndex === undefined ? undefined : before[beforeIndex]?.line;
    if (other !== undefined && isSame(other, line)) continue;
    if (other === undefined && compared.isFurther) return undefined;
    return {
      index,
      now: line,
      ...(other !== undefined && { before: other }),
      ...(beforeIndex !== undefined && { beforeIndex }),
    };
  }
  return undefined;
}

const isOf = (
  changed: readonly ChangedLine[] | undefined,
  kind: ChangedLine['kind'],
  line: number | undefined,
): boolean => changed?.some((each) => each.kind === kind && each.line === line) ?? false;

/** A line that changed is one of those on which the difference rests. */
function isChangedHere(
  compared: Compared,
  changed: readonly ChangedLine[],
  fork: Fork | undefined,
  before: readonly Beat[],
  nowBeats: readonly Beat[],
): boolean {
  const { id } = compared;
  const askAt = (beats: readonly Beat[]): number =>
    id === undefined ? -1 : beats.findLastIndex((each) => isAskFor(each, id));
  const sides = [
    { beats: before, kind: 'gone', at: fork?.beforeIndex, in: compared.recorded },
    { beats: nowBeats, kind: 'new', at: fork?.index, in: compared.now },
  ] as const;
  return sides.some(({ beats, kind, at, in: pass }) => {
    const ask = askAt(beats);
    const place = at === undefined ? (ask < 0 ? beats.length - 1 : ask) : at - 1;
    const start = lineBefore(beats, place);
    const lines =
      start === undefined ? [] : sliceFrom(beats, start, textOfPass(compared, pass)).lines;
    const own = at === undefined ? beats[ask]?.line : beats[at]?.line;
    return [...lines, own].some((line) => isOf(changed, kind, line));
  });
}

/** Where the two passes took other ways, as far as the lines of both are known. */
function forkLinks(
  compared: Compared,
  fork: Fork | undefined,
  before: readonly Beat[],
  nowBeats: readonly Beat[],
): CauseLink[] {
  const lead = 'So the code took another way:';
  const then = wakeUpName(compared.recorded.pass);
  if (fork) {
    const was = fork.before === undefined ? 'the end' : `line ${fork.before}`;
    const text = `${lead} ${was} at ${then}, line ${fork.now} now.`;
    return [{ text, line: fork.now, spots: spotsOf(compared, fork.beforeIndex, fork.index) }];
  }
  const { id } = compared;
  if (id === undefined) return [];
  const thenIndex = before.findIndex((each) => isAskFor(each, id));
  const nowIndex = nowBeats.findLastIndex((each) => isAskFor(each, id));
  const [was, now] = [before[thenIndex]?.line, nowBeats[nowIndex]?.line];
  if (was === undefined || now === undefined) return [];
  const text =
    was === now
      ? `Line ${now} asked at ${then}, too, but ${compared.isAboutInput ? 'gave something else' : 'for something else'}.`
      : `${lead} line ${was} asked at ${then}, line ${now} asks now.`;
  return [{ text, line: now, spots: spotsOf(compared, thenIndex, nowIndex) }];
}
