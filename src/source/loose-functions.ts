import type { ProgramFunction } from './module-shape.ts';
import { labelOf } from './scope.ts';
import { child, children, isFunction, isTypeOnly, nameOf, type Syntax } from './syntax.ts';

/** Where a function stands in the source. Lines from 1, both ends included. */
export interface FunctionPlace {
  name: string;
  line: number;
  endLine: number;
}

/**
 * Functions that are not known by a name of their own: methods of classes (`Saga.step`) and of objects. What stands inside of a
 * known function is part of it; of host code, whose workflows stand inside of others, all are listed.
 */
export function looseFunctions(
  program: Syntax,
  known: readonly ProgramFunction[],
  isHost: boolean,
): FunctionPlace[] {
  const found: FunctionPlace[] = [];
  const visit = (node: Syntax, parent: Syntax | undefined, owner: string): void => {
    if (isTypeOnly(node)) return;
    const isOne = isFunction(node);
    if (isOne && parent) {
      const { line } = (parent.type === 'MethodDefinition' ? parent : node).loc.start;
      const endLine = node.loc.end.line;
      const isKnown = known.some((each) => each.line <= line && each.endLine === endLine);
      if (!isKnown && line < endLine)
        found.push({ name: `${owner}${labelOf(node, parent)}`, line, endLine });
    }
    if (isOne && !isHost) return;
    const inner = node.type.startsWith('Class') ? classPrefix(node, owner) : owner;
    for (const each of children(node)) visit(each, node, inner);
  };
  visit(program, undefined, '');
  return found;
}

function classPrefix(node: Syntax, owner: string): string {
  const name = nameOf(child(node, 'id'));
  return name === undefined ? owner : `${name}.`;
}
