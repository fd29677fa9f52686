import { BOUNDS } from '../../link/bounds.ts';
import { ruleOf } from '../../lint/finding.ts';
import { lint } from '../../lint/lint.ts';
import { LONGEST_SOURCE } from '../../source/compile.ts';
import { describeProgram } from '../../source/describe.ts';
import type { Problem } from '../../source/problem.ts';
import type { Finding } from '../../ui/editor/finding.ts';

type Sdk = 'durabletask' | 'dapr';

/** What can be said of a text without running it. */
export interface Reading {
  /** What keeps it from running, what a replay does not stand, what else is worth knowing. With an error it can't run. */
  findings: Finding[];
  /** Every function that a run could start. */
  functions: readonly string[];
  /** The workflow that the page starts. Absent: the text has none, or starts its workflows itself (`isHost`). */
  entry?: string;
  isHost: boolean;
  dialect: Sdk;
  facade: Sdk;
  /** Why it can't even be opened: a sentence. */
  isUnusable?: string;
}

/** Looks at a program before it runs: what is wrong, and what it would start. */
export function readProgram(text: string): Reading {
  if (text.trim() === '') return unusable('There is no code here yet.');
  if (text.length > LONGEST_SOURCE)
    return unusable('The program is too long. At most 256 KB can be read.');
  const { kind, dialect, facade, workflows, activities, entry, problems, remarks } =
    describeProgram(text);
  if (entry !== undefined && entry.length > BOUNDS.name)
    return unusable(`The name of the workflow is too long. At most ${BOUNDS.name} characters.`);
  return {
    findings: [
      ...problems.map((each) => told(each, 'error')),
      ...remarks.map((each) => told(each, 'info')),
      ...adviceOn(text, facade),
    ],
    functions: [...workflows, ...activities].map(({ name }) => name),
    ...(entry !== undefined && { entry }),
    isHost: kind === 'host',
    dialect,
    facade,
  };
}

function unusable(isUnusable: string): Reading {
  return {
    findings: [told({ line: 1, column: 1, message: isUnusable }, 'error')],
    functions: [],
    isHost: false,
    dialect: 'dapr',
    facade: 'dapr',
    isUnusable,
  };
}

const told = ({ line, column, message }: Problem, severity: Finding['severity']): Finding => ({
  line,
  column,
  severity,
  message,
});

const MAY_DIFFER: NonNullable<Finding['verdicts']> = ['stops', 'silently-different'];

/** What the linter says. The program runs all the same, and shows what comes of it. */
function adviceOn(text: string, facade: Sdk): Finding[] {
  return lint(text, facade).map((found) => ({
    line: found.line,
    column: found.column,
    endLine: found.endLine,
    endColumn: found.endColumn,
    severity: found.severity === 'hint' ? 'info' : 'warning',
    message: found.via
      ? `${found.message} The workflow gets here by ${found.via.join(', ')}.`
      : found.message,
    code: found.code,
    ...(ruleOf(found.code).differs === true && { verdicts: MAY_DIFFER }),
    sample: found.sample,
    fixes: found.fixes.map(({ title, edits }) => ({
      label: title,
      lookedAt: text,
      edits: edits.map(({ from, to, text: insert }) => ({ from, to, insert })),
    })),
  }));
}
