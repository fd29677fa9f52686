import { child, children, isFunction, isTypeOnly, nameOf, type Syntax } from './syntax.ts';

/** Every node below and including this one, without what only speaks to the type checker. */
export function* nodesIn(node: Syntax): Generator<Syntax> {
  if (isTypeOnly(node)) return;
  yield node;
  for (const each of children(node)) yield* nodesIn(each);
}

/** The names that the code itself speaks of: no types, no imports, no keys of objects and members. */
export function namesUsed(program: Syntax): Set<string> {
  const used = new Set<string>();
  const visit = (node: Syntax): void => {
    if (isTypeOnly(node) || node.type === 'ImportDeclaration') return;
    const name = nameOf(node);
    if (name !== undefined) used.add(name);
    for (const each of children(node)) if (!isOnlyAKey(node, each)) visit(each);
  };
  visit(program);
  return used;
}

function isOnlyAKey(parent: Syntax, node: Syntax): boolean {
  if (parent.computed === true) return false;
  switch (parent.type) {
    case 'MemberExpression':
      return node === child(parent, 'property');
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return node === child(parent, 'key') && parent.shorthand !== true;
    case 'ClassDeclaration':
    case 'ClassExpression':
      // `implements` holds types.
      return Array.isArray(parent.implements) && parent.implements.includes(node);
    case 'ExportSpecifier':
      return node === child(parent, 'exported');
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return node === child(parent, 'label');
    default:
      return false;
  }
}

/** True when the module itself waits: an `await` outside of every function. */
export function waitsAtTop(node: Syntax): boolean {
  if (isTypeOnly(node) || isFunction(node) || node.type === 'StaticBlock') return false;
  if (node.type === 'AwaitExpression' || node.await === true) return true;
  return children(node).some(waitsAtTop);
}
