import { problemAt, type Problem } from './problem.ts';
import { child, list, nameOf, type Syntax } from './syntax.ts';

type Value = string | number;

/** The object that an enum is in JavaScript, as source text on one line. */
export function enumValues(node: Syntax): { object: string } | { problem: Problem } {
  const known = new Map<string, Value>();
  let next: number | undefined = 0;
  for (const member of list(node, 'members')) {
    const id = child(member, 'id');
    const name = nameOf(id) ?? String(id?.value);
    const initializer = child(member, 'initializer');
    const value: Value | undefined = initializer ? valueOf(initializer, known) : next;
    if (value === undefined)
      return {
        problem: problemAt(
          member,
          'The value of this enum member can’t be read here. Write a text or a number, or use an object instead.',
        ),
      };
    known.set(name, value);
    next = typeof value === 'number' ? value + 1 : undefined;
  }
  const pairs = [...known].flatMap(([name, value]) => [
    `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    ...(typeof value === 'number'
      ? [`${JSON.stringify(String(value))}:${JSON.stringify(name)}`]
      : []),
  ]);
  return { object: `{${pairs.join(',')}}` };
}

function valueOf(node: Syntax, known: ReadonlyMap<string, Value>): Value | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number'
        ? node.value
        : undefined;
    case 'Identifier':
      return known.get(String(node.name));
    case 'UnaryExpression': {
      const argument = child(node, 'argument');
      const value = argument && valueOf(argument, known);
      if (typeof value !== 'number') return undefined;
      return node.operator === '-' ? -value : node.operator === '~' ? ~value : undefined;
    }
    case 'BinaryExpression': {
      const [left, right] = [child(node, 'left'), child(node, 'right')].map(
        (each) => each && valueOf(each, known),
      );
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      if (node.operator === '<<') return left << right;
      if (node.operator === '|') return left | right;
      return node.operator === '+' ? left + right : undefined;
    }
    default:
      return undefined;
  }
}
