import { child, isSyntax, list, type Syntax } from '../source/syntax.ts';
import type { Value } from './value.ts';

/** What is asked of the values that a pattern takes apart. */
interface Parts {
  keyOf(node: Syntax): string | undefined;
  member(of: Value, name: string | undefined): Value[];
}

/** What a name inside of a pattern stands for, given what the whole pattern is given. */
export function destructured(
  of: Parts,
  values: readonly Value[],
  pattern: Syntax,
  name: string,
): Value[] {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name ? [...values] : [];
    case 'AssignmentPattern': {
      const left = child(pattern, 'left');
      return left ? destructured(of, values, left, name) : [];
    }
    case 'ObjectPattern':
      return list(pattern, 'properties').flatMap((each) => {
        const value = child(each, each.type === 'RestElement' ? 'argument' : 'value');
        if (!value) return [];
        if (each.type === 'RestElement') return destructured(of, values, value, name);
        const key = of.keyOf(each);
        return destructured(
          of,
          values.flatMap((whole) => of.member(whole, key)),
          value,
          name,
        );
      });
    case 'ArrayPattern': {
      const elements = Array.isArray(pattern.elements) ? (pattern.elements as unknown[]) : [];
      return elements.flatMap((each, index) => {
        if (!isSyntax(each)) return [];
        const given = values.flatMap((whole) => of.member(whole, String(index)));
        return destructured(of, given, each, name);
      });
    }
    default:
      return [];
  }
}
