import { child, list, type Syntax } from '../source/syntax.ts';
import type { Values } from './values.ts';

/** The get methods that reading a member runs. */
export function gettersOf(values: Values, node: Syntax): Syntax[] {
  const name = values.keyOf(node);
  if (name === undefined) return [];
  return values.of(child(node, 'object')).flatMap((each) => {
    if (each.kind !== 'object' && each.kind !== 'class' && each.kind !== 'instance') return [];
    const body = each.kind === 'object' ? each.node : (child(each.node, 'body') ?? each.node);
    return list(body, each.kind === 'object' ? 'properties' : 'body').flatMap((member) => {
      const value = child(member, 'value');
      return member.kind === 'get' && value && values.keyOf(member) === name ? [value] : [];
    });
  });
}
