import type { Finding } from '../../lint/finding.ts';
import { lintFile } from '../../lint/lint.ts';

/** What `lint` prints for one file (docs/LINT.md). */
export interface LintLines {
  lines: string[];
  /** `unreadable` stands for a file with a syntax error; hints alone leave a file `clean`. */
  state: 'clean' | 'found' | 'unreadable';
}

/** Lines for people, or one JSON object for each finding. `file` is the name as it was given. */
export function lintLines(file: string, source: string, isJson: boolean): LintLines {
  const result = lintFile(source);
  if (!result.ok) {
    const { line, column, message } = result.problem;
    return unreadable(file, message, isJson, { line, column });
  }
  const { findings } = result;
  return {
    lines: findings.map((each) =>
      isJson ? JSON.stringify({ file, ...each }) : textOf(file, each),
    ),
    state: findings.every(({ severity }) => severity === 'hint') ? 'clean' : 'found',
  };
}

/** What is printed for a file that can't be read. */
export function unreadable(
  file: string,
  message: string,
  isJson: boolean,
  place: { line?: number; column?: number } = {},
): LintLines {
  const { line, column } = place;
  const at = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const text = isJson
    ? JSON.stringify({ file, problem: { ...place, message } })
    : `${at}  unreadable  ${message}`;
  return { lines: [text], state: 'unreadable' };
}

function textOf(file: string, finding: Finding): string {
  const { line, column, code, severity, message, via } = finding;
  const weight = severity === 'error' ? '' : ` (${severity})`;
  const path = via ? ` Reached by ${via.join(' > ')}.` : '';
  return `${file}:${line}:${column}  ${code}${weight}  ${message}${path}`;
}
