import type { Pass } from '../trace/step.ts';
import type { Disagreement } from './frame.ts';
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
const MOST_LINES = 2;

/**
 * Why two passes part, when a deploy lies between them: which version each ran, and the first lines that only the new text has,
 * or lacks. Undefined when both ran the same text.
 */
export function codeChange(
  state: RunState,
  then: Pass,
  now: Pass,
  program: ProgramView,
): Disagreement['why'] | undefined {
  const was = versionOfRun(state, then.process);
  const is = versionOfRun(state, now.process);
  if (was === is) return undefined;
  const wakeUp = `wake-up ${then.number}`;
  const text = `The code changed: ${wakeUp} ran version ${was === 'v1' ? 1 : 2}, app run ${now.process} runs version ${is === 'v1' ? 1 : 2}.`;
  const links: Disagreement['why'] = [{ text }];
  const before = workflowLines(programOf(program, was));
  const after = workflowLines(programOf(program, is));
  for (const { line, text: added } of onlyIn(after, before).slice(0, MOST_LINES))
    links.push({ text: `New in line ${line}: ${added}`, line });
  for (const { text: gone } of onlyIn(before, after).slice(0, MOST_LINES))
    links.push({ text: `No longer there: ${gone}` });
  return links;
}

interface Line {
  line: number;
  text: string;
}

function workflowLines({ source, workflow }: ProgramView): Line[] {
  if (!workflow) return [];
  return source
    .split('\n')
    .slice(workflow.line - 1, workflow.endLine)
    .map((text, index) => ({ line: workflow.line + index, text: text.trim() }))
    .filter(({ text }) => text !== '' && text !== '}');
}

/** Each line of the other text takes one equal line away. */
function onlyIn(lines: readonly Line[], others: readonly Line[]): Line[] {
  const left = others.map(({ text }) => text);
  return lines.filter(({ text }) => {
    const known = left.indexOf(text);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
}
