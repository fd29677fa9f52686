import type { Syntax } from './syntax.ts';

/** What keeps a program from running here, and what to do about it. Line and column count from 1. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  /** Set where the page has another way: a program that starts its workflows itself, and many runs of one were asked for. */
  is?: 'starts-itself';
}

export function problemAt(node: Syntax, message: string): Problem {
  return { line: node.loc.start.line, column: node.loc.start.column + 1, message };
}

export const NO_WORKFLOW =
  'There is no workflow in this text. Write one as: export async function* work(ctx, input) { … }';
