import type { Beat } from '../trace/beat.ts';

/** What a decision rests on: indexes of beats of one pass. */
export interface Slice {
  /** Reads, the nearest first. */
  reads: number[];
  /** Lines that ask whether this is a replay. */
  replayAsks: number[];
  /** Numbers of the lines that it went through. */
  lines: ReadonlySet<number>;
}

/** Text of a line of the program that ran, from 1. */
export type LineText = (line: number) => string;

/** A slice is cut off after so many lines. */
const MOST_VISITS = 200;

type LineBeat = Extract<Beat, { kind: 'line' }>;

/**
 * Follows values backwards from one line of a pass: the reads on it, and those that its variables were made of. By the values that
 * were recorded and the text of the lines, so it may name too much, and misses what values do not show. `isAboutInput`: what the
 * first line gives to its calls matters, too; an answer never rests on it, for that comes from the history.
 */
export function sliceFrom(
  beats: readonly Beat[],
  from: number,
  textOf: LineText,
  isAboutInput = false,
): Slice {
  const walk = new SliceWalk(beats, textOf);
  walk.visit(from, isAboutInput ? 'inputs' : 'names');
  return {
    reads: [...walk.reads],
    replayAsks: [...walk.replayAsks],
    lines: new Set(walk.lines),
  };
}

class SliceWalk {
  readonly reads = new Set<number>();
  readonly replayAsks = new Set<number>();
  readonly lines = new Set<number>();
  readonly #seen = new Set<number>();

  constructor(
    private readonly beats: readonly Beat[],
    private readonly textOf: LineText,
  ) {}

  visit(index: number, given: Given = 'nothing'): void {
    const at = this.beats[index];
    if (at?.kind !== 'line' || this.#seen.has(index) || this.#seen.size >= MOST_VISITS) return;
    this.#seen.add(index);
    this.lines.add(at.line);
    const text = statementAt(at.line, this.textOf);
    if (/\bisReplaying\b/.test(text)) this.replayAsks.add(index);
    this.#inside(index, at);
    for (const name of namesIn(withGiven(text, given))) this.#define(index, at, name);
  }

  /** What happened until the statement was over: its own reads, and of the functions that it called what they gave back. */
  #inside(index: number, at: LineBeat): void {
    const depth = depthOf(at);
    const nested: number[] = [];
    for (let next = index + 1; next < this.beats.length; next += 1) {
      const beat = this.beats[next];
      if (beat?.kind === 'read' && nested.length === 0) this.reads.add(next);
      if (beat?.kind !== 'line') continue;
      if (depthOf(beat) <= depth) break;
      nested.push(next);
    }
    const last = nested[nested.length - 1];
    for (const each of nested) {
      const beat = this.beats[each];
      const text = beat ? this.textOf(beat.line).trim() : '';
      // What a function gives back rests on its last line, and on the ways that it took.
      if (each === last || /^(return|if|else|\} else|switch|while|for|do)\b/.test(text))
        this.visit(each);
    }
  }

  /** A variable whose value is not recorded, a function for one: the last line that gives it one. */
  #defineByText(index: number, at: LineBeat, name: string): void {
    for (let before = index - 1; before >= 0; before -= 1) {
      const beat = this.beats[before];
      if (beat?.kind !== 'line' || depthOf(beat) > depthOf(at)) continue;
      if (isAssigned(name, this.textOf(beat.line))) return this.visit(before);
    }
  }

  /** The line that gave a variable the value that it has here. */
  #define(index: number, at: LineBeat, name: string): void {
    const depth = frameOf(at, name);
    if (depth === undefined) return this.#defineByText(index, at, name);
    const value = valueIn(at, depth, name);
    for (let before = index - 1; before >= 0; before -= 1) {
      const beat = this.beats[before];
      if (beat?.kind !== 'line') continue;
      const isInFrame = depthOf(beat) > depth && beat.stack?.[depth]?.fn === at.stack?.[depth]?.fn;
      if (isInFrame && depthOf(beat) > depth + 1) continue;
      if (!isInFrame && depthOf(beat) > depth) {
        // Another function was called for the same statement: what it gave back may have been passed on.
        if (/^return\b/.test(this.textOf(beat.line).trim())) this.visit(before);
        continue;
      }
      const isSame = isInFrame && valueIn(beat, depth, name) === value;
      // The same value may have been given once more: the line says so.
      if (isSame && !isAssigned(name, this.textOf(beat.line))) continue;
      this.visit(before);
      return;
    }
  }
}

