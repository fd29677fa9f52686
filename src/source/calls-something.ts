import { children, type Syntax } from './syntax.ts';

const CALLS = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'AwaitExpression',
]);

/** Some code of its own may run in it. */
export function callsSomething(node: Syntax): boolean {
  return CALLS.has(node.type) || children(node).some(callsSomething);
}
