import type { Pass } from '../trace/step.ts';
import type { CauseLink } from './frame.ts';
import type { FunctionSpan, ProgramView } from './program-view.ts';
import type { RunState } from './run-state.ts';

/** The program as the app run that is shown has it: after a deploy the text of version 2. */
export function programOf(program: ProgramView, version: 'v1' | 'v2'): ProgramView {
  const { next } = program;
  if (version === 'v1' || !next) return program;
  const spanOf = (known: FunctionSpan | undefined): FunctionSpan | undefined =>
    known && next.functions.find(({ name }) => name === known.name);
  const { workflow, plain, ...rest } = program;
  const newWorkflow = spanOf(workflow);
  const newPlain = spanOf(plain);
  return {
    ...rest,
    source: next.source,
    functions: next.functions,
    loose: next.loose ?? [],
    ...(newWorkflow && { workflow: newWorkflow }),
    ...(newPlain && { plain: newPlain }),
  };
}

/** The version of the code that an app run had. */
export const versionOfRun = (state: RunState, run: number): 'v1' | 'v2' =>
  state.versionTwoRuns.includes(run) ? 'v2' : 'v1';

/**
 * The function that runs under a name that no function has: one of several named versions (docs/VERSIONS.md). Undefined where the
 * workflow's name is its function's.
 */
export function namedVersionSpan(
  program: ProgramView,
  pass: Pass | undefined,
): FunctionSpan | undefined {
  if (!pass || program.functions.some(({ name }) => name === pass.name)) return undefined;
  const beat = pass.beats?.findLast((each) => each.kind === 'line' && each.stack !== undefined);
  const outermost = beat?.kind === 'line' ? beat.stack?.[0]?.fn : undefined;
  return program.functions.find(({ name }) => name === outermost);
}

/** Most changed lines that are told. */
const MOST_LINES = 8;
/** A longer text is compared as a heap of lines. */
const MOST_COMPARED = 1_500;

export type ChangedLine = NonNullable<CauseLink['changed']>[number];

/**
 * The lines in which the code of two passes differs, those of the workflow first. Undefined: both ran the same text.
 */
export function changedLines(
  state: RunState,
  then: Pass,
  now: Pass,
  program: ProgramView,
): ChangedLine[] | undefined {
  const was = versionOfRun(state, then.process);
  const is = versionOfRun(state, now.process);
  if (was === is) return undefined;
  const [before, after] = [programOf(program, was), programOf(program, is)];
  const ofWorkflow = difference(linesOf(before, before.workflow), linesOf(after, after.workflow));
  const changed = ofWorkflow.length > 0 ? ofWorkflow : difference(linesOf(before), linesOf(after));
  return changed.length > 0 ? changed : undefined;
}

/**
 * The line of the code that runs now with the text of a line of the code that ran then. Undefined: that line is gone, or the texts
 * are too long to be compared.
 */
export function sameLineNow(
  state: RunState,
  then: Pass,
  now: Pass,
  program: ProgramView,
  line: number,
): number | undefined {
  const was = versionOfRun(state, then.process);
  const is = versionOfRun(state, now.process);
  if (was === is) return line;
  const [before, after] = [linesOf(programOf(program, was)), linesOf(programOf(program, is))];
  if (Math.max(before.length, after.length) > MOST_COMPARED) return undefined;
  const changes = difference(before, after);
  const kept = (lines: readonly Line[], kind: ChangedLine['kind']) => {
    const changed = new Set(changes.flatMap((each) => (each.kind === kind ? each.line : [])));
    return lines.filter((each) => !changed.has(each.line));
  };
  const at = kept(before, 'gone').findIndex((each) => each.line === line);
  return at < 0 ? undefined : kept(after, 'new')[at]?.line;
}

/** The link that says so. */
export function codeLink(
  state: RunState,
  then: Pass,
  now: Pass,
  changed: readonly ChangedLine[],
): CauseLink {
  const number = (pass: Pass): number => (versionOfRun(state, pass.process) === 'v1' ? 1 : 2);
  const text = `The code changed: wake-up ${then.number} ran version ${number(then)}, app run ${now.process} runs version ${number(now)}.`;
  const rest = changed.length - MOST_LINES;
  const more = rest > 0 ? ` ${rest} more lines changed.` : '';
  const line = changed.find(({ kind }) => kind === 'new')?.line;
  return {
    text: text + more,
    ...(line !== undefined && { line }),
    changed: changed.slice(0, MOST_LINES),
  };
}

interface Line {
  line: number;
  text: string;
}

function linesOf({ source }: ProgramView, span?: FunctionSpan): Line[] {
  const lines = source.split('\n').map((text, index) => ({ line: index + 1, text: text.trim() }));
  const within = span ? lines.slice(span.line - 1, span.endLine) : lines;
  return within.filter(({ text }) => text !== '' && text !== '}');
}

/** What has to go and what has to come, so that one list of lines becomes the other: the fewest lines. */
function difference(before: readonly Line[], after: readonly Line[]): ChangedLine[] {
  if (Math.max(before.length, after.length) > MOST_COMPARED) return [];
  const common = commonLengths(before, after);
  const changed: ChangedLine[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [was, is] = [before[one], after[other]];
    if (was && is && was.text === is.text) {
      one += 1;
      other += 1;
    } else if (
      was &&
      (!is || lengthAt(common, one + 1, other) >= lengthAt(common, one, other + 1))
    ) {
      changed.push({ kind: 'gone', ...was });
      one += 1;
    } else if (is) {
      changed.push({ kind: 'new', ...is });
      other += 1;
    }
  }
  return changed;
}

const lengthAt = (common: readonly number[][], one: number, other: number): number =>
  common[one]?.[other] ?? 0;

/** For each pair of ends: how many lines they have in common, in order. */
function commonLengths(before: readonly Line[], after: readonly Line[]): number[][] {
  const common = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  );
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const isSame = before[one]?.text === after[other]?.text;
      const row = common[one];
      if (!row) continue;
      row[other] = isSame
        ? 1 + lengthAt(common, one + 1, other + 1)
        : Math.max(lengthAt(common, one + 1, other), lengthAt(common, one, other + 1));
    }
  }
  return common;
}