/** How much of a call of the context counts: all of it, what it is called with first, or nothing. */
type Given = 'inputs' | 'names' | 'nothing';

const CONTEXT_CALLS =
  /\.(callActivity|callSubOrchestrator|callChildWorkflow|callEntity|sendEvent|createTimer|waitForExternalEvent)\s*(<[^()]*>)?\(/g;

/** The text without what calls of the context are given, as far as it does not count. */
function withGiven(text: string, given: Given): string {
  if (given === 'inputs') return text;
  let left = '';
  let from = 0;
  for (const each of text.matchAll(CONTEXT_CALLS)) {
    const start = each.index + each[0].length;
    if (start < from) continue;
    const { comma, end } = argumentEnds(text, start);
    left += text.slice(from, given === 'names' ? comma : start);
    from = end;
  }
  return left + text.slice(from);
}

/** Where the first argument of a call ends, and where all of them do. */
function argumentEnds(text: string, start: number): { comma: number; end: number } {
  let open = 0;
  let comma: number | undefined;
  for (let at = start; at < text.length; at += 1) {
    const each = text.charAt(at);
    if (each === ',' && open === 0) comma ??= at;
    if ('([{'.includes(each)) open += 1;
    if (!')]}'.includes(each)) continue;
    if (open === 0) return { comma: comma ?? at, end: at };
    open -= 1;
  }
  return { comma: comma ?? text.length, end: text.length };
}

const depthOf = (beat: LineBeat): number => beat.stack?.length ?? 1;

/** Index of the innermost function on the stack that has the variable. */
function frameOf(at: LineBeat, name: string): number | undefined {
  for (let depth = depthOf(at) - 1; depth >= 0; depth -= 1)
    if (valueIn(at, depth, name) !== undefined) return depth;
  return undefined;
}

const valueIn = (at: LineBeat, depth: number, name: string): string | undefined =>
  at.stack?.[depth]?.variables.find((each) => each.name === name)?.value;

function isAssigned(name: string, text: string): boolean {
  const escaped = name.replace(/\$/g, '\\$');
  const pattern = `(?<![\\w$.])${escaped}\\s*(?:(?:[-+*/%&|^?]|\\*\\*|&&|\\|\\||\\?\\?|<<|>>>?)?=(?![=>])|\\+\\+|--)`;
  const parts = `\\b(?:const|let|var)\\s*[[{][^=]*(?<![\\w$.])${escaped}(?![\\w$])[^=]*[\\]}]\\s*=`;
  return new RegExp(`${pattern}|${parts}`).test(text);
}

/** A statement may go on for some lines. */
const MOST_LINES = 12;

/** The text from a line on until its brackets are closed. The block behind `if (…) {` is not part of it. */
export function statementAt(line: number, textOf: LineText): string {
  let text = '';
  let open = 0;
  for (let at = line; at < line + MOST_LINES; at += 1) {
    const next = withoutText(textOf(at));
    text += `${next}\n`;
    const body = next.replace(/(\)|\belse|\bdo|\btry|=>)\s*\{\s*$/, '$1');
    for (const each of body) {
      if ('([{'.includes(each)) open += 1;
      if (')]}'.includes(each)) open = Math.max(0, open - 1);
    }
    if (open === 0) break;
  }
  return text;
}

/** Without what stands in quotes, and without remarks. The places in a template stay. */
function withoutText(line: string): string {
  return line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''")
    .replace(/`([^`]*)`/g, (_whole, inner: string) =>
      [...inner.matchAll(/\$\{([^}]*)\}/g)].map((each) => `(${each[1] ?? ''})`).join('+'),
    )
    .replace(/\/\/.*$/, '');
}

/** Names that stand for values: not what follows a point. */
function namesIn(text: string): string[] {
  const found = text.matchAll(/(?<![\w$.])(?:\.\.\.)?([A-Za-z_$][\w$]*)/g);
  return [...new Set(Array.from(found, (each) => each[1] ?? ''))];
}
