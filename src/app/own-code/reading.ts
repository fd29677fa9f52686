import { lint } from '../../lint/lint.ts';
import { compile, LONGEST_SOURCE } from '../../source/compile.ts';
import type { Entry } from '../../sim/simulate.ts';
import type { ProgramFunction } from '../../source/module-shape.ts';
import type { Finding } from '../../ui/editor/finding.ts';

/** What can be said of a text without running it. */
export interface Reading {
  /** In the order of the text. With an error among them the text can't run. */
  findings: Finding[];
  functions: readonly ProgramFunction[];
  /** What a run would start; absent for a text that has no workflow. */
  entry?: Entry & { workflow: string };
  sdk: 'durabletask' | 'dapr';
  /** Why it can't even be shown in the editor: a sentence. */
  isUnusable?: string;
}

/** Looks at a program before it runs: what is wrong, and what it would start. */
export function readProgram(text: string): Reading {
  const sdk = /from\s*['"]@microsoft\/durabletask-js['"]/.test(text) ? 'durabletask' : 'dapr';
  if (text.trim() === '')
    return { findings: [error(EMPTY)], functions: [], sdk, isUnusable: EMPTY };
  if (text.length > LONGEST_SOURCE)
    return { findings: [error(TOO_LONG)], functions: [], sdk, isUnusable: TOO_LONG };
  const compiled = compile(text);
  if (!compiled.ok) {
    const findings = compiled.errors.map(({ line, column, message }) =>
      error(message, line, column),
    );
    return { findings, functions: [], sdk };
  }
  const { functions } = compiled;
  const workflow = startOf(functions, text);
  const advice = adviceOn(text, sdk);
  if (!workflow) return { findings: [error(NO_WORKFLOW), ...advice], functions, sdk };
  return { findings: advice, functions, sdk, entry: { workflow } };
}

const EMPTY = 'There is no code here yet.';
const NO_WORKFLOW =
  'No workflow was found. A workflow is an async function with a star: async function*.';
const TOO_LONG = 'The program is too long. At most 256 KB can be read.';

const error = (message: string, line = 1, column = 1): Finding => ({
  line,
  column,
  severity: 'error',
  message,
});

/** What the linter says. The program runs all the same, and shows what comes of it. */
function adviceOn(text: string, sdk: Reading['sdk']): Finding[] {
  return lint(text, sdk).map((found) => ({
    line: found.line,
    column: found.column,
    endLine: found.endLine,
    endColumn: found.endColumn,
    severity: found.severity === 'hint' ? 'info' : 'warning',
    message: found.via
      ? `${found.message} The workflow gets here by ${found.via.join(', ')}.`
      : found.message,
    code: found.code,
    sample: found.sample,
    fixes: found.fixes.map(({ title, edits }) => ({
      label: title,
      lookedAt: text,
      edits: edits.map(({ from, to, text: insert }) => ({ from, to, insert })),
    })),
  }));
}

/** The workflow that nobody else starts as a child; of several, an exported one, else the first. */
function startOf(functions: readonly ProgramFunction[], text: string): string | undefined {
  const workflows = functions.filter(({ kind }) => kind === 'workflow');
  const isChild = ({ name }: ProgramFunction) =>
    new RegExp(
      `call(?:SubOrchestrator|ChildWorkflow|SubWorkflow)\\(\\s*['"]?${escaped(name)}\\b`,
    ).test(text);
  const tops = workflows.filter((each) => !isChild(each));
  const [first] = tops.length > 0 ? tops : workflows;
  return (tops.find(({ isExported }) => isExported) ?? first)?.name;
}

const escaped = (name: string): string => name.replaceAll('$', '\\$');
