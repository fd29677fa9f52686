import { LONGEST_SOURCE } from '../source/compile.ts';
import { parse } from '../source/parse.ts';
import type { Problem } from '../source/problem.ts';
import { isFunction, type Syntax } from '../source/syntax.ts';
import { ruleOf, type Finding, type Fix } from './finding.ts';
import { perReading, readFor, type ContextStyle, type Reading } from './reading.ts';
import type { Report } from './report.ts';
import { awaitReports } from './rules/awaits.ts';
import { drawReports } from './rules/draws.ts';
import { localeReports } from './rules/locale.ts';
import { loopReports } from './rules/loops.ts';
import { moduleStateReports } from './rules/module-state.ts';
import { replayingReports } from './rules/replaying.ts';
import { shapeReports } from './rules/shape.ts';
import { taskReports } from './rules/tasks.ts';

export type { Finding, Fix } from './finding.ts';

const RULE_SETS = [
  drawReports,
  awaitReports,
  moduleStateReports,
  replayingReports,
  loopReports,
  localeReports,
  shapeReports,
  taskReports,
];

/** What was found in a file, or why it can't be read. */
export type LintResult = { ok: true; findings: Finding[] } | { ok: false; problem: Problem };

/**
 * Looks for what does not stand a replay, in workflow code only. In the order of the source. `assumed`: whose context the workflows are
 * given, where the file does not tell.
 */
export function lintFile(source: string, assumed?: ContextStyle): LintResult {
  if (source.length > LONGEST_SOURCE)
    return problem('The program is too long. At most 256 KB can be read.');
  try {
    const parsed = parse(source);
    if ('message' in parsed) return { ok: false, problem: parsed };
    const reading = readFor(source, parsed.uncommented, parsed.program, assumed);
    const reports = RULE_SETS.flatMap((rules) => rules(reading));
    return { ok: true, findings: sorted(reports.map((each) => findingOf(reading, each))) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return problem('The program is nested too deeply. Split it into functions.');
  }
}

/** The findings alone: none for a file that can't be read, which the compiler tells better. */
export function lint(source: string, assumed?: ContextStyle): Finding[] {
  const result = lintFile(source, assumed);
  return result.ok ? result.findings : [];
}

const problem = (message: string): LintResult => ({
  ok: false,
  problem: { line: 1, column: 1, message },
});

function findingOf(
  reading: Reading,
  { code, node, end: last, message, severity, fixes }: Report,
): Finding {
  const rule = ruleOf(code);
  const via = viaOf(reading, node);
  const end = placeOf(reading, last ?? node.end);
  return {
    code,
    rule: rule.name,
    line: node.loc.start.line,
    column: node.loc.start.column + 1,
    endLine: end.line,
    endColumn: end.column,
    message,
    severity: severity ?? rule.severity,
    ...(via && { via }),
    ...(rule.sample !== undefined && { sample: rule.sample }),
    fixes: fixes.filter((each): each is Fix => each !== undefined),
  };
}

function viaOf(reading: Reading, node: Syntax): string[] | undefined {
  let home = reading.bindings.homeOf(node);
  let reached = reading.code.reached.get(home);
  while (!reached && isFunction(home)) {
    home = reading.bindings.homeOf(home);
    reached = reading.code.reached.get(home);
  }
  return reached && reached.chain.length > 1 ? [...reached.chain] : undefined;
}

/** Where each line starts, as the parser counts lines. */
const lineStarts = perReading(({ source }) => [
  0,
  ...Array.from(source.matchAll(/\r\n|[\n\r\u2028\u2029]/g), (each) => each.index + each[0].length),
]);

function placeOf(reading: Reading, at: number): { line: number; column: number } {
  const starts = lineStarts(reading);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

function sorted(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings
    .sort(
      (a, b) =>
        a.line - b.line ||
        a.column - b.column ||
        a.endLine - b.endLine ||
        a.endColumn - b.endColumn ||
        (a.code < b.code ? -1 : Number(a.code > b.code)),
    )
    .filter((each) => {
      const key = `${each.code} ${each.line}:${each.column}-${each.endLine}:${each.endColumn}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
