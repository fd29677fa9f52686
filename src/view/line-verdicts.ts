import type { Beat } from '../trace/beat.ts';
import type { CodeVerdict } from '../trace/verdict.ts';
import { programOf, versionOfRun } from './code-version.ts';
import type { CauseLink, LineVerdict } from './frame.ts';
import { beatsUpTo, digestOf } from './pass-digest.ts';
import type { ProgramView } from './program-view.ts';
import { otherDraw } from './read-draws.ts';
import { readName } from './read-words.ts';
import type { PassAt, RunState } from './run-state.ts';

/** What has come of the reads of this run: the chain of cause of a disagreement, or of one that no engine reports. */
export interface Outcome {
  verdict: Exclude<CodeVerdict, 'safe'>;
  why: readonly CauseLink[];
}

const CONSEQUENCE: Record<Outcome['verdict'], string> = {
  stops: 'So code and history disagree, and the engine stops this workflow.',
  'silently-different': 'So the replay is not the same, and no engine reports it.',
};

/**
 * What comes of the lines that are not the same in every replay, as far as one beat of a pass: one verdict for a line, and only where
 * it is known. A value that differs and has changed nothing yet gets none: that was luck.
 */
export function verdictsAt(
  state: RunState,
  at: PassAt,
  upTo: number,
  program: ProgramView,
  outcome: Outcome | undefined,
): LineVerdict[] {
  const verdicts = new Map<number, LineVerdict>();
  for (const { isCause, line, text } of outcome?.why ?? []) {
    if (!outcome || isCause !== true || line === undefined || verdicts.has(line)) continue;
    const { verdict } = outcome;
    verdicts.set(line, { line, verdict, why: `${text} ${CONSEQUENCE[verdict]}` });
  }
  const source = programOf(program, versionOfRun(state, at.pass.process)).source.split('\n');
  const { again } = digestOf(at.pass);
  const beats = beatsUpTo(at.pass, upTo);
  // The last time that a line printed says it for all times before: a loop prints hundreds of times.
  const lastLogs = new Map(
    beats.flatMap((beat, index) =>
      beat.kind === 'log' && again[index] ? [[beat.line, index] as const] : [],
    ),
  );
  for (const [index, beat] of beats.entries()) {
    if (verdicts.get(beat.line)?.verdict !== undefined && !isSafe(verdicts, beat.line)) continue;
    if (beat.kind === 'log' && again[index] && lastLogs.get(beat.line) !== index) continue;
    const why = whySafe(state, at, beat, again[index] ?? false, source);
    if (why !== undefined) verdicts.set(beat.line, { line: beat.line, verdict: 'safe', why });
  }
  return [...verdicts.values()].sort((a, b) => a.line - b.line);
}

const isSafe = (verdicts: ReadonlyMap<number, LineVerdict>, line: number): boolean =>
  verdicts.get(line)?.verdict === 'safe';

function whySafe(
  state: RunState,
  at: PassAt,
  beat: Beat,
  isAgain: boolean,
  source: readonly string[],
): string | undefined {
  if (beat.kind === 'log' && isAgain)
    return `This line prints again on every replay, ×${timesPrinted(state, at, beat)} so far. Nothing else comes of it.`;
  if (beat.kind !== 'read') return undefined;
  const other = otherDraw(state.passes, at, beat);
  if (!other || !isOnlyPrinted(source, beat.line)) return undefined;
  return `${readName(beat.api)} gave another value at ${other.wakeUp}. It is only printed, so nothing else comes of it.`;
}

/** How often this line has printed in this app run, each time that it came by. */
export function timesPrinted(
  state: RunState,
  { pass: now }: Pick<PassAt, 'pass'>,
  beat: Extract<Beat, { kind: 'log' }>,
): number {
  let count = 0;
  for (const { pass } of state.passes) {
    if (pass.process !== now.process) continue;
    const end = pass === now ? (pass.beats?.indexOf(beat) ?? -1) : Infinity;
    for (const log of digestOf(pass).logs)
      if (log.line === beat.line && log.beat <= end) count += 1;
  }
  return count;
}

const PRINTS = /^\s*(?:if \(!\w+\.isReplaying(?:\(\))?\) )?console\.\w+\(.*\);?\s*(?:\/\/.*)?$/;
const NAMED = /^\s*(?:const|let|var) (\w+)(?:\s*:[^=]+)? = [^;]*;?\s*(?:\/\/.*)?$/;
const COMMENT = /^\s*(?:\/\/|\*|\/\*)/;

/** By the text alone, and strictly: the read stands in a log line, or in a variable that nothing but log lines name. */
export function isOnlyPrinted(source: readonly string[], line: number): boolean {
  const text = source[line - 1] ?? '';
  if (PRINTS.test(text)) return isOneCall(text);
  const name = NAMED.exec(text)?.[1];
  if (name === undefined) return false;
  const named = new RegExp(`(?<![\\w$])${name}(?![\\w$])`);
  return source.every(
    (each, index) =>
      index === line - 1 ||
      !named.test(each) ||
      COMMENT.test(each) ||
      (PRINTS.test(each) && isOneCall(each)),
  );
}

/** Nothing else is done in the same line: no assignment, no second statement, no task. */
const isOneCall = (text: string): boolean => {
  const bare = text.replaceAll(/'[^']*'|"[^"]*"|`[^`$]*`/g, '');
  return !/[^=!<>]=[^=>]|\+\+|--|\byield\b|\bawait\b|;.*\S/.test(
    bare.replace(/;\s*(?:\/\/.*)?$/, ''),
  );
};
