import { child, children, isTypeOnly, nameOf, type Syntax } from './syntax.ts';

/** A call whose brackets span several lines. Lines count from 1. */
export interface LongCall {
  /** The last name of what is called: `fetch`, or `callActivity` of `ctx.callActivity`. */
  callee: string;
  /** Where that name stands. */
  line: number;
  endLine: number;
}

/** Every call by name that begins on one line and ends on another. */
export function longCallsIn(node: Syntax): LongCall[] {
  if (isTypeOnly(node)) return [];
  const inner = children(node).flatMap(longCallsIn);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return inner;
  const target = child(node, 'callee');
  const name = target?.type === 'MemberExpression' ? child(target, 'property') : target;
  const callee = nameOf(name);
  if (!name || callee === undefined) return inner;
  const line = name.loc.start.line;
  const endLine = node.loc.end.line;
  return line === endLine ? inner : [{ callee, line, endLine }, ...inner];
}
