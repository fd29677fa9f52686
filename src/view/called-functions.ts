import type { Pass } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { FunctionSpan, ProgramView } from './program-view.ts';

/** The lines that the wake-ups of each instance have run, by version of the code and instance. */
type Ran = ReadonlyMap<string, ReadonlySet<number>>;

const linesRun = new WeakMap<Pass, ReadonlySet<number>>();

/** A pass never changes, so it is read once. */
function linesOf(pass: Pass): ReadonlySet<number> {
  const lines =
    linesRun.get(pass) ??
    new Set(pass.beats?.flatMap(({ kind, line }) => (kind === 'line' ? [line] : [])));
  linesRun.set(pass, lines);
  return lines;
}

const known = new WeakMap<Trace, { steps: number; ran: Ran }>();

function ranIn(trace: Trace): Ran {
  const last = known.get(trace);
  if (last?.steps === trace.steps.length) return last.ran;
  const ran = new Map<string, Set<number>>();
  const versionTwo = new Set<number>();
  for (const step of trace.steps) {
    if (step.kind === 'app-started' && step.code) versionTwo.add(step.process);
    if (step.kind !== 'pass' || step.pass.of !== 'turn') continue;
    const key = `${versionTwo.has(step.pass.process) ? 'v2' : 'v1'} ${step.pass.instance}`;
    const lines = ran.get(key) ?? new Set();
    ran.set(key, lines);
    for (const line of linesOf(step.pass)) lines.add(line);
  }
  known.set(trace, { steps: trace.steps.length, ran });
  return ran;
}

/**
 * Functions outside of the workflow that its wake-ups have called, in the order of the text. Those of the whole run, not only up to the
 * cursor: so no line moves when one is called for the first time.
 */
export function helpersOf(
  trace: Trace,
  instance: string | undefined,
  version: 'v1' | 'v2',
  program: ProgramView,
): FunctionSpan[] {
  const found = new Set<FunctionSpan>();
  for (const line of ranIn(trace).get(`${version} ${instance ?? ''}`) ?? []) {
    const helper = helperAt(program, line);
    if (helper) found.add(helper);
  }
  return [...found].sort((a, b) => a.line - b.line);
}

/** The function outside of the workflow in which a line stands: of nested ones the outermost that is not around the workflow. */
export function helperAt(program: ProgramView, line: number): FunctionSpan | undefined {
  const { workflow, functions, loose = [] } = program;
  if (!workflow || isInside(workflow, line)) return undefined;
  let helper: FunctionSpan | undefined;
  for (const each of [...functions, ...loose]) {
    const isAround = each.line <= workflow.line && each.endLine >= workflow.endLine;
    if (isAround || !isInside(each, line)) continue;
    if (!helper || each.endLine - each.line > helper.endLine - helper.line) helper = each;
  }
  return helper;
}

export const isInside = (span: FunctionSpan, line: number): boolean =>
  line >= span.line && line <= span.endLine;
