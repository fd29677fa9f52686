import type { Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import type { Value } from './value.ts';

/** What `this` is at a place: the object or class around the method. */
export function selfOf(bindings: Bindings, node: Syntax): Value[] {
  let at: Syntax = node;
  for (let parent = bindings.parentOf(at); parent; parent = bindings.parentOf(at)) {
    const isMember = parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition';
    if (isMember || (parent.type === 'Property' && at.type === 'FunctionExpression')) {
      const body = bindings.parentOf(parent);
      const owner = body?.type === 'ClassBody' ? bindings.parentOf(body) : body;
      if (owner?.type === 'ObjectExpression') return [{ kind: 'object', node: owner }];
      return owner ? [{ kind: parent.static === true ? 'class' : 'instance', node: owner }] : [];
    }
    if (at.type === 'FunctionExpression' || at.type === 'FunctionDeclaration') return [];
    at = parent;
  }
  return [];
}
