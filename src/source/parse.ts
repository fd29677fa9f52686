import { Parser } from 'acorn';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import type { Problem } from './problem.ts';
import { child, isSyntax, list, type Syntax } from './syntax.ts';

const TypeScriptParser = Parser.extend(tsPlugin());

export interface Parsed {
  program: Syntax;
  /** The source with every comment blanked: of the same length, so that a keyword can be looked for in it. */
  uncommented: string;
}

export function parse(source: string): Parsed | Problem {
  const comments: { start: number; end: number }[] = [];
  try {
    const program: unknown = TypeScriptParser.parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      onComment: (_isBlock, _text, start, end) => comments.push({ start, end }),
    });
    if (!isSyntax(program)) throw new Error('The parser gave no tree.');
    let uncommented = source;
    for (const { start, end } of comments)
      uncommented = uncommented.slice(0, start) + ' '.repeat(end - start) + uncommented.slice(end);
    return { program, uncommented };
  } catch (error) {
    return syntaxProblem(error);
  }
}

/** Reads one plain JavaScript expression. */
export function parseExpression(source: string): { expression: Syntax } | Problem {
  try {
    const program: unknown = Parser.parse(`(${source}\n)`, {
      ecmaVersion: 'latest',
      sourceType: 'script',
    });
    const [only, ...others] = isSyntax(program) ? list(program, 'body') : [];
    const expression = only && child(only, 'expression');
    // A closing bracket in the source may end the expression early.
    if (expression && others.length === 0) return { expression };
    return { line: 1, column: 1, message: 'The source must be one JavaScript expression.' };
  } catch (error) {
    if (error instanceof RangeError)
      return { line: 1, column: 1, message: 'The source is nested too deeply.' };
    const problem = syntaxProblem(error);
    return problem.line === 1 ? { ...problem, column: Math.max(1, problem.column - 1) } : problem;
  }
}

/** Checks what the passes have made of the source: a form of TypeScript that they take apart wrongly must not run. */
export function reparse(code: string): Problem | undefined {
  try {
    Parser.parse(code, { ecmaVersion: 'latest', sourceType: 'script' });
    return undefined;
  } catch (error) {
    const { line, column } = syntaxProblem(error);
    return {
      line,
      column,
      message:
        'The types here are written in a way that this page can’t remove. Write them on one line, or leave them out.',
    };
  }
}

function syntaxProblem(error: unknown): Problem {
  if (!(error instanceof SyntaxError)) throw error;
  const place: unknown = Reflect.get(error, 'loc');
  const line = numberIn(place, 'line') ?? 1;
  const column = (numberIn(place, 'column') ?? 0) + 1;
  const what = error.message.replace(/\s*\(\d+:\d+\)$/, '').replace(/\.$/, '');
  return {
    line,
    column,
    message: `${what}. The code can’t be read here. Look for a bracket, quote or comma that is missing on this line or just before it.`,
  };
}

function numberIn(holder: unknown, key: string): number | undefined {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const value: unknown = Reflect.get(holder, key);
  return typeof value === 'number' ? value : undefined;
}
