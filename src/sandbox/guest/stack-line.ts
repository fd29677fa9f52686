import type { LongCall } from '../../source/long-calls.ts';
import { builtins, codeAt, indexIn, sliced } from './builtins.ts';

/** The name under which the program's code is loaded. */
export const PROGRAM_FILE = 'program.ts';

let longCalls: readonly LongCall[] = [];

export function knowLongCalls(calls: readonly LongCall[]): void {
  longCalls = calls;
}

/**
 * The line of the program that called into the machine just now, by calling `callee`; 0 when none of its lines did.
 * QuickJS gives a call over several lines the line of the last thing inside its brackets, so those are looked up.
 */
export function callerLine(callee?: string): number {
  const stack: unknown = new builtins.Error().stack;
  const line = typeof stack === 'string' ? firstLine(stack) : 0;
  let start = 0;
  for (let at = 0; at < longCalls.length; at += 1) {
    const call = longCalls[at];
    const isIt = call && call.callee === callee && call.line <= line && call.endLine >= line;
    if (isIt && call.line > start) start = call.line;
  }
  return start === 0 ? line : start;
}

function firstLine(stack: string): number {
  const at = indexIn(stack, `${PROGRAM_FILE}:`);
  return at < 0 ? 0 : numberAt(stack, at + PROGRAM_FILE.length + 1);
}

function numberAt(text: string, start: number): number {
  let value = 0;
  for (let at = start; at < text.length; at += 1) {
    const digit = codeAt(text, at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
  }
  return value;
}

/** The frames of a stack that are the program's own, without columns: `at chargeCard (program.ts:19)`. */
export function programStack(stack: unknown): string | undefined {
  if (typeof stack !== 'string') return undefined;
  let text = '';
  let from = 0;
  for (let frames = 0; frames < 20;) {
    const end = indexIn(stack, '\n', from);
    const line = sliced(stack, from, end < 0 ? stack.length : end);
    const at = indexIn(line, `${PROGRAM_FILE}:`);
    if (at >= 0) {
      frames += 1;
      const isNamed = indexIn(line, '(') >= 0;
      const frame = `${sliced(line, 0, at)}${PROGRAM_FILE}:${numberAt(line, at + PROGRAM_FILE.length + 1)}`;
      text += `${text === '' ? '' : '\n'}${frame}${isNamed ? ')' : ''}`;
    }
    if (end < 0) break;
    from = end + 1;
  }
  return text === '' ? undefined : text;
}
